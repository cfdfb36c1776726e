"""How the words of the guide are written down, and how texts are read by them."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, fields
from itertools import chain

Phrases = tuple[str, ...]


@dataclass(frozen=True)
class Words:
    """What one language says when it thanks, regrets, answers, blames and excuses, and when it says nothing.

    A phrase is a regular expression of whole words, with three signs of its own: ``*`` is any letters, `` - `` one
    word or none between, and `` ~ `` up to three. Words that deny or turn to something else do not stand between.
    """

    thanks: Phrases
    regret: Phrases
    answer: Phrases
    hollow: Phrases
    """What is no answer, though it fills a sentence: greetings, hopes, 'your opinion is important to us'."""
    blame: Phrases
    excuse: Phrases
    denials: Phrases
    """What takes a blame or an excuse back when it stands before it in the same clause."""
    turns: Phrases
    """What cannot be between the words of a phrase, besides denials."""


CONTRACTIONS = {" not": r"(?: not|n'?t)", " are": r"(?: are|'re)", " have": r"(?: have|'ve)", " will": r"(?: will|'ll)"}
"""English; the other languages' phrases have none of these words."""

APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u201b\u02bc\u2032\u00b4\u0060\uff07", "'"))

INVISIBLE = "Cf"
"""Unicode's category of soft hyphens, zero-width spaces and the like, which would hide a word."""

PARAGRAPHS = re.compile(r"\n\s*\n")


def as_read(text: str) -> str:
    """The text as a reader sees it: plain apostrophes and single spaces, a line for each paragraph."""
    visible = "".join(sign for sign in text if unicodedata.category(sign) != INVISIBLE)
    composed = unicodedata.normalize("NFC", visible).translate(APOSTROPHES)
    lines = composed.replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(" ".join(paragraph.split()) for paragraph in PARAGRAPHS.split(lines))


def any_of(phrases: Phrases, words: Words) -> re.Pattern[str]:
    """One expression for all phrases. Each repetition in it is a bounded number of words, so it stays quick."""
    written_out = "|".join(_written_out(phrase, "|".join(words.denials + words.turns)) for phrase in phrases)
    return re.compile(whole_words(written_out), re.IGNORECASE)


def all_together(languages: Iterable[Words]) -> Words:
    """The words of several languages, for texts of which nobody knows the language."""
    known = tuple(languages)
    return Words(*(tuple(chain.from_iterable(getattr(words, kind.name) for words in known)) for kind in fields(Words)))


def whole_words(expression: str) -> str:
    """The expression, neither beginning nor ending inside a word; an underscore is no letter."""
    return rf"(?<![^\W_])(?=[^\W_])(?:{expression})(?![^\W_])"


def _written_out(phrase: str, barred: str) -> str:
    between = rf"(?: (?!(?:{barred})\b)[\w'-]+)"
    signs = {"*": r"[^\W_]*", " - ": rf"{between}?,? ", " ~ ": rf"(?:'\w+)?{between}{{0,3}},? "}
    expression = re.sub(r"(?:{})(?!\w)".format("|".join(CONTRACTIONS)), lambda word: CONTRACTIONS[word[0]], phrase)
    return re.sub(r"\*| - | ~ ", lambda sign: signs[sign[0]], expression)
