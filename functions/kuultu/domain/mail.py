"""Mails: their kinds, and the id under which each is sent once and only once."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from kuultu.domain.case import Task, TaskKind

PATIENCE = timedelta(minutes=15)
"""How long an unknown result waits for SES's own event before the one flagged retry."""

MOST_ATTEMPTS = 2


class MailState(StrEnum):
    """Where a mail stands; from `sent` on, SES tells."""

    CLAIMED = "claimed"
    RELEASED = "released"
    UNKNOWN = "unknown"
    SENT = "sent"
    DELIVERED = "delivered"
    BOUNCED = "bounced"
    COMPLAINED = "complained"
    NEEDS_A_PERSON = "needs_a_person"


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

    @property
    def id(self) -> str:
        """The ledger's key; also a tag on the mail, so only letters, digits, `-` and `_` (SES v2, MessageTag)."""
        return "-".join(
            [self.case_id, str(self.round), self.kind, *([self.about.value] if self.about else []), str(self.number)]
        )


def task_mail(task: Task) -> Mail:
    """The mail that brings a task to whoever has it now."""
    if task.kind is TaskKind.FOLLOW_UP:
        return Mail(task.case_id, task.round, "follow-up", task.kind)
    if task.passed_on:
        return Mail(task.case_id, task.round, "escalation", task.kind, task.passed_on)
    return Mail(task.case_id, task.round, f"task-{task.kind}", task.kind)


@dataclass(frozen=True)
class Letter:
    """A mail as it is sent: subject and both parts, to one address."""

    to: str
    subject: str
    text: str
    html: str
