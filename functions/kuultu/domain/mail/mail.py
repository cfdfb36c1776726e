"""Mails: their kinds, and the id under which each is sent once and only once."""

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from kuultu.domain.cases.case import CaseRecord
from kuultu.domain.cases.task import Task, TaskKind

PATIENCE = timedelta(minutes=15)
"""How long an unknown result waits for SES's own event before the one flagged retry."""

MOST_ATTEMPTS = 2


class MailState(StrEnum):
    """Where a mail stands; from `sent` on, SES tells. What nobody needs any more is suppressed.

    One alert too many is held, and grouped when another mail tells of it.
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


@dataclass(frozen=True)
class Mail:
    """One mail to one person: what it is about says who that is and what it holds.

    Round 0 is for mails that no case stands behind; `case_id` is the response's id all the same.
    """

    case_id: str
    round: int
    kind: str
    about: TaskKind | None = None
    number: int = 0
    name: str = ""

    @property
    def id(self) -> str:
        """The ledger's key; also a tag on the mail, so only letters, digits, `-` and `_` (SES v2, MessageTag)."""
        about = [self.about.value] if self.about else []
        name = [self.name] if self.name else []
        return "-".join([self.case_id, str(self.round), self.kind, *about, *name, str(self.number)])


KINDS = {TaskKind.FOLLOW_UP: "follow-up", TaskKind.CONFIRM_READ: "share"}
"""Tasks whose mails have names of their own."""

TO_CUSTOMERS = {"acknowledgement", "delay", "reply", "follow-up", "thanks"}
"""Mails that customers get, beside requests and their reminders."""


def task_mail(task: Task) -> Mail:
    """The mail that brings a task to whoever has it now."""
    usual = f"{'request' if task.kind.for_customer else 'task'}-{task.kind}"
    kind = "escalation" if task.escalated else KINDS.get(task.kind, usual)
    return Mail(task.case_id, task.round, kind, task.kind, task.passed_on, task.name)


ALERTS = {TaskKind.TRIAGE, TaskKind.END_REFLECTION}
"""Tasks that every new case brings, so that a flood of cases is a flood of mails about them."""


def is_alert(mail: Mail) -> bool:
    """Whether this mail may be held in a storm; an alert to the manager of an urgent case never is."""
    return mail.about in ALERTS and mail.kind != "alert"


def is_moot(mail: Mail, file: CaseRecord) -> bool:
    """Whether a mail that may not have been sent asks for something that has ended since."""
    task = file.task(mail.about, mail.round, mail.name) if mail.about else None
    return task is not None and task.ended and mail.kind not in TO_CUSTOMERS


def digest_mail(first: Mail) -> Mail:
    """The mail that tells of several that were held; it is named after the first of them, so that it is sent once."""
    return replace(first, kind="digest", name=first.kind)


def reminder_mail(task: Task) -> Mail:
    """The latest reminder of a task."""
    number = REMINDERS_EACH * task.passed_on + len(task.reminders)
    return Mail(task.case_id, task.round, f"reminder-{task.kind}", task.kind, number, task.name)


REMINDERS_EACH = 10
"""Numbers kept for the reminders of each person that a task passes to."""

NEWS, WARNING = 100, 500
"""Mails that tell the owner of an answer that came in, or warn of a promise, are numbered from here."""


@dataclass(frozen=True)
class Letter:
    """A mail as it is sent: subject and both parts, to one address."""

    to: str
    subject: str
    text: str
    html: str
