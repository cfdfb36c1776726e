"""Tasks and requests: one record for the whole life of a task, even if the assignee changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kuultu.domain.cases.decisions import Decision, Payload
from kuultu.domain.cases.draft import Draft
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.people import Person

UNASKED = {"unasked": "yes"}
"""The details of a request that is on record although nobody was asked: its end is all that there is to tell."""


@dataclass(frozen=True)
class Task:
    """A task of one person, behind one link at a time.

    `name` tells tasks of one kind in one round apart; `details` of an enquiry are `role` and `question`. The task is
    asked for by `due_at` and reminded of at `remind_at`; at `lapses_at` the task lapses. `callback` is the token
    that the workflow waits on, `awaited` the kind that it waits for if that is a later task. `offered_at` is the time
    at which the page of the decision before offered the task as the next step; its mail then waits. `draft` is what
    the assignee has typed. `unit` is the id of the unit that has the case; "" in cases of an earlier release.
    """

    case_id: str
    kind: TaskKind
    round: int
    assignee: Person
    opened_at: datetime
    due_at: datetime
    lapses_at: datetime
    name: str = ""
    details: Mapping[str, str] = field(default_factory=dict)
    remind_at: datetime | None = None
    reminders: tuple[datetime, ...] = ()
    callback: str = ""
    awaited: TaskKind | None = None
    decision: Decision[Payload] | None = None
    expired: bool = False
    lapsed_at: datetime | None = None
    passed_on: int = 0
    escalated: bool = False
    offered_at: datetime | None = None
    draft: Draft | None = None
    unit: str = ""

    @property
    def key(self) -> str:
        """The task's sort key within the case."""
        return task_key(self.round, self.kind, self.name)

    @property
    def open(self) -> bool:
        """True if the task can still be done."""
        return self.decision is None and not self.expired

    @property
    def ended(self) -> bool:
        """True if the case no longer waits for the task; a lapsed choice of remedy can still be made."""
        return not self.open or self.lapsed_at is not None

    @property
    def ended_at(self) -> datetime | None:
        """The time of the decision, else of the lapse; None before both."""
        return self.decision.at if self.decision else self.lapsed_at


def task_key(round_: int, kind: TaskKind, name: str = "") -> str:
    """The sort key of a task within the case: `task#1#triage`, `task#1#statement#0f3a…`."""
    return f"task#{round_}#{kind}" + (f"#{name}" if name else "")
