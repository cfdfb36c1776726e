"""What a case's partition holds: the case and its tasks, as DynamoDB keeps them and as the domain knows them."""

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any, cast

from pynamodb.attributes import (
    BooleanAttribute,
    DiscriminatorAttribute,
    JSONAttribute,
    ListAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.models import Model

from kuultu.domain.cases.case import Case, Event, Outcome
from kuultu.domain.cases.task import Decision, Task, TaskKind
from kuultu.domain.people import Person
from kuultu.store.tables import AttentionIndex, Connection, TableName

CASE_KEY = "case"


class CasePartitionItem(Model):
    """Hash `case_id` (the response's id), range `item`: `case`, or `task#ROUND#KIND` (and `#NAME`).

    `attention` and `attend_at` are there while the sweep may have something to do with the item.
    """

    class Meta(Connection):
        table_name = TableName("cases_table")

    case_id = UnicodeAttribute(hash_key=True)
    item = UnicodeAttribute(range_key=True)
    type = DiscriminatorAttribute()
    opened_at = UTCDateTimeAttribute()
    attention = UnicodeAttribute(null=True)
    attend_at = UTCDateTimeAttribute(null=True)
    attention_index: AttentionIndex["CasePartitionItem"] = AttentionIndex()


class CaseItem(CasePartitionItem, discriminator="case"):
    """The case itself."""

    survey_id = UnicodeAttribute()
    survey_version = NumberAttribute()
    owner: JSONAttribute = JSONAttribute()
    manager: JSONAttribute = JSONAttribute()
    reachable = BooleanAttribute()
    anonymous = BooleanAttribute()
    round = NumberAttribute()
    round_began_at = UTCDateTimeAttribute()
    reflection_planned_until = UTCDateTimeAttribute()
    promised_at = UTCDateTimeAttribute()
    acknowledged = BooleanAttribute(default=False)
    follow_up_at = UTCDateTimeAttribute(null=True)
    outcome = UnicodeAttribute(null=True)
    closed_at = UTCDateTimeAttribute(null=True)
    execution = UnicodeAttribute(default="")
    urgent = BooleanAttribute(default=False)
    legal_deadline = UTCDateTimeAttribute(null=True)
    replies_sent = NumberAttribute(default=0)
    promise_began_at = UTCDateTimeAttribute(null=True)
    broken_at = UTCDateTimeAttribute(null=True)
    events: ListAttribute[UnicodeAttribute] = ListAttribute(of=UnicodeAttribute, default=list)


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
    choice = UnicodeAttribute(null=True)
    fields: JSONAttribute = JSONAttribute(null=True)
    decided_by = UnicodeAttribute(null=True)
    decided_at = UTCDateTimeAttribute(null=True)


class OpenItemKeys(Model):
    """The keys of an item, which are all that the attention index shows."""

    class Meta(Connection):
        table_name = TableName("cases_table")

    case_id = UnicodeAttribute(hash_key=True)
    item = UnicodeAttribute(range_key=True)
    attention_index: AttentionIndex["OpenItemKeys"] = AttentionIndex()


def attributes_of(case: Case) -> dict[str, Any]:
    """A case as its item keeps it."""
    values = {key: value for key, value in vars(case).items() if key != "id"}
    outcome = case.outcome.value if case.outcome else None
    people = {"owner": asdict(case.owner), "manager": asdict(case.manager)}
    return values | people | {"outcome": outcome, "events": [event_document(event) for event in case.events]}


def case_from(item: CaseItem) -> Case:
    """The case in a item."""
    values = {name: getattr(item, name) for name in Case.__dataclass_fields__ if name != "id"}
    people = {role: Person(**values[role]) for role in ("owner", "manager")}
    numbers = {name: int(values[name]) for name in ("round", "survey_version", "replies_sent")}
    outcome = Outcome(item.outcome) if item.outcome else None
    events = tuple(_event(document) for document in values["events"] or ())
    return Case(id=item.case_id, **(values | people | numbers | {"outcome": outcome, "events": events}))


def event_document(event: Event) -> str:
    """An event as a case's item keeps it."""
    return json.dumps({**vars(event), "at": event.at.isoformat()})


def _event(document: str) -> Event:
    values = json.loads(document)
    return Event(**{**values, "at": datetime.fromisoformat(values["at"])})


def task_attributes(task: Task) -> dict[str, Any]:
    """A task as its item keeps it, but for what is decided and whom to call back."""
    kept = {name: getattr(task, name) for name in KEPT}
    return kept | {
        "kind": task.kind.value,
        "assignee": asdict(task.assignee),
        "details": dict(task.details),
        "reminders": list(task.reminders),
    }


KEPT = "round name opened_at due_at remind_at lapses_at expired lapsed_at passed_on escalated".split()


def task_from(item: TaskItem) -> Task:
    """The task in a item."""
    decision = None
    if item.choice:
        decision = Decision(item.choice, item.fields or {}, item.decided_by or "", item.decided_at)
    kept = {name: getattr(item, name) for name in (*KEPT, "callback")}
    return Task(
        case_id=item.case_id,
        kind=TaskKind(item.kind),
        assignee=Person(**item.assignee),
        details=item.details or {},
        reminders=tuple(cast(list[datetime], item.reminders or [])),
        awaited=TaskKind(item.awaited) if item.awaited else None,
        decision=decision,
        **(kept | {"round": int(item.round), "passed_on": int(item.passed_on)}),
    )
