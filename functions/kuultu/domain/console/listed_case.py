"""Cases as lists know them: the head with the open tasks; and where such a case stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kuultu.domain.cases.calls import CallRole, call_name
from kuultu.domain.cases.case import Outcome, Stage
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import ENQUIRIES, ENTRIES, entry_of
from kuultu.domain.cases.traits import NO_TRAITS, Traits
from kuultu.domain.people import Person


class Waiting(StrEnum):
    """Who has to do something next: we, the customer, or nobody until a time comes."""

    FOR_US = "us"
    FOR_CUSTOMER = "customer"
    FOR_TIME = "time"


@dataclass(frozen=True)
class ListedTask:
    """An open task of a listed case."""

    kind: TaskKind
    round: int
    name: str
    assignee: Person
    due_at: datetime
    lapses_at: datetime

    @property
    def of_customer(self) -> bool:
        """True if the customer is asked."""
        return entry_of(self.kind).for_customer


@dataclass(frozen=True)
class ListedCase:
    """A case in a list: what the index holds of its head, and its open tasks; see `Case` for the meaning.

    `letter_due_at` is the end of the time for the answer to a dispute body, while its letter is open.
    """

    id: str
    survey_id: str
    unit: str
    owner: Person
    manager: Person
    opened_at: datetime
    round: int
    reflection_planned_until: datetime
    promised_at: datetime
    follow_up_at: datetime | None = None
    urgent: bool = False
    wish: bool = False
    anonymous: bool = False
    traits: Traits = NO_TRAITS
    outcome: Outcome | None = None
    closed_at: datetime | None = None
    tasks: tuple[ListedTask, ...] = ()
    letter_due_at: datetime | None = None


@dataclass(frozen=True)
class Standing:
    """Where a listed case stands: its stage, who has to act, and the time by which; `late` if that time is past.

    A customer who does not act in time makes no case late. A dispute body waits for us, also after the end of a case.
    """

    stage: Stage
    waiting: Waiting | None
    clock: datetime | None
    late: bool


OF_CALLS: Mapping[CallRole, Stage | None] = {
    CallRole.SAFETY: None,
    CallRole.WISH: Stage.CALL,
    CallRole.TELL_MORE: Stage.FIND_OUT,
    CallRole.REPLY: Stage.REPLY,
    CallRole.FOLLOW_UP: Stage.FOLLOW_UP,
}
"""The stages of the letters and requests in place of which a customer is called."""

ORDER = list(Stage)


def standing(case: ListedCase, now: datetime) -> Standing:
    """Where a case stands, derived from the open tasks of its round: the record itself tells the same, and more."""
    if case.outcome:
        return _after_the_end(case, now)
    tasks = [task for task in case.tasks if task.round == case.round and task.kind is not TaskKind.CONFIRM_READ]
    stage = _stage(case, tasks, now)
    waiting = Waiting.FOR_US if case.letter_due_at else _waiting(stage, tasks)
    ours = [task.due_at for task in tasks if not task.of_customer] + _promise(case) + _letter(case)
    theirs = [task.lapses_at for task in tasks if task.of_customer]
    ends = [end for end in (_end_of_wait(case, stage),) if end]
    return Standing(stage, waiting, min([*ours, *theirs, *ends], default=None), any(at < now for at in ours))


def _after_the_end(case: ListedCase, now: datetime) -> Standing:
    due = case.letter_due_at
    return Standing(Stage.CLOSED, Waiting.FOR_US if due else None, due, late=due is not None and due < now)


def _stage(case: ListedCase, tasks: list[ListedTask], now: datetime) -> Stage:
    """The furthest stage of the open tasks; between tasks the wait, or in its last moments the stage that follows."""
    reached = [stage for stage in map(_stage_of_task, tasks) if stage]
    if reached:
        return max(reached, key=ORDER.index)
    if case.follow_up_at:
        return Stage.WAIT if now < case.follow_up_at else Stage.FOLLOW_UP
    if case.wish:
        return Stage.CALL
    return Stage.REFLECT if now < case.reflection_planned_until else Stage.CONCLUDE


def _stage_of_task(task: ListedTask) -> Stage | None:
    if task.kind is TaskKind.CALL:
        return OF_CALLS[call_name(task.name).role]
    if task.kind in ENQUIRIES:
        return Stage.FIND_OUT
    return max(ENTRIES[task.kind].stages, key=ORDER.index)


def _waiting(stage: Stage, tasks: list[ListedTask]) -> Waiting:
    if tasks:
        return Waiting.FOR_CUSTOMER if all(task.of_customer for task in tasks) else Waiting.FOR_US
    return Waiting.FOR_TIME if stage in {Stage.REFLECT, Stage.WAIT} else Waiting.FOR_US


def _promise(case: ListedCase) -> list[datetime]:
    """The promised time, while the customer waits for the answer: an answer has brought the time of the follow-up."""
    return [] if case.follow_up_at or case.anonymous else [case.promised_at]


def _letter(case: ListedCase) -> list[datetime]:
    return [case.letter_due_at] if case.letter_due_at else []


def _end_of_wait(case: ListedCase, stage: Stage) -> datetime | None:
    return {Stage.WAIT: case.follow_up_at, Stage.REFLECT: case.reflection_planned_until}.get(stage)
