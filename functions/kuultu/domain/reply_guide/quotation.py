"""Whether a reply repeats what a colleague said in confidence."""

import re
from collections.abc import Sequence

from kuultu.domain.reply_guide.notation import as_read

LONGEST_CHANCE = 5
"""Words in a row that two people may write alike by chance; one more is a quotation."""

SHORTEST_STATEMENT = 3
"""A statement of fewer words says nothing that could be told from anybody's words."""

WORD = re.compile(r"[^\W_]+")


def quotes(message: str, statement: str) -> bool:
    """Whether the message repeats six words in a row of the statement, or all of a statement of three to five."""
    said = _words(statement)
    if len(said) < SHORTEST_STATEMENT:
        return False
    length = min(len(said), LONGEST_CHANCE + 1)
    return not _runs(_words(message), length).isdisjoint(_runs(said, length))


def _words(text: str) -> list[str]:
    return WORD.findall(as_read(text).casefold().replace("'", ""))


def _runs(words: Sequence[str], length: int) -> set[tuple[str, ...]]:
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}
