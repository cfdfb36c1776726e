"""Mail that waits: which of SES's answers pass, and how long a mail waits after each."""

from datetime import timedelta

import pytest
from botocore.session import get_session

from kuultu.domain.mail.mail import MailState, Why, why_undelivered
from kuultu.domain.mail.postponement import (
    HOLDS,
    LONG_PAUSE,
    NOT_VERIFIED,
    Hold,
    hold_of,
    is_noticed,
    passing_reason,
    pause_after,
)

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
FOR_GOOD = {"BadRequestException", "MessageRejected"}
"""Errors of SendEmail that are about the one mail; only a message that tells of verification passes."""


def test_every_error_that_ses_can_raise_for_a_mail_is_known_as_passing_or_for_good() -> None:
    model = get_session().get_service_model("sesv2").operation_model("SendEmail")
    errors = {shape.name: shape.metadata["error"]["httpStatusCode"] for shape in model.error_shapes}
    passing = {name for name, status in errors.items() if passing_reason(name, status, "")}
    assert errors.keys() - passing == FOR_GOOD
    assert passing <= HOLDS.keys()


@pytest.mark.parametrize(
    ("code", "status", "message", "reason"),
    [
        ("MessageRejected", 400, "Email address is not verified. The following identities failed", NOT_VERIFIED),
        ("MessageRejected", 400, "Bad content", ""),
        ("UnrecognizedClientException", 403, "", "AccessDeniedException"),
        ("ExpiredTokenException", 403, "", "ExpiredTokenException"),
        ("BadRequestException", 400, "", ""),
    ],
)
def test_the_reason_is_the_code_of_ses_but_for_what_only_message_or_status_tell(
    code: str, status: int, message: str, reason: str
) -> None:
    assert passing_reason(code, status, message) == reason


@pytest.mark.parametrize(
    ("waited", "hold", "pause"),
    [
        (timedelta(0), Hold.PAUSED, MINUTE),
        (30 * MINUTE, Hold.PAUSED, 30 * MINUTE),
        (3 * timedelta(days=1), Hold.PAUSED, LONG_PAUSE),
        (3 * HOUR, Hold.BUSY, 15 * MINUTE),
    ],
)
def test_the_pauses_grow_up_to_some_hours_and_stay_short_while_ses_is_busy(
    waited: timedelta, hold: Hold, pause: timedelta
) -> None:
    assert pause_after(waited, hold) == pause


def test_a_busy_ses_rings_only_after_an_hour() -> None:
    assert [is_noticed(waited, Hold.BUSY) for waited in (MINUTE, HOUR)] == [False, True]
    assert is_noticed(timedelta(0), Hold.SETUP)


def test_what_passed_for_days_in_vain_is_told_as_stopped() -> None:
    assert why_undelivered(MailState.NEEDS_A_PERSON, "SendingPausedException") is Why.STOPPED
    assert why_undelivered(MailState.NEEDS_A_PERSON, "MessageRejected") is Why.REFUSED
    assert hold_of("MessageRejected") is None
