"""Submitting a body, and what was wrong with it."""

import pytest

from kuultu.domain.responses.submission import Submission, submission_from
from kuultu.domain.surveys.survey import Survey
from kuultu.errors import Invalid
from kuultu.services.email_address import email_flaw
from tests.unit.helpers.builders import survey

GOOD = {"answers": {"nps": 3}}


def check(body: object, on: Survey | None = None) -> Submission:
    """The submission in this body."""
    return submission_from(body, on or survey(), email_flaw)


def flaws_of(body: object, on: Survey | None = None) -> list[tuple[str, str]]:
    """Pointer and code of every flaw in this body."""
    with pytest.raises(Invalid) as refused:
        check(body, on)
    return [(flaw.pointer, flaw.code) for flaw in refused.value.flaws]
