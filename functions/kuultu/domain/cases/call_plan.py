"""The plan of calls: the time of each attempt, and the deadlines of a call."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from kuultu.domain.calendar.clocks import Clocks
from kuultu.domain.calendar.working_time import WorkingTime
from kuultu.domain.cases.calls import CallName, CallRole, call_name, calls_about, is_beside
from kuultu.domain.cases.case import CaseRecord
from kuultu.domain.cases.decisions import Decision, Payload
from kuultu.domain.cases.payloads.calling import Call
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_entry import Deadlines
from kuultu.domain.cases.task_kind import TaskKind

DEADLINES = Deadlines()
"""The deadlines of an ordinary call."""

UNTIL_NEXT = 4 / 3
"""Working days until the next attempt: a later working day, and another time of it."""

SAFETY_DUE = 1 / 4
"""Working days in which a call about safety is due, and after which it is tried again."""

NOTICE = 1 / 96
"""Days by which the mail comes before the time of a planned call: the sweep looks every quarter of an hour."""

LONGEST_WAIT = 5
"""Working days after the first call to which a call can be put off at most."""

NO_LAPSE = timedelta(days=400)
"""The time of a call without a deadline of its own: the life of its link."""


def new_call(record: CaseRecord, task: Task, clocks: Clocks, working: WorkingTime, now: datetime) -> Task:
    """A call that opens now, with its times; a planned one begins later, and its mail comes only then."""
    name = call_name(task.name)
    earlier = calls_about(record, name)
    decided = [one.decision for one in earlier if one.decision]
    begins = max(now, _next_attempt(name, earlier[0].opened_at, decided[-1], working)) if decided else now
    timed = _timed(replace(task, details={**_kept(earlier), **task.details}), name, begins, working)
    if name.role is CallRole.REPLY and record.case.by_mail:
        timed = put_beside(timed, begins)
    if begins <= now:
        return timed
    details = {**timed.details, "begins_at": begins.isoformat()}
    return replace(timed, details=details, remind_at=begins - NOTICE * clocks.day)


def put_beside(task: Task, now: datetime) -> Task:
    """A task beside another that does the same: without reminders or a deadline; a planned call still begins."""
    planned = task.remind_at if is_planned(task) else None
    return replace(task, details={**task.details, "beside": "yes"}, remind_at=planned, lapses_at=now + NO_LAPSE)


def without_beside(task: Task) -> Task:
    """The task as one that leads, with its times as they are."""
    return replace(task, details={name: text for name, text in task.details.items() if name != "beside"})


def put_first(call: Task, now: datetime, working: WorkingTime) -> Task:
    """A call that was beside a letter, and takes its place now; a planned time stays."""
    timed = _timed(without_beside(call), call_name(call.name), max(now, begins_at(call) or now), working)
    return replace(timed, remind_at=call.remind_at) if is_planned(call) else timed


def _kept(earlier: list[Task]) -> Mapping[str, str]:
    """The question of the earlier attempts."""
    return {name: text for name, text in earlier[-1].details.items() if name == "question"} if earlier else {}


def _timed(task: Task, name: CallName, begins: datetime, working: WorkingTime) -> Task:
    due = working.after(begins, SAFETY_DUE if name.role is CallRole.SAFETY else DEADLINES.due)
    lapses_at = working.after(due, DEADLINES.gap * DEADLINES.reminders)
    return replace(task, due_at=due, remind_at=due, lapses_at=lapses_at)


def _next_attempt(name: CallName, first: datetime, last: Decision[Payload], working: WorkingTime) -> datetime:
    if last.choice == Call.WILL_CALL:
        return _put_off_to(last, first, working)
    return working.after(last.at, SAFETY_DUE if name.role is CallRole.SAFETY else UNTIL_NEXT)


def _put_off_to(last: Decision[Payload], first: datetime, working: WorkingTime) -> datetime:
    """The time of a call that was put off: as agreed, else on the next working day; never after the plan's end."""
    agreed = last.payload.again_at if isinstance(last.payload, Call) else None
    return min(agreed or working.after(last.at, 1), plan_ends_at(first, working))


def plan_ends_at(first: datetime, working: WorkingTime) -> datetime:
    """The latest time to which a call can be put off, counted from the opening of the first call in the matter."""
    return working.after(first, LONGEST_WAIT)


def begins_at(task: Task) -> datetime | None:
    """The time of a planned call; None for a task that began as it was opened."""
    planned = task.details.get("begins_at")
    return datetime.fromisoformat(planned) if planned else None


def is_planned(task: Task) -> bool:
    """True if the time of an open call has not come yet, and its mail is still to be sent."""
    begins = begins_at(task)
    return begins is not None and not task.ended and task.remind_at is not None and task.remind_at < begins


def begun(task: Task) -> Task:
    """A planned call whose mail is sent: from now on the deadline counts."""
    from_now = None if is_beside(task) else task.due_at
    return replace(task, remind_at=from_now)


def has_own_mail(task: Task) -> bool:
    """True if a task has a mail of its own now; a call beside comes in another task's mail, a planned one later."""
    if task.kind is not TaskKind.CALL:
        return True
    name = call_name(task.name)
    in_other = is_beside(task) or (name.role is CallRole.SAFETY and not task.passed_on)
    return not is_planned(task) and not (in_other and name.attempt == 1)


def next_call_at(record: CaseRecord) -> datetime | None:
    """The time of the latest open call that is planned in the current round; None without one."""
    planned = [begins_at(task) for task in record.of_kind(TaskKind.CALL) if task.open]
    return planned[-1] if planned else None
