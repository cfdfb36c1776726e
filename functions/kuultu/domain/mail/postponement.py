"""Mail that waits because SES does not take it now, for a reason that passes: what the reason means, and how long."""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum

NOT_VERIFIED, FORBIDDEN = "not-verified", "AccessDeniedException"
"""Reasons in the ledger: an address that SES has not verified yet, and any refusal of our rights or credentials."""

FIRST_PAUSE, SHORT_PAUSE, LONG_PAUSE = timedelta(minutes=1), timedelta(minutes=15), timedelta(hours=4)

LONGEST_WAIT = timedelta(days=5)
"""The time for which a mail is tried again by itself; after that a person is called."""

NOTICED_AFTER = timedelta(hours=1)
"""The time after which mail that SES only asked to wait for is counted as postponed, so that an alarm rings."""


class Hold(StrEnum):
    """The cause that holds mail back, as it is told to people.

    BUSY: SES asks to wait, or is out of reach. PAUSED: SES has stopped the account's sending. UNVERIFIED: SES does not
    know the sender, or still is in its sandbox. SETUP: the rights, the credentials or the configuration set are wrong.
    """

    BUSY = "busy"
    PAUSED = "paused"
    UNVERIFIED = "unverified"
    SETUP = "setup"


HOLDS: Mapping[str, Hold] = {
    "TooManyRequestsException": Hold.BUSY,
    "ThrottlingException": Hold.BUSY,
    "Throttling": Hold.BUSY,
    "LimitExceededException": Hold.BUSY,
    "ConnectTimeoutError": Hold.BUSY,
    "EndpointConnectionError": Hold.BUSY,
    "SendingPausedException": Hold.PAUSED,
    "AccountSuspendedException": Hold.PAUSED,
    "MailFromDomainNotVerifiedException": Hold.UNVERIFIED,
    NOT_VERIFIED: Hold.UNVERIFIED,
    FORBIDDEN: Hold.SETUP,
    "NotFoundException": Hold.SETUP,
    "ExpiredTokenException": Hold.SETUP,
    "NoCredentialsError": Hold.SETUP,
    "CredentialRetrievalError": Hold.SETUP,
}
"""The cause behind each reason in the ledger: SES's code, the class of botocore's error, or a reason of our own.

The codes of SES are those of its operation SendEmail (API reference of SES v2), and those common to all services.
"""


def hold_of(reason: str) -> Hold | None:
    """The cause that passes behind a reason in the ledger; None for a refusal that is for good."""
    return HOLDS.get(reason)


def passing_reason(code: str, status: int, message: str) -> str:
    """The reason in the ledger for SES's answer, if the cause passes; "" otherwise.

    For addresses that are not verified SES answers MessageRejected, and only the message tells so.
    """
    if code == "MessageRejected":
        return NOT_VERIFIED if "not verified" in message else ""
    if code in HOLDS:
        return code
    return FORBIDDEN if status == 403 else ""


def pause_after(waited: timedelta, hold: Hold | None) -> timedelta:
    """The time until the next try: as long again as the mail has waited, within limits; shorter while SES is busy."""
    longest = SHORT_PAUSE if hold is Hold.BUSY else LONG_PAUSE
    return min(max(waited, FIRST_PAUSE), longest)


def is_noticed(waited: timedelta, hold: Hold | None) -> bool:
    """True if whoever runs Kuultu is to hear of a mail that waits: not when SES is busy for a moment."""
    return hold is not Hold.BUSY or waited >= NOTICED_AFTER
