"""The rule of a reason for ending reflection early: others can tell from it what is at stake."""

from kuultu.domain.cases.task_entry import Attempt
from kuultu.errors import Flaw

LEAST_LETTERS, LEAST_WORDS = 15, 4
"""The smallest numbers of characters and of words in a reason; either is enough: "In a hurry" is neither."""


def reason_flaws(attempt: Attempt) -> list[Flaw]:
    """The flaw of a reason that is missing, or too short to say what is at stake."""
    text = attempt.fields.get("reason", "")
    if not text or len(text) >= LEAST_LETTERS or len(text.split()) >= LEAST_WORDS:
        return attempt.missing("reason")
    return [Flaw("reason", "too-short", "Say who is in danger, and of what.")]
