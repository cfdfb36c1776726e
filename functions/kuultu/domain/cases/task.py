"""Tasks and requests: what one person is asked to do through one link, and what they decided."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from kuultu.domain.people import Person

Fields = Mapping[str, str]


class TaskKind(StrEnum):
    """What somebody is asked to do; FIND_OUT is done when all enquiries have ended, CASE is the page of a case."""

    TRIAGE = "triage"
    END_REFLECTION = "end_reflection"
    FIND_OUT = "find_out"
    TELL_MORE = "tell_more"
    STATEMENT = "statement"
    RETURN_PRODUCT = "return_product"
    INSPECT = "inspect"
    CONCLUDE = "conclude"
    CONFIRM_READ = "confirm_read"
    PROPOSE_REMEDY = "propose_remedy"
    APPROVE_REMEDY = "approve_remedy"
    REPLY = "reply"
    CHOOSE_REMEDY = "choose_remedy"
    DELIVER_REMEDY = "deliver_remedy"
    FOLLOW_UP = "follow_up"
    CASE = "case"

    @property
    def for_customer(self) -> bool:
        """Whether it is a request to the customer rather than a task for staff."""
        return self in REQUESTS

    @property
    def of_the_owner(self) -> bool:
        """Whether it goes with the case to whoever owns it, and to the manager when nobody does it in time."""
        return self in OWNERS_TASKS


REQUESTS = {TaskKind.TELL_MORE, TaskKind.RETURN_PRODUCT, TaskKind.CHOOSE_REMEDY, TaskKind.FOLLOW_UP}

OWNERS_TASKS = {
    TaskKind.TRIAGE,
    TaskKind.INSPECT,
    TaskKind.CONCLUDE,
    TaskKind.PROPOSE_REMEDY,
    TaskKind.REPLY,
    TaskKind.DELIVER_REMEDY,
}

ENQUIRIES = (TaskKind.TELL_MORE, TaskKind.STATEMENT, TaskKind.RETURN_PRODUCT, TaskKind.INSPECT)
"""Tasks through which something is found out."""


@dataclass(frozen=True)
class Decision:
    """What was chosen through a link: by whom, when, and what was written with it."""

    choice: str
    fields: Fields
    by: str
    at: datetime


@dataclass(frozen=True)
class Task:
    """Something that one person is asked to do; one record for its life, whoever it passes to.

    `name` tells tasks of one kind in one round apart. We ask for it by `due_at` and remind at `remind_at`; at
    `lapses_at` a request runs out of time, and what staff were asked passes on. `callback` is the token that the
    workflow waits on, `awaited` what it waits for if that is something later than this task.
    """

    case_id: str
    kind: TaskKind
    round: int
    assignee: Person
    opened_at: datetime
    due_at: datetime
    lapses_at: datetime
    name: str = ""
    details: Fields = field(default_factory=dict)
    remind_at: datetime | None = None
    reminders: tuple[datetime, ...] = ()
    callback: str = ""
    awaited: TaskKind | None = None
    decision: Decision | None = None
    expired: bool = False
    lapsed_at: datetime | None = None
    passed_on: int = 0
    escalated: bool = False

    @property
    def key(self) -> str:
        """The task's sort key within its case."""
        return task_key(self.round, self.kind, self.name)

    @property
    def lapses(self) -> bool:
        """Whether anything follows when its time runs out; the chance to end reflection simply passes."""
        return self.kind not in {TaskKind.END_REFLECTION, TaskKind.FIND_OUT}

    @property
    def open(self) -> bool:
        """Whether it still can be done."""
        return self.decision is None and not self.expired

    @property
    def ended(self) -> bool:
        """Whether the case goes on without waiting for it; a choice of remedy can still be made then."""
        return not self.open or self.lapsed_at is not None


def task_key(round_: int, kind: TaskKind, name: str = "") -> str:
    """The sort key of a task within its case: `task#1#triage`, `task#1#statement#0f3a…`."""
    return f"task#{round_}#{kind}" + (f"#{name}" if name else "")
