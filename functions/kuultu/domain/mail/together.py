"""Requests to the customer that go out together: for more and for the product in one mail, with a link each."""

from datetime import timedelta

from kuultu.domain.cases.case import CaseRecord
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_kind import TaskKind

A_MINUTE = timedelta(minutes=1)

PAIR = (TaskKind.TELL_MORE, TaskKind.RETURN_PRODUCT)
"""The request that brings the mail, and the request that goes with it."""


def companion(task: Task, record: CaseRecord) -> Task | None:
    """The open request of the other kind that was opened within a minute of a request; None without one."""
    if task.kind not in PAIR:
        return None
    others = [one for one in record.tasks if one.kind in PAIR and one.kind is not task.kind and one.round == task.round]
    near = [one for one in others if abs(one.opened_at - task.opened_at) < A_MINUTE and not one.ended]
    return near[0] if near else None


def pair_of(task: Task, record: CaseRecord) -> tuple[Task, Task | None]:
    """The request whose mail tells of a request, and the request that goes with it; the request alone if it is."""
    other = companion(task, record)
    if other is None or task.ended:
        return task, None
    return (task, other) if task.kind is PAIR[0] else (other, task)


def reminded_together(task: Task, other: Task | None) -> bool:
    """True if the latest reminders of two requests came in the same moment."""
    if other is None or not other.reminders or not task.reminders:
        return False
    return other.reminders[-1] == task.reminders[-1]
