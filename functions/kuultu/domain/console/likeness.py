"""The likeness of two answers: perhaps two customers tell of the same thing, or one customer tells it twice."""

from datetime import timedelta
from enum import StrEnum

from kuultu.domain.console.answers import HeardAnswer

GRAM = 5
"""Characters of the pieces by which words are compared: they survive endings and slips of the finger."""

ALIKE = 0.4
"""The part of all pieces that two texts have in common when they say the same."""

SAME_TIME = timedelta(days=1)


class Likeness(StrEnum):
    """The reason why two answers are perhaps about the same."""

    REFERENCE = "reference"
    WORDS = "words"
    MATTER = "matter"


def likeness(one: HeardAnswer, other: HeardAnswer) -> Likeness | None:
    """The likeness of two answers of a unit: the same reference, like words, or the same day, topic and place."""
    if _reference(one) and _reference(one) == _reference(other):
        return Likeness.REFERENCE
    if _common_part(_pieces(one.words), _pieces(other.words)) >= ALIKE:
        return Likeness.WORDS
    return Likeness.MATTER if _same_matter(one, other) else None


def _reference(one: HeardAnswer) -> str:
    return one.response.context.reference.strip().casefold()


def _pieces(words: str) -> frozenset[str]:
    """The pieces of a text, without signs and capitals; none of a text that is too short to compare."""
    plain = " ".join("".join(sign if sign.isalnum() else " " for sign in words.casefold()).split())
    return frozenset(plain[begin : begin + GRAM] for begin in range(len(plain) - GRAM + 1))


def _common_part(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0


def _same_matter(one: HeardAnswer, other: HeardAnswer) -> bool:
    place, there = one.response.context.touchpoint, other.response.context.touchpoint
    near = abs(one.response.received_at - other.response.received_at) <= SAME_TIME
    return near and bool(place) and place == there and bool(set(one.topics) & set(other.topics))
