"""Items of a case's partition: the case and its tasks, as DynamoDB keeps them and as the domain knows them."""

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

from kuultu.domain.cases.case import Case, Outcome
from kuultu.domain.cases.decisions import Decision, Payload
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import entry_of
from kuultu.domain.people import Person
from kuultu.store.attention import AttentionIndex
from kuultu.store.case_events import event_document, event_from
from kuultu.store.draft_documents import draft_from
from kuultu.store.tables import Connection, TableName

CASE_KEY, COUNTED = "case", ("enquiries_added", "choices_made")


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
    """The item of a case."""

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
    enquiries_added = NumberAttribute(default=0)
    choices_made = NumberAttribute(default=0)
    introduced = UnicodeAttribute(default="")
    owner_draft: JSONAttribute = JSONAttribute(null=True)
    manager_draft: JSONAttribute = JSONAttribute(null=True)
    phone = BooleanAttribute(default=False)
    wish = BooleanAttribute(default=False)
    unit = UnicodeAttribute(default="")
    undelivered: ListAttribute[UnicodeAttribute] = ListAttribute(of=UnicodeAttribute, default=list)
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
    offered_at = UTCDateTimeAttribute(null=True)
    draft: JSONAttribute = JSONAttribute(null=True)
    choice = UnicodeAttribute(null=True)
    fields: JSONAttribute = JSONAttribute(null=True)
    decided_by = UnicodeAttribute(null=True)
    decided_at = UTCDateTimeAttribute(null=True)


def attributes_of(case: Case) -> dict[str, Any]:
    """The attributes of a case's item, except for drafts."""
    values = {key: value for key, value in vars(case).items() if key not in {"id", "drafts"}}
    outcome = case.outcome.value if case.outcome else None
    kept = {"events": [event_document(event) for event in case.events], "undelivered": list(case.undelivered)}
    return values | kept | {"owner": asdict(case.owner), "manager": asdict(case.manager), "outcome": outcome}


def case_from(item: CaseItem) -> Case:
    """The case in an item."""
    return Case(
        id=item.case_id,
        survey_id=item.survey_id,
        survey_version=int(item.survey_version),
        owner=Person(**item.owner),
        manager=Person(**item.manager),
        reachable=item.reachable,
        anonymous=item.anonymous,
        opened_at=item.opened_at,
        round_began_at=item.round_began_at,
        reflection_planned_until=item.reflection_planned_until,
        promised_at=item.promised_at,
        acknowledged=item.acknowledged,
        follow_up_at=item.follow_up_at,
        outcome=Outcome(item.outcome) if item.outcome else None,
        closed_at=item.closed_at,
        **{name: getattr(item, name) for name in ("execution", "urgent", "phone", "wish", "unit")},
        **{name: cast(Any, int(getattr(item, name))) for name in ("round", "replies_sent", *COUNTED)},
        legal_deadline=item.legal_deadline,
        promise_began_at=item.promise_began_at,
        broken_at=item.broken_at,
        introduced=item.introduced,
        drafts=tuple(draft_from(kept) for kept in (item.owner_draft, item.manager_draft) if kept),
        undelivered=tuple(str(mail_id) for mail_id in item.undelivered or ()),
        events=tuple(event_from(str(document)) for document in item.events or ()),
    )


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
    )


def _decision(item: TaskItem) -> Decision[Payload] | None:
    if not item.choice:
        return None
    payload = entry_of(TaskKind(item.kind)).payload.read(item.fields or {})
    return Decision(item.choice, payload, item.decided_by or "", item.decided_at)
