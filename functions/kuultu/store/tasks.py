"""Tasks and requests: one record each for their whole life; the first decision stands."""

from dataclasses import asdict

from pynamodb.expressions.condition import Condition

from kuultu.domain.case import Decision, Task
from kuultu.store.case_items import CaseItem, TaskRecord
from kuultu.store.tables import OPEN, wrote


def add(task: Task) -> bool:
    """Store a new task; False when it is there already."""
    record = TaskRecord(
        task.case_id,
        task.key,
        kind=task.kind.value,
        round=task.round,
        assignee=asdict(task.assignee),
        opened_at=task.opened_at,
        due_at=task.due_at,
        lapses_at=task.lapses_at,
        attention=OPEN if task.lapses else None,
        attend_at=task.lapses_at if task.lapses else None,
    )
    return wrote(record.save, CaseItem.case_id.does_not_exist())


def wait_with(task: Task, callback: str) -> None:
    """Keep the token that the workflow now waits on; the latest counts."""
    _row(task).update([TaskRecord.callback.set(callback)])


def decide(task: Task, decision: Decision) -> bool:
    """Record a decision; False when the task was decided or expired before. The first one stands."""
    changes = [
        TaskRecord.choice.set(decision.choice),
        TaskRecord.fields.set(dict(decision.fields)),
        TaskRecord.decided_by.set(decision.by),
        TaskRecord.decided_at.set(decision.at),
        TaskRecord.attention.set(OPEN),
        TaskRecord.attend_at.set(decision.at),
    ]
    return wrote(_row(task).update, changes, condition=_still_open())


def lapse(task: Task) -> bool:
    """Record that a task's time ran out, as given; False when it was decided in the same moment."""
    changes = [
        TaskRecord.expired.set(task.expired),
        TaskRecord.assignee.set(asdict(task.assignee)),
        TaskRecord.lapses_at.set(task.lapses_at),
        TaskRecord.attend_at.set(task.lapses_at),
        TaskRecord.passed_on.set(task.passed_on),
    ]
    return wrote(_row(task).update, changes, condition=_still_open())


def mark_told(task: Task) -> None:
    """The workflow knows how this task ended: nothing more to see to."""
    _row(task).update([TaskRecord.attention.remove(), TaskRecord.attend_at.remove()])


def _row(task: Task) -> TaskRecord:
    return TaskRecord(task.case_id, task.key)


def _still_open() -> Condition:
    not_expired: Condition = TaskRecord.expired == False  # noqa: E712 - a condition, not a comparison
    still_open: Condition = TaskRecord.choice.does_not_exist() & not_expired
    return still_open
