"""What a case's partition holds: the case and its tasks, as DynamoDB keeps them and as the domain knows them."""

from dataclasses import asdict
from typing import Any

from pynamodb.attributes import (
    BooleanAttribute,
    DiscriminatorAttribute,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.models import Model

from kuultu.domain.case import Case, Decision, Outcome, Task, TaskKind
from kuultu.domain.survey import Person
from kuultu.store.tables import AttentionIndex, Connection, TableName

CASE_KEY = "case"


class CaseItem(Model):
    """Hash `case_id` (the response's id), range `item`: `case`, or `task#ROUND#KIND`.

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
    attention_index: AttentionIndex["CaseItem"] = AttentionIndex()


class CaseRecord(CaseItem, discriminator="case"):
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


class TaskRecord(CaseItem, discriminator="task"):
    """A task of the case; undecided while it has no `choice`."""

    kind = UnicodeAttribute()
    round = NumberAttribute()
    assignee: JSONAttribute = JSONAttribute()
    due_at = UTCDateTimeAttribute()
    lapses_at = UTCDateTimeAttribute()
    callback = UnicodeAttribute(default="")
    expired = BooleanAttribute(default=False)
    passed_on = NumberAttribute(default=0)
    choice = UnicodeAttribute(null=True)
    fields: JSONAttribute = JSONAttribute(null=True)
    decided_by = UnicodeAttribute(null=True)
    decided_at = UTCDateTimeAttribute(null=True)


class OpenItem(Model):
    """What the attention index shows of an item: its keys, but not its type, by which a `CaseItem` is looked for."""

    class Meta(Connection):
        table_name = TableName("cases_table")

    case_id = UnicodeAttribute(hash_key=True)
    item = UnicodeAttribute(range_key=True)
    attention_index: AttentionIndex["OpenItem"] = AttentionIndex()


def attributes_of(case: Case) -> dict[str, Any]:
    """A case as its record keeps it."""
    values = {key: value for key, value in vars(case).items() if key != "id"}
    outcome = case.outcome.value if case.outcome else None
    return values | {"owner": asdict(case.owner), "manager": asdict(case.manager), "outcome": outcome}


def case_from(record: CaseRecord) -> Case:
    """The case in a record."""
    values = {name: getattr(record, name) for name in Case.__dataclass_fields__ if name != "id"}
    people = {role: Person(**values[role]) for role in ("owner", "manager")}
    numbers = {name: int(values[name]) for name in ("round", "survey_version")}
    outcome = Outcome(record.outcome) if record.outcome else None
    return Case(id=record.case_id, **(values | people | numbers | {"outcome": outcome}))


def task_from(record: TaskRecord) -> Task:
    """The task in a record."""
    decision = None
    if record.choice:
        decision = Decision(record.choice, record.fields or {}, record.decided_by or "", record.decided_at)
    return Task(
        case_id=record.case_id,
        kind=TaskKind(record.kind),
        round=int(record.round),
        assignee=Person(**record.assignee),
        opened_at=record.opened_at,
        due_at=record.due_at,
        lapses_at=record.lapses_at,
        callback=record.callback,
        decision=decision,
        expired=record.expired,
        passed_on=int(record.passed_on),
    )
