"""The rule of a reason that others must understand: a whole sentence."""

from kuultu.domain.cases.task_entry import Attempt
from kuultu.errors import Flaw

SENTENCE = 2
"""The smallest number of words in a sentence."""


def reason_flaws(attempt: Attempt) -> list[Flaw]:
    """The flaw of a reason that is missing, or shorter than a sentence."""
    text = attempt.fields.get("reason", "")
    if not text or len(text.split()) >= SENTENCE:
        return attempt.missing("reason")
    return [Flaw("reason", "too-short", "Write a whole sentence.")]
