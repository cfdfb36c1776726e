"""Items of tasks in a case's partition, as DynamoDB keeps them and as the domain knows them."""

from dataclasses import asdict
from datetime import datetime
from typing import Any, cast

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    ListAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)

from kuultu.domain.cases.decisions import Decision, Payload
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import entry_of
from kuultu.domain.people import Person
from kuultu.store.case_items import CasePartitionItem
from kuultu.store.draft_documents import draft_from


class TaskItem(CasePartitionItem, discriminator="task"):
    """A task of the case; undecided while it has no `choice`."""

    kind = UnicodeAttribute()
    round = NumberAttribute()
    name = UnicodeAttribute(default="")
    assignee: JSONAttribute = JSONAttribute()
    details: JSONAttribute = JSONAttribute(default=dict)
    due_at = UTCDateTimeAttribute()
    remind_at = UTCDateTimeAttribute(null=True)
    reminders: ListAttribute[UTCDateTimeAttribute] = ListAttribute(of=UTCDateTimeAttribute, default=list)
    lapses_at = UTCDateTimeAttribute()
    callback = UnicodeAttribute(default="")
    awaited = UnicodeAttribute(null=True)
    expired = BooleanAttribute(default=False)
    lapsed_at = UTCDateTimeAttribute(null=True)
    passed_on = NumberAttribute(default=0)
    escalated = BooleanAttribute(default=False)
    offered_at = UTCDateTimeAttribute(null=True)
    draft: JSONAttribute = JSONAttribute(null=True)
    choice = UnicodeAttribute(null=True)
    fields: JSONAttribute = JSONAttribute(null=True)
    decided_by = UnicodeAttribute(null=True)
    decided_at = UTCDateTimeAttribute(null=True)
    unit = UnicodeAttribute(default="")


def task_attributes(task: Task) -> dict[str, Any]:
    """The attributes of a task's item, except for decision, callback, the awaited kind and the draft."""
    return {
        "kind": task.kind.value,
        "round": task.round,
        "name": task.name,
        "assignee": asdict(task.assignee),
        "details": dict(task.details),
        "opened_at": task.opened_at,
        "due_at": task.due_at,
        "remind_at": task.remind_at,
        "reminders": list(task.reminders),
        "lapses_at": task.lapses_at,
        "expired": task.expired,
        "lapsed_at": task.lapsed_at,
        "passed_on": task.passed_on,
        "escalated": task.escalated,
        "offered_at": task.offered_at,
        "unit": task.unit,
    }


def task_from(item: TaskItem) -> Task:
    """The task in an item."""
    return Task(
        case_id=item.case_id,
        kind=TaskKind(item.kind),
        round=int(item.round),
        assignee=Person(**item.assignee),
        opened_at=item.opened_at,
        due_at=item.due_at,
        lapses_at=item.lapses_at,
        name=item.name,
        details=item.details or {},
        remind_at=item.remind_at,
        reminders=tuple(cast(list[datetime], item.reminders or [])),
        callback=item.callback,
        awaited=TaskKind(item.awaited) if item.awaited else None,
        decision=_decision(item),
        expired=item.expired,
        lapsed_at=item.lapsed_at,
        passed_on=int(item.passed_on),
        escalated=item.escalated,
        offered_at=item.offered_at,
        draft=draft_from(item.draft) if item.draft else None,
        unit=item.unit,
    )


def _decision(item: TaskItem) -> Decision[Payload] | None:
    if not item.choice:
        return None
    payload = entry_of(TaskKind(item.kind)).payload.read(item.fields or {})
    return Decision(item.choice, payload, item.decided_by or "", item.decided_at)
