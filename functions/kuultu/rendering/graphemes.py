"""Graphemes: what a reader takes for one character, such as a flag or a letter with its marks (after UAX #29)."""

import unicodedata

LONGEST_GRAPHEME = 64
"""Characters of the longest grapheme that is kept whole; a heap of marks on one letter is cut."""

JOINER = "\u200d"
MARKS = {"Mn", "Mc", "Me"}
EXTENDING = {
    "\u200c",
    JOINER,
    "\u0e33",
    "\u0eb3",
    *map(chr, range(0x1F3FB, 0x1F400)),
    *map(chr, range(0xE0020, 0xE0080)),
}
"""Characters without a place of their own that are no marks: joiners, two vowels, colours of skin, tags of flags."""

VIRAMA = 9
"""The combining class of the signs that tie two consonants of an Indic script together."""


def cut(text: str, longest: int) -> str:
    """The first graphemes of a text, `longest` characters at most."""
    end = longest
    while 0 < end < len(text) and longest - end < LONGEST_GRAPHEME and _is_inside(text, end):
        end -= 1
    return text[: end if end > 0 and longest - end < LONGEST_GRAPHEME else longest]


def _is_inside(text: str, place: int) -> bool:
    """True if a place is within a grapheme, between two of its characters."""
    before, after = text[place - 1], text[place]
    if unicodedata.category(after) in MARKS or after in EXTENDING or before + after == "\r\n":
        return True
    if _is_regional(after):
        return _regionals_before(text, place) % 2 == 1
    return _ties(before) or _is_hangul_pair(before, after)


def _ties(character: str) -> bool:
    """True if a character draws the next one to itself: a joiner, a virama, or a sign before a number."""
    sign = unicodedata.category(character) == "Cf" and unicodedata.bidirectional(character) in {"AN", "AL", "L"}
    return character == JOINER or unicodedata.combining(character) == VIRAMA or sign


def _is_regional(character: str) -> bool:
    """True for a half of a flag."""
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _regionals_before(text: str, place: int) -> int:
    start = place
    while start > 0 and _is_regional(text[start - 1]):
        start -= 1
    return place - start


def _is_hangul_pair(before: str, after: str) -> bool:
    """True for two parts of a Korean syllable: a first sound with what follows, or a vowel or last sound after any."""
    later = "\u1160" <= after <= "\u11ff" or "\ud7b0" <= after <= "\ud7fb"
    first, syllable = "\u1100" <= before <= "\u115f" or "\ua960" <= before <= "\ua97c", "\uac00" <= after <= "\ud7a3"
    korean = "\uac00" <= before <= "\ud7fb" or "\u1100" <= before <= "\u11ff"
    return (later and korean) or (first and (syllable or "\u1100" <= after <= "\u115f"))
