"""How long each task takes, in working days: when we ask for it, remind, and go on without it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from kuultu.domain.calendar.working_time import WorkingTime
from kuultu.domain.cases.task import Task, TaskKind
from kuultu.domain.people import Person


@dataclass(frozen=True)
class Deadlines:
    """Asked for within `due`, reminded `reminders` times, `gap` apart; after another `gap` it lapses."""

    due: float = 1
    reminders: int = 2
    gap: float = 0.5


DEADLINES: Mapping[TaskKind, Deadlines] = {
    TaskKind.TELL_MORE: Deadlines(reminders=1, gap=1),
    TaskKind.RETURN_PRODUCT: Deadlines(due=5, reminders=1, gap=5),
    TaskKind.INSPECT: Deadlines(due=5),
    TaskKind.CHOOSE_REMEDY: Deadlines(due=3, reminders=1, gap=1),
    TaskKind.CONFIRM_READ: Deadlines(due=2, reminders=1, gap=3),
    TaskKind.DELIVER_REMEDY: Deadlines(due=2),
}
"""Where it is not the usual pace: a day, and reminders half a day apart."""

EXPIRING = {
    TaskKind.TELL_MORE,
    TaskKind.STATEMENT,
    TaskKind.RETURN_PRODUCT,
    TaskKind.CONFIRM_READ,
    TaskKind.FOLLOW_UP,
    TaskKind.END_REFLECTION,
}
"""What nobody else can do instead: the time-out is recorded, and the case goes on."""


def deadlines_of(kind: TaskKind) -> Deadlines:
    """The pace of this kind of task."""
    return DEADLINES.get(kind, Deadlines())


def paced(task: Task, working: WorkingTime, now: datetime) -> Task:
    """The task with all its times counted from now."""
    pace = deadlines_of(task.kind)
    due = working.after(now, pace.due)
    return replace(task, due_at=due, remind_at=due, lapses_at=working.after(due, pace.gap * pace.reminders))


def may_remind(task: Task, working: WorkingTime, now: datetime) -> bool:
    """Whether whoever has this task is to be reminded now: it is open, due, and people are at work."""
    due = task.remind_at is not None and now >= task.remind_at
    return due and not task.ended and working.is_working(now)


def has_run_out(task: Task, now: datetime) -> bool:
    """Whether the time of an open task is over, and nobody is to be reminded of it first."""
    return task.lapses and not task.ended and task.remind_at is None and now >= task.lapses_at


def reminded(task: Task, working: WorkingTime, now: datetime) -> Task:
    """The task after another reminder; nobody loses it before all reminders were sent and another gap has passed."""
    pace, sent = deadlines_of(task.kind), (*task.reminders, now)
    left = pace.reminders - len(sent)
    earliest = working.after(now, pace.gap * (left + 1))
    return replace(
        task,
        reminders=sent,
        remind_at=working.after(now, pace.gap) if left > 0 else None,
        lapses_at=max(task.lapses_at, earliest) if task.kind is not TaskKind.CHOOSE_REMEDY else task.lapses_at,
    )


def lapsed(task: Task, manager: Person, working: WorkingTime, now: datetime) -> Task:
    """A task whose time has run out undone: it expires, stays open beside the case, or passes to the manager."""
    if task.kind in EXPIRING:
        return replace(task, expired=True, lapsed_at=now, remind_at=None)
    if task.kind is TaskKind.CHOOSE_REMEDY:
        return replace(task, lapsed_at=now, remind_at=None)
    heir = manager if task.kind.of_the_owner else task.assignee
    passed = replace(task, assignee=heir, passed_on=task.passed_on + 1, escalated=True, reminders=())
    return paced(passed, working, now)


def handed_to(task: Task, heir: Person) -> Task:
    """A task that somebody passes on by hand; its times stay."""
    return replace(task, assignee=heir, passed_on=task.passed_on + 1, escalated=False)


def next_look(task: Task) -> datetime:
    """When the sweep has something to do with an open task."""
    return min(task.remind_at or task.lapses_at, task.lapses_at)
