"""Cases and tasks: what is on record about the handling of one unhappy response."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from kuultu.domain.survey import Person

Fields = Mapping[str, str]


class TaskKind(StrEnum):
    """What somebody is asked to do through one link."""

    TRIAGE = "triage"
    END_REFLECTION = "end_reflection"
    CONCLUDE = "conclude"
    REPLY = "reply"
    FOLLOW_UP = "follow_up"

    @property
    def for_customer(self) -> bool:
        """Whether it is a request to the customer rather than a task for staff."""
        return self is TaskKind.FOLLOW_UP


class Outcome(StrEnum):
    """How a case ended. Silence is never success."""

    RECOVERED = "recovered"
    NOT_RECOVERED = "not_recovered"
    SILENT = "silent"
    ANONYMOUS = "anonymous"
    NOT_A_COMPLAINT = "not_a_complaint"


class Stage(StrEnum):
    """Where a case stands; the state machine has a state for each."""

    ACKNOWLEDGE = "acknowledge"
    TRIAGE = "triage"
    REFLECT = "reflect"
    CONCLUDE = "conclude"
    REPLY = "reply"
    SEND_REPLY = "send_reply"
    WAIT = "wait"
    FOLLOW_UP = "follow_up"
    REOPEN = "reopen"
    CLOSE = "close"
    CLOSED = "closed"


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

    We ask for it by `due_at`; at `lapses_at` a request expires, and what staff were asked passes to the manager.
    `callback` is the token that the workflow waits on.
    """

    case_id: str
    kind: TaskKind
    round: int
    assignee: Person
    opened_at: datetime
    due_at: datetime
    lapses_at: datetime
    callback: str = ""
    decision: Decision | None = None
    expired: bool = False
    passed_on: int = 0

    @property
    def key(self) -> str:
        """The task's sort key within its case."""
        return task_key(self.round, self.kind)

    @property
    def lapses(self) -> bool:
        """Whether anything follows when its time runs out; the chance to end reflection simply passes."""
        return self.kind is not TaskKind.END_REFLECTION

    @property
    def open(self) -> bool:
        """Whether it still can be done."""
        return self.decision is None and not self.expired


@dataclass(frozen=True)
class Case:
    """The handling of one negative response; a round is one way through it, a reopened case begins the next."""

    id: str
    survey_id: str
    survey_version: int
    owner: Person
    manager: Person
    reachable: bool
    anonymous: bool
    opened_at: datetime
    round: int
    round_began_at: datetime
    reflection_planned_until: datetime
    promised_at: datetime
    acknowledged: bool = False
    follow_up_at: datetime | None = None
    outcome: Outcome | None = None
    closed_at: datetime | None = None
    execution: str = ""


@dataclass(frozen=True)
class CaseFile:
    """A case with all its tasks, as loaded in one read."""

    case: Case
    tasks: tuple[Task, ...]

    def task(self, kind: TaskKind, round_: int | None = None) -> Task | None:
        """The task of this kind in this round (the current one unless told)."""
        key = task_key(round_ or self.case.round, kind)
        return next((task for task in self.tasks if task.key == key), None)

    def decision(self, kind: TaskKind) -> Decision | None:
        """What was decided about this in the current round, if it was."""
        task = self.task(kind)
        return task.decision if task else None

    @property
    def reflection_ends_at(self) -> datetime:
        """The planned end, or the moment at which a manager ended it."""
        ended = self.decision(TaskKind.END_REFLECTION)
        return min(self.case.reflection_planned_until, ended.at) if ended else self.case.reflection_planned_until

    def having(self, task: Task) -> "CaseFile":
        """The same file with this task as it is now."""
        others = tuple(other for other in self.tasks if other.key != task.key)
        return replace(self, tasks=(*others, task))


def task_key(round_: int, kind: TaskKind) -> str:
    """The sort key of a task within its case: `task#1#triage`."""
    return f"task#{round_}#{kind}"
