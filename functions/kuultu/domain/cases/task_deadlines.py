"""Deadlines of tasks: due, reminders, lapse, and the change of hands when a task's time has run out."""

from dataclasses import replace
from datetime import datetime

from kuultu.domain.calendar.clocks import Clocks
from kuultu.domain.calendar.working_time import WorkingTime
from kuultu.domain.cases.call_plan import new_call
from kuultu.domain.cases.calls import is_beside
from kuultu.domain.cases.case import CaseRecord
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_entry import Span, TimeOut
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import entry_of
from kuultu.domain.people import Person


def new_task(record: CaseRecord, task: Task, clocks: Clocks, working: WorkingTime, now: datetime) -> Task:
    """A task that opens now, with the times of deadline, reminder and lapse."""
    deadlines = entry_of(task.kind).deadlines
    if task.kind is TaskKind.CALL:
        return new_call(record, task, clocks, working, now)
    if deadlines.span is Span.REFLECTION:
        return replace(task, due_at=record.reflection_ends_at, lapses_at=record.reflection_ends_at)
    if deadlines.span is Span.ANSWER:
        return replace(task, due_at=now + clocks.answer, lapses_at=now + clocks.answer)
    timed = in_working_days(task, working, now)
    if deadlines.by_promise and now < record.case.promised_at < timed.due_at:
        return replace(timed, due_at=record.case.promised_at, remind_at=record.case.promised_at)
    if deadlines.until_follow_up:
        return replace(timed, lapses_at=max(timed.lapses_at, now + clocks.follow_up_days * clocks.day))
    return timed


def in_working_days(task: Task, working: WorkingTime, now: datetime) -> Task:
    """The task with deadline, first reminder and lapse counted in working days from now, and not yet reminded of."""
    deadlines = entry_of(task.kind).deadlines
    due = working.after(now, deadlines.due)
    lapses_at = working.after(due, deadlines.gap * deadlines.reminders)
    return replace(task, due_at=due, remind_at=due, lapses_at=lapses_at, reminders=())


def lapses(task: Task) -> bool:
    """True if a lapse of the task has consequences, by the entry's `time_out`; never for a call beside a reply."""
    return entry_of(task.kind).time_out is not TimeOut.NONE and not is_beside(task)


def may_remind(task: Task, working: WorkingTime, now: datetime) -> bool:
    """True if the assignee is to be reminded now: the task is open and due, and people are at work."""
    due = task.remind_at is not None and now >= task.remind_at
    return due and not task.ended and working.is_working(now)


def has_run_out(task: Task, now: datetime) -> bool:
    """True if the time of an open task is over, and no reminder comes first."""
    return lapses(task) and not task.ended and task.remind_at is None and now >= task.lapses_at


def reminded(task: Task, working: WorkingTime, now: datetime) -> Task:
    """The task after another reminder; the lapse comes only after all reminders and another gap.

    A reminder does not move the lapse of a task that is open until the follow-up.
    """
    entry, sent = entry_of(task.kind), (*task.reminders, now)
    left = entry.deadlines.reminders - len(sent)
    earliest = working.after(now, entry.deadlines.gap * (left + 1))
    return replace(
        task,
        reminders=sent,
        remind_at=working.after(now, entry.deadlines.gap) if left > 0 else None,
        lapses_at=task.lapses_at if entry.deadlines.until_follow_up else max(task.lapses_at, earliest),
    )


def unreminded(task: Task) -> Task:
    """The task without further reminders, for an assignee who is away: its time runs out as it would."""
    return replace(task, remind_at=None)


def lapsed(task: Task, heir: Person | None, working: WorkingTime, now: datetime) -> Task:
    """The task after the lapse: expired, left open beside the case, or passed on to the heir, with new times.

    Without an heir, a task that passes on stays with the assignee.
    """
    entry = entry_of(task.kind)
    if entry.time_out is not TimeOut.PASSES_ON:
        return replace(task, expired=entry.time_out is TimeOut.EXPIRES, lapsed_at=now, remind_at=None)
    passed = replace(task, assignee=heir or task.assignee, passed_on=task.passed_on + 1, escalated=True)
    return in_working_days(passed, working, now)


def kept_late(task: Task, working: WorkingTime, now: datetime) -> Task:
    """The task after a lapse without an heir: as late as before, so the assignee is reminded at once and goes on being.

    `task` is the task after the lapse.
    """
    deadlines = entry_of(task.kind).deadlines
    ends = working.after(now, deadlines.gap * deadlines.reminders)
    return replace(task, reminders=(now,), remind_at=working.after(now, deadlines.gap), lapses_at=ends)


def handed_to(task: Task, assignee: Person) -> Task:
    """The task after a change of assignee without a lapse; its times stay."""
    return replace(task, assignee=assignee, passed_on=task.passed_on + 1, escalated=False)


def next_look(task: Task) -> datetime:
    """The next time at which the sweep must look at an open task."""
    return min(task.remind_at or task.lapses_at, task.lapses_at)
