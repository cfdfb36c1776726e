"""The timeline of a case: the history in order, derived from the record, so that the two cannot disagree."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from kuultu.domain.cases.case import CaseRecord
from kuultu.domain.cases.events import (
    AnswerCompleted,
    Delayed,
    Event,
    HandedOver,
    HandOverReason,
    ManagerWarned,
    OwnerWarned,
    ProductAwaited,
    TakenBack,
)
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_entry import Doer
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import entry_of

OF_THE_CUSTOMER: Mapping[type[Event], str] = {
    Delayed: "delayed",
    ProductAwaited: "product_awaited",
    AnswerCompleted: "completed",
}
"""The lines of events that name nobody of the staff."""


@dataclass(frozen=True)
class TimelineEntry:
    """A line in the history of a case.

    `what` is `began`, `asked`, `reminded`, `decided`, `lapsed`, `closed`, `handed_over`, `stood_still`, `delayed`,
    `delayed_twice`, `product_awaited`, `owner_warned`, `manager_warned`, `completed` or `taken_back`.
    """

    at: datetime
    what: str
    kind: str = ""
    choice: str = ""
    who: str = ""
    whom: str = ""
    text: str = ""
    of_customer: bool = False


def timeline(record: CaseRecord) -> list[TimelineEntry]:
    """The whole history of a case, oldest first."""
    case, tasks = record.case, sorted(record.tasks, key=lambda task: task.opened_at)
    lines = [TimelineEntry(case.opened_at, "began"), *(line for task in tasks for line in _of_task(task))]
    lines += [_of_event(event) for event in case.events]
    if case.closed_at and case.outcome:
        lines.append(TimelineEntry(case.closed_at, "closed", choice=case.outcome.value))
    return sorted(lines, key=lambda line: line.at)


def _of_event(event: Event) -> TimelineEntry:
    match event:
        case HandedOver(reason=HandOverReason.UNDONE):
            return TimelineEntry(event.at, "stood_still", who=event.by, whom=event.to)
        case HandedOver(reason=HandOverReason.DELAYED):
            return TimelineEntry(event.at, "delayed_twice", whom=event.to)
        case HandedOver():
            return TimelineEntry(event.at, "handed_over", who=event.by, whom=event.to, text=event.words)
        case OwnerWarned():
            return TimelineEntry(event.at, "owner_warned", whom=event.owner)
        case ManagerWarned():
            return TimelineEntry(event.at, "manager_warned", whom=event.manager)
        case TakenBack():
            return TimelineEntry(event.at, "taken_back", text=event.text)
    if type(event) not in OF_THE_CUSTOMER:
        raise TypeError(f"{type(event).__name__} has no line in the timeline.")
    return TimelineEntry(event.at, OF_THE_CUSTOMER[type(event)])


def _of_task(task: Task) -> Iterator[TimelineEntry]:
    """The lines of a task; nobody is asked to open the gate of the enquiries, or to end reflection."""
    entry = entry_of(task.kind)
    if entry.doer is Doer.NOBODY:
        return
    if task.kind is not TaskKind.END_REFLECTION:
        yield from _asking(task, of_customer=entry.for_customer)
    if task.decision:
        decision = task.decision
        who = decision.by if entry.for_customer else task.assignee.name
        text = decision.payload.text
        yield TimelineEntry(
            decision.at, "decided", task.kind, decision.choice, who, text=text, of_customer=entry.for_customer
        )


def _asking(task: Task, *, of_customer: bool) -> Iterator[TimelineEntry]:
    whom, question = task.assignee.name, task.details.get("question", "")
    yield TimelineEntry(task.opened_at, "asked", task.kind, whom=whom, text=question, of_customer=of_customer)
    for at in task.reminders:
        yield TimelineEntry(at, "reminded", task.kind, whom=whom, of_customer=of_customer)
    if task.lapsed_at:
        yield TimelineEntry(task.lapsed_at, "lapsed", task.kind, whom=whom, of_customer=of_customer)
