"""Cases: outcomes, stages, and the record of a case with all tasks."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import cast

from kuultu.domain.cases.decisions import AnyPayload, Decision
from kuultu.domain.cases.events import Event
from kuultu.domain.cases.payloads.finding_out import EarlyEnd
from kuultu.domain.cases.task import Task, task_key
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.people import Person


class Outcome(StrEnum):
    """The outcome of a case. Silence is never success."""

    RECOVERED = "recovered"
    NOT_RECOVERED = "not_recovered"
    SILENT = "silent"
    ANONYMOUS = "anonymous"
    NOT_A_COMPLAINT = "not_a_complaint"


class Stage(StrEnum):
    """The stage of a case; the state machine has a state for each stage."""

    ACKNOWLEDGE = "acknowledge"
    TRIAGE = "triage"
    FIND_OUT = "find_out"
    REFLECT = "reflect"
    CONCLUDE = "conclude"
    SHARE = "share"
    PROPOSE = "propose"
    APPROVE = "approve"
    REPLY = "reply"
    SEND_REPLY = "send_reply"
    CHOOSE = "choose"
    DELIVER = "deliver"
    WAIT = "wait"
    FOLLOW_UP = "follow_up"
    REOPEN = "reopen"
    CLOSE = "close"
    CLOSED = "closed"


@dataclass(frozen=True)
class Case:
    """The handling of a negative response; a round runs from triage to follow-up, and a reopening begins the next.

    `promised_at` is the latest promise to the customer, given at `promise_began_at` (None: at the beginning of the
    round). `broken_at` is the time of an earlier promise that a later one replaced; None once the manager is told.
    `enquiries_added` counts the enquiries that were added on the page of the case.
    `introduced` is the address of the owner whom the customer's mails named last; "" in cases of an earlier release.
    """

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
    urgent: bool = False
    legal_deadline: datetime | None = None
    replies_sent: int = 0
    promise_began_at: datetime | None = None
    broken_at: datetime | None = None
    enquiries_added: int = 0
    introduced: str = ""
    events: tuple[Event, ...] = ()

    @property
    def owner_is_new(self) -> bool:
        """True if the customer has heard of an earlier owner, and not yet of the present one."""
        return bool(self.introduced) and not self.owner.has(self.introduced)


@dataclass(frozen=True)
class CaseRecord:
    """A case with all tasks, as loaded in one read."""

    case: Case
    tasks: tuple[Task, ...]

    def task(self, kind: TaskKind, round_: int | None = None, name: str = "") -> Task | None:
        """The task of a kind and name in a round (by default the current round), or None."""
        key = task_key(round_ or self.case.round, kind, name)
        return next((task for task in self.tasks if task.key == key), None)

    def on_record(self, task: Task) -> Task:
        """The record's version of a task; the task as given if the record does not hold it."""
        return self.task(task.kind, task.round, task.name) or task

    def having(self, task: Task) -> "CaseRecord":
        """The record with a new or changed task."""
        others = tuple(one for one in self.tasks if one.key != task.key)
        return replace(self, tasks=(*others, task))

    def of_kind(self, *kinds: TaskKind) -> list[Task]:
        """The tasks of the given kinds in the current round, oldest first."""
        found = [task for task in self.tasks if task.round == self.case.round and task.kind in kinds]
        return sorted(found, key=lambda task: (task.opened_at, task.key))

    def decision(self, payload: type[AnyPayload], name: str = "") -> Decision[AnyPayload] | None:
        """The decision with a payload of the given type in the current round, or None."""
        task = self.task(payload.kind, name=name)
        return cast(Decision[AnyPayload] | None, task.decision) if task else None

    def decisions(self, payload: type[AnyPayload], *, every_round: bool = False) -> list[Decision[AnyPayload]]:
        """All decisions with a payload of the given type, in the current round or every round; oldest task first."""
        found = [task for task in self.tasks if task.kind is payload.kind and task.decision]
        wanted = [task for task in found if every_round or task.round == self.case.round]
        ordered = sorted(wanted, key=lambda task: (task.opened_at, task.key))
        return [cast(Decision[AnyPayload], task.decision) for task in ordered]

    @property
    def reflection_ends_at(self) -> datetime:
        """The end of reflection: the planned time, or an earlier moment at which a manager ended reflection."""
        ended = self.decision(EarlyEnd)
        return min(self.case.reflection_planned_until, ended.at) if ended else self.case.reflection_planned_until
