"""Effects of what the customer does on their page, and of mail that came back (see `effects`)."""

from dataclasses import dataclass
from datetime import datetime

from kuultu.domain.cases.events import Added, AddressCorrected, CallWished, MailReturned


@dataclass(frozen=True)
class HearCustomer:
    """Keep what the customer said on their page of the case, and mail it to the owner."""

    event: Added | CallWished


@dataclass(frozen=True)
class TellReturned:
    """Keep that mail to an address did not arrive, and tell those concerned; `mail_id` names one to the customer."""

    event: MailReturned
    mail_id: str = ""


@dataclass(frozen=True)
class CorrectAddress:
    """Keep another mail address of the customer, and send there what came back or was withheld."""

    event: AddressCorrected


@dataclass(frozen=True)
class SendAgain:
    """Have the sweep send what did not arrive or was withheld, unless it still waits for an address or a person."""


@dataclass(frozen=True)
class FollowAddress:
    """Ask for calls in place of letters and requests while the customer's address takes no mail, and the other way."""


@dataclass(frozen=True)
class Resend:
    """Keep that somebody has refused mail sent once more, and do so; `by` is a mail address, or empty."""

    by: str = ""


@dataclass(frozen=True)
class CountFromAnswer:
    """Count the days until the follow-up, and the time for a choice, from the moment `since`: the answer was sent."""

    since: datetime


@dataclass(frozen=True)
class EndForCustomer:
    """End the case after the customer said, with a text that may be empty, that the matter is settled."""

    text: str


@dataclass(frozen=True)
class TakeBack:
    """Take a dismissed case up again after the customer's objection, with the manager as owner."""

    text: str


CustomerEffect = (
    TakeBack
    | HearCustomer
    | EndForCustomer
    | TellReturned
    | CorrectAddress
    | SendAgain
    | FollowAddress
    | Resend
    | CountFromAnswer
)
