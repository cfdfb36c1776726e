"""Quotations: parts of a colleague's confidential statement that a reply repeats."""

import re
from collections.abc import Sequence

from kuultu.domain.reply_guide.notation import as_read

LONGEST_CHANCE = 5
"""Words in a row that two people may write alike by chance; one more is a quotation."""

WORD = re.compile(r"[^\W_]+")


def quotes(message: str, statement: str) -> bool:
    """True if the message repeats six words in a row of a statement; a shorter statement could be anybody's words."""
    length = LONGEST_CHANCE + 1
    return not _runs(_words(message), length).isdisjoint(_runs(_words(statement), length))


def _words(text: str) -> list[str]:
    return WORD.findall(as_read(text).casefold().replace("'", ""))


def _runs(words: Sequence[str], length: int) -> set[tuple[str, ...]]:
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}
