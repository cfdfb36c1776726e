"""Tasks and requests: one item each for their whole life; the first decision stands."""

from pynamodb.expressions.condition import Condition

from kuultu.domain.cases.task import Decision, Task, TaskKind
from kuultu.domain.cases.task_deadlines import next_look
from kuultu.store.case_items import CasePartitionItem, TaskItem, task_attributes
from kuultu.store.tables import OPEN, holds, wrote


def add(task: Task) -> bool:
    """Store a new task; False when it is there already."""
    item = TaskItem(
        task.case_id,
        task.key,
        attention=OPEN if task.lapses else None,
        attend_at=next_look(task) if task.lapses else None,
        **task_attributes(task),
    )
    return wrote(item.save, CasePartitionItem.case_id.does_not_exist())


def wait_with(task: Task, callback: str, awaited: TaskKind) -> None:
    """Keep the token that the workflow now waits on, and for what; the latest counts."""
    _row(task).update([TaskItem.callback.set(callback), TaskItem.awaited.set(awaited.value)])


def decide(task: Task, decision: Decision) -> bool:
    """Record a decision; False when the task was decided or expired before. The first one stands."""
    changes = [
        TaskItem.choice.set(decision.choice),
        TaskItem.fields.set(dict(decision.fields)),
        TaskItem.decided_by.set(decision.by),
        TaskItem.decided_at.set(decision.at),
        TaskItem.attention.set(OPEN),
        TaskItem.attend_at.set(decision.at),
    ]
    return wrote(_row(task).update, changes, condition=_undecided())


def change(before: Task, after: Task) -> bool:
    """Record that a task was reminded of, passed on or ran out of time, as given.

    False when it was decided, or changed otherwise, in the same moment: then nothing of this happened.
    """
    names = "expired lapsed_at assignee due_at remind_at reminders lapses_at passed_on escalated".split()
    values = task_attributes(after)
    changes = [
        getattr(TaskItem, name).remove() if values[name] is None else getattr(TaskItem, name).set(values[name])
        for name in names
    ]
    changes += [TaskItem.attention.set(OPEN), TaskItem.attend_at.set(next_look(after))]
    return wrote(_row(before).update, changes, condition=_as_it_was(before))


def mark_told(task: Task) -> None:
    """Everybody knows how this task ended: nothing more to see to."""
    _row(task).update([TaskItem.attention.remove(), TaskItem.attend_at.remove()])


def _row(task: Task) -> TaskItem:
    return TaskItem(task.case_id, task.key)


def _undecided() -> Condition:
    not_expired: Condition = TaskItem.expired == False  # noqa: E712 - a condition, not a comparison
    undecided: Condition = TaskItem.choice.does_not_exist() & not_expired
    return undecided


def _as_it_was(task: Task) -> Condition:
    """Nobody decided it, passed it on, reminded of it or let its time run out since it was read."""
    waiting = TaskItem.lapsed_at.does_not_exist() & (TaskItem.passed_on == task.passed_on)
    as_it_was: Condition = _undecided() & waiting & holds(TaskItem.reminders, len(task.reminders))
    return as_it_was
