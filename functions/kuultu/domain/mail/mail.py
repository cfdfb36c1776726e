"""Mails: their kinds, their states, and the id under which each is sent once and only once."""

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from zlib import crc32

from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.mail.postponement import hold_of

WAIT_FOR_EVENT = timedelta(minutes=15)
"""The time that an unknown result waits for SES's own event before the one flagged retry."""

MOST_ATTEMPTS = 2

NEWS_FROM, WARNINGS_FROM = 100, 500
"""The numbers of news and warnings in the ledger of an earlier release, which noted them as reminders."""

LATE_NEWS_FROM = 1_000
"""The first number of news about an answer that came after the news that nobody had answered."""

LATER_REMINDERS_FROM = 10_000
"""The first of the later numbers of reminders, beyond the earlier release's numbers of news and warnings."""


class MailKind(StrEnum):
    """A kind of mail; the labels of TASK, REQUEST and REMINDER name the kind of task too.

    SIGN_IN alone belongs to no case, and stands in no ledger: its code is worth nothing after ten minutes.
    """

    ACKNOWLEDGEMENT = "acknowledgement"
    ALERT = "alert"
    BOUNCED = "bounced"
    DELAY = "delay"
    DELIVERED = "delivered"
    DIGEST = "digest"
    ENDED = "ended"
    ESCALATION = "escalation"
    FOLLOW_UP = "follow-up"
    NEWS = "news"
    PRAISE = "praise"
    REMINDER = "reminder"
    REPLY = "reply"
    REQUEST = "request"
    SHARE = "share"
    SIGN_IN = "sign-in"
    TASK = "task"
    THANKS = "thanks"
    WARNING = "warning"
    YOURS = "yours"


LABELLED = {MailKind.TASK, MailKind.REQUEST, MailKind.REMINDER}


class MailState(StrEnum):
    """The state of a mail in the ledger; SES reports `sent` to `needs_a_person`. A moot mail is suppressed.

    Kuultu notes `needs_a_person` too, after a retry without a known result. An alert beyond the limit is held, and
    grouped when a digest, or another mail, tells of it. A mail to a customer whose address does not take mail is
    withheld until somebody corrects the address.
    """

    CLAIMED = "claimed"
    RELEASED = "released"
    UNKNOWN = "unknown"
    SENT = "sent"
    DELIVERED = "delivered"
    BOUNCED = "bounced"
    COMPLAINED = "complained"
    NEEDS_A_PERSON = "needs_a_person"
    SUPPRESSED = "suppressed"
    HELD = "held"
    GROUPED = "grouped"
    WITHHELD = "withheld"


RETURNED = (MailState.BOUNCED, MailState.COMPLAINED)
"""The states of a mail that came back, or about which its recipient complained."""

ARRIVED = (MailState.SENT, MailState.DELIVERED)
"""The states of a mail that SES has taken, as far as anybody knows."""

UNDELIVERED = (*RETURNED, MailState.NEEDS_A_PERSON)
"""The states of a mail that has not reached its recipient, as far as anybody knows."""

NO_ADDRESS, NO_ANSWER = "address", "no-answer"
"""Our own reasons in the ledger for a mail that needs a person; SES's reasons are its codes and types of events."""


class Why(StrEnum):
    """The reason for which a mail did not arrive, as it is told to people.

    UNADDRESSED: no mail can be sent to such an address. REFUSED: SES did not take the mail, for a reason that need not
    be the address. UNCLEAR: SES gave no answer, twice, and nobody knows where the mail is. STOPPED: SES took no mail of
    ours for days; whoever runs Kuultu mends the cause.
    """

    BOUNCED = "bounced"
    COMPLAINED = "complained"
    UNADDRESSED = "unaddressed"
    REFUSED = "refused"
    UNCLEAR = "unclear"
    STOPPED = "stopped"


def why_undelivered(state: MailState, reason: str) -> Why:
    """The reason of a mail in one of the states UNDELIVERED, by the reason in the ledger."""
    if state in RETURNED:
        return Why(state.value)
    refused = Why.STOPPED if hold_of(reason) else Why.REFUSED
    return {NO_ADDRESS: Why.UNADDRESSED, NO_ANSWER: Why.UNCLEAR}.get(reason, refused)


@dataclass(frozen=True)
class Mail:
    """A mail to one person; kind and `about` determine recipient and content.

    `number` tells mails of one kind about one task apart. Round 0 is for mails without a case; `case_id` is the
    response's id all the same. `earlier_id` is the id under which an earlier release noted the mail.
    """

    case_id: str
    round: int
    kind: MailKind
    about: TaskKind | None = None
    number: int = 0
    name: str = ""
    earlier_id: str = ""

    @property
    def ledger_kind(self) -> str:
        """The kind in the ledger: `task-triage`, `request-tell_more`, `reply`, `warning`."""
        return f"{self.kind}-{self.about}" if self.kind in LABELLED else self.kind.value

    @property
    def label(self) -> str:
        """The kind in the mail's header `X-Kuultu-Mail`."""
        return label_of(self.ledger_kind, self.about)

    @property
    def id(self) -> str:
        """The ledger's key; also a tag on the mail, so only letters, digits, `-` and `_` (SES v2, MessageTag)."""
        about = [self.about.value] if self.about else []
        name = [self.name] if self.name else []
        return self.earlier_id or "-".join(
            [self.case_id, str(self.round), self.ledger_kind, *about, *name, str(self.number)]
        )


def label_of(ledger_kind: str, about: str | None) -> str:
    """The kind in the header `X-Kuultu-Mail`, by kind and task in the ledger: a warning comes as a reminder."""
    return f"{MailKind.REMINDER}-{about}" if ledger_kind == MailKind.WARNING else ledger_kind


def digest_mail(first: Mail) -> Mail:
    """The digest of several held mails; the first of them gives the digest its id, so that it is sent once."""
    name = "-".join(filter(None, (first.ledger_kind, first.name)))
    return replace(first, kind=MailKind.DIGEST, name=name, earlier_id="")


RELATED = "related"
"""The name of the news that another case of the same customer has begun."""


def related_mail(case_id: str, new_case_id: str) -> Mail:
    """The news, to the owner of a case, that another case of the same customer has begun; one for each new case."""
    return Mail(case_id, 1, MailKind.NEWS, TaskKind.CASE, crc32(new_case_id.encode()), RELATED)


def noted_kind(ledger_kind: str, number: int) -> MailKind:
    """The kind of a mail in the ledger; an earlier release told news and warnings by their number."""
    labelled = ledger_kind.startswith(tuple(f"{kind}-" for kind in LABELLED))
    kind = MailKind(ledger_kind.partition("-")[0] if labelled else ledger_kind)
    if kind is not MailKind.REMINDER or not NEWS_FROM <= number < LATER_REMINDERS_FROM:
        return kind
    return MailKind.WARNING if number >= WARNINGS_FROM else MailKind.NEWS


@dataclass(frozen=True)
class Envelope:
    """The name of the sender, the address for answers, and the id of the thread: `<…@domain>`; each may be empty."""

    sender: str = ""
    reply_to: str = ""
    thread: str = ""


@dataclass(frozen=True)
class Letter:
    """A composed mail: subject, text part and HTML part, to one address."""

    to: str
    subject: str
    text: str
    html: str
    envelope: Envelope = Envelope()
