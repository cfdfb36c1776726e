"""Tasks and requests: one item each for their whole life; the first decision stands."""

from dataclasses import asdict, replace
from datetime import datetime

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from kuultu.domain.cases.call_plan import is_planned
from kuultu.domain.cases.decisions import Decision, Payload
from kuultu.domain.cases.draft import Draft
from kuultu.domain.cases.task import Task, task_key
from kuultu.domain.cases.task_deadlines import lapses, next_look
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.people import Person
from kuultu.store.attention import attention_of
from kuultu.store.case_index import NOWHERE, place_of_task, put_at
from kuultu.store.case_items import CASE_KEY, CaseItem, CasePartitionItem
from kuultu.store.draft_documents import draft_document
from kuultu.store.tables import holds, wrote, wrote_together
from kuultu.store.task_items import TaskItem, task_attributes, task_from


def add(task: Task) -> bool:
    """Store a new task; False when it is there already."""
    return wrote(_new(task).save, CasePartitionItem.case_id.does_not_exist())


def add_before_conclusion(task: Task) -> bool:
    """Store a new enquiry, and count it on the case; False when it is there already, or the case is concluded."""

    def writes(transaction: TransactWrite) -> None:
        conclusion = task_key(task.round, TaskKind.CONCLUDE)
        transaction.save(_new(task), CasePartitionItem.case_id.does_not_exist())
        transaction.update(CaseItem(task.case_id, CASE_KEY), [CaseItem.enquiries_added.add(1)], CaseItem.item.exists())
        transaction.condition_check(TaskItem, task.case_id, conclusion, TaskItem.choice.does_not_exist())

    return wrote_together(CasePartitionItem, writes)


def _new(task: Task) -> TaskItem:
    attended = lapses(task) or is_planned(task)
    return TaskItem(
        task.case_id,
        task.key,
        attention=attention_of(task.case_id) if attended else None,
        attend_at=next_look(task) if attended else None,
        **(task_attributes(task) | place_of_task(task)),
    )


def wait_with(task: Task, callback: str, awaited: TaskKind) -> Task:
    """Keep the workflow's callback, and the kind of task that the workflow waits for; returns the stored task."""
    item = _row(task)
    item.update([TaskItem.callback.set(callback), TaskItem.awaited.set(awaited.value)])
    return task_from(item)


def decide(task: Task, decision: Decision[Payload]) -> Task | None:
    """Record the first decision on a task, which stands; returns the stored task.

    None when the task was decided or expired before; a choice of a remedy also when the case has ended or begun another
    round.
    """
    if task.kind is TaskKind.CHOOSE_REMEDY:
        return _choose(task, decision)
    item = _row(task)
    return task_from(item) if wrote(item.update, _decided(task.case_id, decision), condition=_undecided()) else None


def _choose(task: Task, decision: Decision[Payload]) -> Task | None:
    """Record a choice in an open round, and count it on the case: no case ends beside a choice that it has not seen."""
    still_open = CaseItem.outcome.does_not_exist() & (CaseItem.round == task.round)

    def writes(transaction: TransactWrite) -> None:
        transaction.update(_row(task), _decided(task.case_id, decision), _undecided())
        transaction.update(CaseItem(task.case_id, CASE_KEY), [CaseItem.choices_made.add(1)], still_open)

    return _stored(task) if wrote_together(CasePartitionItem, writes) else None


def conclude(task: Task, decision: Decision[Payload], enquiries_added: int) -> Task | None:
    """Record the conclusion of a case like any decision, unless somebody was asked since `enquiries_added` was read."""
    counted = CaseItem.enquiries_added == enquiries_added
    nobody_since = counted if enquiries_added else counted | CaseItem.enquiries_added.does_not_exist()

    def writes(transaction: TransactWrite) -> None:
        transaction.update(_row(task), _decided(task.case_id, decision), _undecided())
        transaction.condition_check(CaseItem, task.case_id, CASE_KEY, nobody_since)

    return _stored(task) if wrote_together(CasePartitionItem, writes) else None


def _stored(task: Task) -> Task:
    """The task as it is on record; no Lambda has the right to get a single item."""
    stored = TaskItem.query(task.case_id, TaskItem.item == task.key, consistent_read=True)
    return task_from(next(iter(stored)))


def _decided(case_id: str, decision: Decision[Payload]) -> list[Action]:
    return [
        TaskItem.choice.set(decision.choice),
        TaskItem.fields.set(decision.payload.written()),
        TaskItem.decided_by.set(decision.by),
        TaskItem.decided_at.set(decision.at),
        TaskItem.draft.remove(),
        TaskItem.attention.set(attention_of(case_id)),
        TaskItem.attend_at.set(decision.at),
        *put_at(TaskItem, NOWHERE),
    ]


def change(before: Task, after: Task) -> Task | None:
    """Record a reminder, a passing on or a lapse of a task, as in `after`; returns the stored task.

    None when the task was decided, or changed otherwise, in the same moment: then nothing is recorded.
    """
    kept = task_attributes(after)
    changes = [
        TaskItem.expired.set(kept["expired"]),
        TaskItem.details.set(kept["details"]),
        TaskItem.assignee.set(kept["assignee"]),
        TaskItem.due_at.set(kept["due_at"]),
        TaskItem.reminders.set(kept["reminders"]),
        TaskItem.lapses_at.set(kept["lapses_at"]),
        TaskItem.passed_on.set(kept["passed_on"]),
        TaskItem.escalated.set(kept["escalated"]),
        TaskItem.lapsed_at.set(after.lapsed_at) if after.lapsed_at else TaskItem.lapsed_at.remove(),
        TaskItem.remind_at.set(after.remind_at) if after.remind_at else TaskItem.remind_at.remove(),
        TaskItem.attention.set(attention_of(before.case_id)),
        TaskItem.attend_at.set(next_look(after)),
        *put_at(TaskItem, place_of_task(after)),
        *([TaskItem.draft.remove()] if after.ended or after.assignee != before.assignee else []),
    ]
    item = _row(before)
    return task_from(item) if wrote(item.update, changes, condition=_as_it_was(before)) else None


def look_again(task: Task, at: datetime) -> None:
    """Note the time of the sweep's next look at a task, unless the task was decided meanwhile."""
    wrote(_row(task).update, [TaskItem.attend_at.set(at)], condition=_as_it_was(task))


def reassign(task: Task, assignee: Person) -> Task | None:
    """Give an open task without deadlines to somebody else, without a mail; returns the stored task.

    None when the task has ended.
    """
    item = _row(task)
    given = wrote(item.update, [TaskItem.assignee.set(asdict(assignee))], condition=_undecided())
    return task_from(item) if given else None


def move(task: Task, unit: str) -> Task | None:
    """Have an open task go with its case to another unit; returns the stored task, None when the task has ended."""
    item = _row(task)
    changes: list[Action] = [TaskItem.unit.set(unit), *put_at(TaskItem, place_of_task(replace(task, unit=unit)))]
    return task_from(item) if wrote(item.update, changes, condition=_undecided()) else None


def keep_payload(task: Task, payload: Payload) -> Task:
    """Replace the payload of a decided task, so that nothing else of the old one is kept; returns the stored task."""
    item = _row(task)
    item.update([TaskItem.fields.set(payload.written())], condition=TaskItem.choice.exists())
    return task_from(item)


def keep_draft(task: Task, draft: Draft) -> bool:
    """Keep what the assignee has typed; False when the task has ended or passed on meanwhile."""
    theirs = TaskItem.lapsed_at.does_not_exist() & (TaskItem.assignee == asdict(task.assignee))
    kept = [TaskItem.draft.set(draft_document(draft))]
    return wrote(_row(task).update, kept, condition=_undecided() & theirs)


def mark_told(task: Task) -> None:
    """Take an ended task out of the attention index: nothing is left to see to."""
    changes: list[Action] = [TaskItem.attention.remove(), TaskItem.attend_at.remove()]
    _row(task).update(changes)


def _row(task: Task) -> TaskItem:
    return TaskItem(task.case_id, task.key)


def _undecided() -> Condition:
    not_expired: Condition = TaskItem.expired == False  # noqa: E712 - a condition, not a comparison
    undecided: Condition = TaskItem.choice.does_not_exist() & not_expired
    return undecided


def _as_it_was(task: Task) -> Condition:
    """The condition that a task is as read: not decided, passed on, reminded of or lapsed since."""
    waiting = TaskItem.lapsed_at.does_not_exist() & (TaskItem.passed_on == task.passed_on)
    as_it_was: Condition = _undecided() & waiting & holds(TaskItem.reminders, len(task.reminders))
    return as_it_was
