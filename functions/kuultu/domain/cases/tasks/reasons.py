"""The rule of a reason for ending reflection early: others can tell from it what is at stake."""

import re

from kuultu.domain.cases.task_entry import Attempt
from kuultu.errors import Flaw

LEAST_WORDS, LONGEST_HASTE = 2, 5
"""The smallest number of words in a reason, and the largest in one that tells of nothing but haste."""

HASTE = re.compile(r"\b(kiire|hoppu|bråttom|bråds[kt]|jäkt|hurry|rush|busy|haste)", re.IGNORECASE)
"""Words of haste in the languages of the pages."""


def reason_flaws(attempt: Attempt) -> list[Flaw]:
    """The flaw of a reason that is missing, a single word, or haste alone."""
    text = attempt.fields.get("reason", "")
    words = len(text.split())
    if not text or (words >= LEAST_WORDS and not (words <= LONGEST_HASTE and HASTE.search(text))):
        return attempt.missing("reason")
    return [Flaw("reason", "too-short", "Say who is in danger, and of what.")]
