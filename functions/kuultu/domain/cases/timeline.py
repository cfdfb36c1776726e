"""The timeline of a case: the history in order, derived from the record, so that the two cannot disagree."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from kuultu.domain.cases.case import CaseRecord
from kuultu.domain.cases.dispute import Dispute
from kuultu.domain.cases.events import (
    Added,
    AddressCorrected,
    AnswerCompleted,
    CallWished,
    Delayed,
    Event,
    HandedOver,
    HandledAfterAll,
    HandOverReason,
    MailResent,
    MailReturned,
    ManagerChanged,
    ManagerWarned,
    OpenedByHand,
    OwnerWarned,
    ProductAwaited,
    Settled,
    TakenBack,
)
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_entry import Doer
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import entry_of

LINES: Mapping[type[Event], tuple[str, Mapping[str, str]]] = {
    HandedOver: ("handed_over", {"who": "by", "whom": "to", "text": "words"}),
    Delayed: ("delayed", {}),
    ProductAwaited: ("product_awaited", {}),
    AnswerCompleted: ("completed", {}),
    OwnerWarned: ("owner_warned", {"whom": "owner"}),
    ManagerWarned: ("manager_warned", {"whom": "manager"}),
    TakenBack: ("taken_back", {"text": "text"}),
    OpenedByHand: ("opened_by_hand", {"who": "by", "text": "text"}),
    HandledAfterAll: ("handled_after_all", {"who": "by"}),
    ManagerChanged: ("manager_changed", {"whom": "to"}),
    Added: ("added", {"text": "text"}),
    CallWished: ("call_wished", {"whom": "phone", "text": "text"}),
    Settled: ("settled", {"text": "text"}),
    MailReturned: ("mail_returned", {"whom": "whom", "choice": "why"}),
    MailResent: ("mail_resent", {"who": "by"}),
    AddressCorrected: ("address_corrected", {"whom": "address"}),
}
"""The line of each kind of event, with the attributes of the event that it shows."""

OF_HAND_OVERS: Mapping[HandOverReason, str] = {
    HandOverReason.UNDONE: "stood_still",
    HandOverReason.DELAYED: "delayed_twice",
    HandOverReason.NOT_REACHED: "not_reached",
    HandOverReason.ABSENT: "stands_in",
}
"""The lines of hand-overs that nobody made by hand."""


@dataclass(frozen=True)
class TimelineEntry:
    """A line in the history of a case.

    `what` is `began`, `asked`, `reminded`, `decided`, `lapsed`, `closed`, `handed_over`, `stands_in`, `stood_still`,
    `manager_changed`, `delayed`, `delayed_twice`, `not_reached`, `product_awaited`, `owner_warned`, `manager_warned`,
    `completed`, `taken_back`, `opened_by_hand`, `handled_after_all`, `added`, `call_wished` (`whom` is the number),
    `settled`, `mail_returned`, `mail_resent`, `address_corrected`, `dispute_came` (`choice` is the body),
    `dispute_reminded`, `dispute_late` or `dispute_answered`. `units` are the new and the former unit of a hand-over to
    another unit, by id.
    """

    at: datetime
    what: str
    kind: str = ""
    choice: str = ""
    who: str = ""
    whom: str = ""
    text: str = ""
    of_customer: bool = False
    units: tuple[str, ...] = ()


def timeline(record: CaseRecord) -> list[TimelineEntry]:
    """The whole history of a case, oldest first."""
    case, tasks = record.case, sorted(record.tasks, key=lambda task: task.opened_at)
    lines = [TimelineEntry(case.opened_at, "began"), *(line for task in tasks for line in _of_task(task))]
    lines += [_of_event(event) for event in case.events]
    lines += [line for dispute in record.disputes for line in _of_dispute(dispute)]
    if case.closed_at and case.outcome:
        lines.append(TimelineEntry(case.closed_at, "closed", choice=case.outcome.value))
    return sorted(lines, key=lambda line: line.at)


def by_day(lines: Iterable[TimelineEntry], time_zone: str) -> list[list[TimelineEntry]]:
    """The lines of each day in a time zone, in their order."""
    zone = ZoneInfo(time_zone)
    return [list(day) for _, day in groupby(lines, key=lambda line: line.at.astimezone(zone).date())]


def _of_event(event: Event) -> TimelineEntry:
    if type(event) not in LINES:
        raise TypeError(f"{type(event).__name__} has no line in the timeline.")
    what, shown = LINES[type(event)]
    told = {name: getattr(event, attribute) for name, attribute in shown.items()}
    if isinstance(event, HandedOver):
        what = OF_HAND_OVERS.get(event.reason, what)
        told["who"] = event.absent if event.reason is HandOverReason.ABSENT else event.by
    units = (event.unit, event.former_unit) if isinstance(event, HandedOver) and event.unit else ()
    return TimelineEntry(event.at, what, **told, units=units)


def _of_dispute(dispute: Dispute) -> Iterator[TimelineEntry]:
    """The lines of a letter from a dispute body: that it came, the reminders, and our answer."""
    yield TimelineEntry(dispute.at, "dispute_came", choice=dispute.body)
    for at in dispute.reminders:
        yield TimelineEntry(at, "dispute_late" if at >= dispute.due_at else "dispute_reminded")
    if dispute.answer:
        yield TimelineEntry(dispute.answer.at, "dispute_answered", who=dispute.answer.by, text=dispute.answer.said)


def _of_task(task: Task) -> Iterator[TimelineEntry]:
    """The lines of a task; nobody is asked to open the gate of the enquiries, to end reflection, or again in a call."""
    entry = entry_of(task.kind)
    if entry.doer is Doer.NOBODY:
        return
    if task.kind is not TaskKind.END_REFLECTION and not {"by_phone", "unasked"} & task.details.keys():
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
