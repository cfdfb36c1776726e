"""Events in the history of a case that are no tasks."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class HandOverReason(StrEnum):
    """The occasion of a hand-over."""

    TRIAGE = "triage"
    BY_HAND = "by hand"
    UNDONE = "undone"
    DELAYED = "delayed"
    LEFT = "left"
    NOT_REACHED = "not reached"
    ABSENT = "absent"


@dataclass(frozen=True)
class Event:
    """An event in the history of a case that is no task."""

    at: datetime


@dataclass(frozen=True)
class HandedOver(Event):
    """The case passed to another owner (`to`, a name); `by` is a mail address, or empty.

    `former` is the former owner's address, with `former_name`; both may be empty in events of an earlier release.
    `words` say why, in free text.
    `unit` is the id of the unit to which the feedback was passed on from `former_unit`; both are empty otherwise.
    The new owner stands in for `absent` (a name; empty otherwise), who is away up to and including the day `until`.
    """

    to: str
    by: str
    reason: HandOverReason
    former: str = ""
    words: str = ""
    absent: str = ""
    until: date | None = None
    former_name: str = ""
    unit: str = ""
    former_unit: str = ""


@dataclass(frozen=True)
class ManagerChanged(Event):
    """The case got another manager (`to`, a name) in place of `former` (an address, with `former_name`).

    `until` is the last day of the former manager's absence; None for one who is not away.
    """

    to: str
    former: str
    former_name: str
    until: date | None = None


@dataclass(frozen=True)
class Delayed(Event):
    """The customer heard of a delay; `promised_at` is the promise that a later one replaces."""

    promised_at: datetime


@dataclass(frozen=True)
class ProductAwaited(Event):
    """The customer was asked for the product; `promised_at` is the promise that a later one replaces."""

    promised_at: datetime


@dataclass(frozen=True)
class OwnerWarned(Event):
    """The owner (a name) was warned that the promised time is near."""

    owner: str


@dataclass(frozen=True)
class ManagerWarned(Event):
    """The manager (a name) heard that a promise was not kept."""

    manager: str


@dataclass(frozen=True)
class AnswerCompleted(Event):
    """The customer completed the partial answer that began the case."""


@dataclass(frozen=True)
class Added(Event):
    """The customer added a text on their page of the case."""

    text: str


@dataclass(frozen=True)
class CallWished(Event):
    """The customer asked on their page of the case for a call to a number, with a text that may be empty.

    `when` is the time that suits them, in their own words; it may be empty too.
    """

    phone: str
    text: str = ""
    when: str = ""


@dataclass(frozen=True)
class Settled(Event):
    """The customer said on their page of the case that the matter is settled, with a text that may be empty."""

    text: str = ""


@dataclass(frozen=True)
class MailReturned(Event):
    """Mail to an address did not arrive; `whom` is a name, or empty for the customer.

    `why` is `bounced`, `complained`, `unaddressed` (no mail can be sent to such an address), `refused` (by SES),
    `unclear` (SES gave no answer) or `stopped` (SES took no mail of ours for days). Of the address a hash is kept.
    """

    whom: str
    why: str
    address_hash: str

    @property
    def by_address(self) -> bool:
        """True if the address takes no mail; False if the reason need not be the address."""
        return self.why not in {"refused", "unclear", "stopped"}


def is_dead_address(event: Event) -> bool:
    """True for the event that the customer's address takes no mail."""
    return isinstance(event, MailReturned) and not event.whom and event.by_address


def is_refused_mail(event: Event) -> bool:
    """True for the event that SES refused mail to the customer, or that nobody knows where the mail is."""
    return isinstance(event, MailReturned) and not event.whom and not event.by_address


@dataclass(frozen=True)
class MailResent(Event):
    """Somebody (`by`, a mail address; empty for whoever runs Kuultu) had mail to the customer sent once more."""

    by: str = ""


@dataclass(frozen=True)
class AddressCorrected(Event):
    """The customer's mail address was corrected by somebody (`by`, a mail address)."""

    by: str
    address: str


@dataclass(frozen=True)
class TakenBack(Event):
    """The customer objected (`text`) to the dismissal of the case, which began another round."""

    text: str


@dataclass(frozen=True)
class OpenedByHand(Event):
    """Somebody (`by`, a mail address) had the case opened on an answer that began none; `text` says why."""

    by: str
    text: str


@dataclass(frozen=True)
class HandledAfterAll(Event):
    """A contact wish turned out to be a complaint, and is handled like one; `by` is a mail address, or empty."""

    by: str = ""
