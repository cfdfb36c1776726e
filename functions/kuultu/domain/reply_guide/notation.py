"""The notation of the guide's phrases, and the reading of texts with them."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, fields
from itertools import chain

Phrases = tuple[str, ...]


@dataclass(frozen=True)
class Words:
    """The phrases of a language: of thanks, regret, answer, blame, excuse and a colleague pointed at, and hollow ones.

    A phrase is a regular expression of whole words, with three signs of its own: ``*`` is any letters, `` - `` one
    word or none between, and `` ~ `` up to three. Words that deny or turn to something else do not stand between.
    """

    thanks: Phrases
    regret: Phrases
    answer: Phrases
    hollow: Phrases
    """Phrases that fill a sentence but are no answer: greetings, hopes, 'your opinion is important to us'."""
    blame: Phrases
    excuse: Phrases
    colleague: Phrases
    """Phrases that make one of the staff the cause: 'she is new here', 'the driver forgot'."""
    denials: Phrases
    """Words that take back a blame or an excuse after them in the same clause."""
    turns: Phrases
    """Words that cannot stand between the words of a phrase, besides denials."""


CONTRACTIONS = {" not": r"(?: not|n'?t)", " are": r"(?: are|'re)", " have": r"(?: have|'ve)", " will": r"(?: will|'ll)"}
"""English; the other languages' phrases have none of these words."""

APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u201b\u02bc\u2032\u00b4\u0060\uff07", "'"))

INVISIBLE = "Cf"
"""Unicode's category of soft hyphens, zero-width spaces and the like, which would hide a word."""

PARAGRAPHS = re.compile(r"\n\s*\n")


def as_read(text: str) -> str:
    """The visible text: no invisible characters, plain apostrophes, single spaces, and a line for each paragraph."""
    visible = "".join(sign for sign in text if unicodedata.category(sign) != INVISIBLE)
    composed = unicodedata.normalize("NFC", visible).translate(APOSTROPHES)
    lines = composed.replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(" ".join(paragraph.split()) for paragraph in PARAGRAPHS.split(lines))


def any_of(phrases: Phrases, words: Words) -> re.Pattern[str]:
    """The expression that finds any of the phrases. Each repetition is a bounded number of words: it stays quick."""
    written_out = "|".join(_written_out(phrase, "|".join(words.denials + words.turns)) for phrase in phrases)
    return re.compile(whole_words(written_out), re.IGNORECASE)


def all_together(languages: Iterable[Words]) -> Words:
    """The phrases of several languages together, for texts in an unknown language."""
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
