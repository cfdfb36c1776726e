"""Effects of what the customer does on their page, and of mail that came back (see `effects`)."""

from dataclasses import dataclass

from kuultu.domain.cases.events import Added, AddressCorrected, CallWished, MailReturned


@dataclass(frozen=True)
class HearCustomer:
    """Keep what the customer said on their page of the case, and mail it to the owner."""

    event: Added | CallWished


@dataclass(frozen=True)
class TellReturned:
    """Keep that mail to an address came back, and tell those whom it concerns; `mail_id` names one to the customer."""

    event: MailReturned
    mail_id: str = ""


@dataclass(frozen=True)
class CorrectAddress:
    """Keep another mail address of the customer, and send there what came back or was withheld."""

    event: AddressCorrected


@dataclass(frozen=True)
class SendAgain:
    """Have the sweep send what came back or was withheld, now that the customer's address is another one."""


@dataclass(frozen=True)
class EndForCustomer:
    """End the case after the customer said, with a text that may be empty, that the matter is settled."""

    text: str


@dataclass(frozen=True)
class TakeBack:
    """Take a dismissed case up again after the customer's objection, with the manager as owner."""

    text: str
