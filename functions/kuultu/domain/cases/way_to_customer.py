"""The way to the customer, by mail or by phone: which tasks lead, and which are beside, when the address changes."""

from datetime import datetime

from kuultu.domain.calendar.clocks import Clocks
from kuultu.domain.calendar.working_time import WorkingTime
from kuultu.domain.cases.call_effects import DropCalls
from kuultu.domain.cases.call_plan import put_beside, put_first, without_beside
from kuultu.domain.cases.calls import CallName, CallRole, call_name, calls_about, is_beside, open_calls
from kuultu.domain.cases.case import Case, CaseRecord, Stage
from kuultu.domain.cases.effects import Effect, Open
from kuultu.domain.cases.events import AddressCorrected, is_dead_address, is_refused_mail
from kuultu.domain.cases.payloads.putting_right import Reply
from kuultu.domain.cases.remedies import numbered, replies_wanted
from kuultu.domain.cases.stages import due_kind, stage_of
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_deadlines import new_task
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import entry_of

IN_WRITING = (TaskKind.TELL_MORE, TaskKind.REPLY, TaskKind.FOLLOW_UP)
"""The kinds of tasks in place of which the customer can be called."""

CALLED_AT = {Stage.CALL, Stage.REPLY, Stage.FOLLOW_UP}
"""The stages at which a workflow waits for a call, or for what the call stands in for."""


def has_changed(case: Case) -> bool:
    """True if mail to the customer ever did not arrive, or the address was corrected."""
    return any(
        isinstance(event, AddressCorrected) or is_dead_address(event) or is_refused_mail(event) for event in case.events
    )


def turned(record: CaseRecord, clocks: Clocks, working: WorkingTime, now: datetime) -> list[tuple[Task, Task]]:
    """The open tasks that lead or are beside from now on, each before and after.

    A task beside keeps its links, and has neither reminders nor a deadline.
    """
    waiting = [task for task in record.of_kind(*IN_WRITING, TaskKind.CALL) if not task.ended]
    to_lead = [task for task in waiting if is_beside(task) and _leads(task, record)]
    to_put_off = [task for task in waiting if not is_beside(task) and not _leads(task, record)]
    return [
        *((task, put_first(task, now, working)) for task in to_lead if task.kind is TaskKind.CALL),
        *((task, _anew(task, record, clocks, working, now)) for task in to_lead if task.kind is not TaskKind.CALL),
        *((task, put_beside(task, now)) for task in to_put_off),
    ]


def _anew(task: Task, record: CaseRecord, clocks: Clocks, working: WorkingTime, now: datetime) -> Task:
    return new_task(record, without_beside(task), clocks, working, now)


def _leads(task: Task, record: CaseRecord) -> bool:
    """True if a task is the way to the customer now: the call while no mail arrives, else the letter or request.

    The call about a question that was never mailed leads in any case.
    """
    if task.kind is not TaskKind.CALL:
        return not record.case.by_phone
    name = call_name(task.name)
    if name.role in {CallRole.SAFETY, CallRole.WISH}:
        return not is_beside(task)
    mailed = record.task(TaskKind.TELL_MORE, name=name.about)
    unmailed = name.role is CallRole.TELL_MORE and (mailed is None or mailed.ended)
    return record.case.by_phone or unmailed


def calls_instead(record: CaseRecord) -> list[Effect]:
    """The calls about questions that were mailed in vain; once the address is corrected, no call about a letter."""
    if not record.case.by_phone:
        answered = record.decision(Reply, numbered(replies_wanted(record)))
        return [DropCalls(CallRole.REPLY)] if answered else []
    asked = [task for task in record.of_kind(TaskKind.TELL_MORE) if not task.ended]
    names = [(CallName(CallRole.TELL_MORE, task.name), without_beside(task).details) for task in asked]
    return [Open(TaskKind.CALL, str(name), details) for name, details in names if not calls_about(record, name)]


def waits_elsewhere(record: CaseRecord) -> bool:
    """True if the workflow waits, but not for the task that is due since the address has changed."""
    stage = stage_of(record)
    kind = due_kind(record, stage)
    if stage not in CALLED_AT or kind is None:
        return False
    due = record.task(kind, name=entry_of(kind).due_name(record))
    return not (due and due.callback) and (record.case.by_phone or bool(_awaited_calls(record)))


def awaited_before(record: CaseRecord) -> list[Task]:
    """The open tasks for which the workflow has waited so far, and waits no longer."""
    written = [task for task in record.of_kind(TaskKind.REPLY, TaskKind.FOLLOW_UP) if task.open and task.callback]
    return written if record.case.by_phone else _awaited_calls(record)


def _awaited_calls(record: CaseRecord) -> list[Task]:
    """The open calls for which the workflow waits."""
    calls = [*open_calls(record, CallRole.REPLY), *open_calls(record, CallRole.FOLLOW_UP)]
    return [call for call in calls if call.callback]
