"""Cases and their tasks: one partition per case, every decision a conditional write."""

from dataclasses import asdict
from datetime import datetime
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

from kuultu.domain.case import Case, CaseFile, Decision, Outcome, Task, TaskKind
from kuultu.domain.survey import Person
from kuultu.store.tables import OPEN, AttentionIndex, Connection, TableName, due, wrote

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


def load(case_id: str) -> CaseFile | None:
    """The case and all its tasks in one consistent read; None when there is no such case."""
    items = list(CaseItem.query(case_id, consistent_read=True))
    case = next((item for item in items if isinstance(item, CaseRecord)), None)
    tasks = tuple(_task(item) for item in items if isinstance(item, TaskRecord))
    return CaseFile(_case(case), tasks) if case else None


def add_case(case: Case, attend_at: datetime) -> bool:
    """Store a new case; False when it is there already."""
    record = CaseRecord(case.id, CASE_KEY, attention=OPEN, attend_at=attend_at, **_case_attributes(case))
    return wrote(record.save, CaseItem.case_id.does_not_exist())


def mark_acknowledged(case: Case) -> None:
    """The first mails are out."""
    wrote(_row(case).update, [CaseRecord.acknowledged.set(True)], condition=CaseItem.case_id.exists())


def plan_follow_up(case: Case, at: datetime) -> None:
    """Note when to ask whether it helped, unless this round has a time already."""
    nothing_planned = CaseRecord.follow_up_at.does_not_exist() & (CaseRecord.round == case.round)
    wrote(_row(case).update, [CaseRecord.follow_up_at.set(at)], condition=nothing_planned)


def begin_round(case: Case) -> bool:
    """Begin the case's next round as given; False when somebody began it before."""
    changes = [
        CaseRecord.owner.set(asdict(case.owner)),
        CaseRecord.round.set(case.round),
        CaseRecord.round_began_at.set(case.round_began_at),
        CaseRecord.reflection_planned_until.set(case.reflection_planned_until),
        CaseRecord.promised_at.set(case.promised_at),
        CaseRecord.follow_up_at.remove(),
    ]
    return wrote(_row(case).update, changes, condition=CaseRecord.round == case.round - 1)


def hand_over(case: Case, owner: Person) -> None:
    """Give an open case another owner."""
    wrote(_row(case).update, [CaseRecord.owner.set(asdict(owner))], condition=CaseRecord.outcome.does_not_exist())


def close(case: Case, outcome: Outcome, now: datetime) -> bool:
    """Close a case; False when it was closed before."""
    changes = [
        CaseRecord.outcome.set(outcome.value),
        CaseRecord.closed_at.set(now),
        CaseRecord.attention.remove(),
        CaseRecord.attend_at.remove(),
    ]
    return wrote(_row(case).update, changes, condition=CaseRecord.outcome.does_not_exist())


def move_to_execution(case: Case, name: str, look_at: datetime) -> bool:
    """Note which execution carries an open case from now on; False when somebody else moved or closed it meanwhile."""
    changes = [CaseRecord.execution.set(name), CaseRecord.attend_at.set(look_at)]
    unmoved = (CaseRecord.execution == case.execution) & CaseRecord.outcome.does_not_exist()
    return wrote(_row(case).update, changes, condition=unmoved)


def look_again(case: Case, at: datetime) -> None:
    """Note when the sweep should next see whether an open case is still being carried."""
    wrote(_row(case).update, [CaseRecord.attend_at.set(at)], condition=CaseRecord.outcome.does_not_exist())


def add_task(task: Task) -> bool:
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
    still_open = TaskRecord.choice.does_not_exist() & (TaskRecord.expired == False)  # noqa: E712 - a condition
    return wrote(_row(task).update, changes, condition=still_open)


def lapse(task: Task) -> bool:
    """Record that a task's time ran out, as given; False when it was decided in the same moment."""
    changes = [
        TaskRecord.expired.set(task.expired),
        TaskRecord.assignee.set(asdict(task.assignee)),
        TaskRecord.lapses_at.set(task.lapses_at),
        TaskRecord.attend_at.set(task.lapses_at),
        TaskRecord.passed_on.set(task.passed_on),
    ]
    undecided = TaskRecord.choice.does_not_exist() & (TaskRecord.expired == False)  # noqa: E712 - a condition
    return wrote(_row(task).update, changes, condition=undecided)


def mark_told(task: Task) -> None:
    """The workflow knows how this task ended: nothing more to see to."""
    _row(task).update([TaskRecord.attention.remove(), TaskRecord.attend_at.remove()])


def needing_attention(now: datetime, most: int) -> list[tuple[str, str]]:
    """Keys (case id, item) of what the sweep should look at by now."""
    return [(found.case_id, found.item) for found in due(OpenItem.attention_index, now, most)]


def _row(of: Case | Task) -> Any:  # noqa: ANN401 - either record
    return CaseRecord(of.id, CASE_KEY) if isinstance(of, Case) else TaskRecord(of.case_id, of.key)


def _case_attributes(case: Case) -> dict[str, Any]:
    values = {key: value for key, value in vars(case).items() if key != "id"}
    outcome = case.outcome.value if case.outcome else None
    return values | {"owner": asdict(case.owner), "manager": asdict(case.manager), "outcome": outcome}


def _case(record: CaseRecord) -> Case:
    values = {name: getattr(record, name) for name in Case.__dataclass_fields__ if name != "id"}
    people = {role: Person(**values[role]) for role in ("owner", "manager")}
    numbers = {name: int(values[name]) for name in ("round", "survey_version")}
    outcome = Outcome(record.outcome) if record.outcome else None
    return Case(id=record.case_id, **(values | people | numbers | {"outcome": outcome}))


def _task(record: TaskRecord) -> Task:
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
