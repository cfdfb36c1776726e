"""Items of a case's partition, and that of the case itself, as DynamoDB keeps it and as the domain knows it."""

from dataclasses import asdict
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
from kuultu.domain.cases.traits import NO_TRAITS, Traits
from kuultu.domain.people import Person
from kuultu.store.attention import AttentionIndex
from kuultu.store.case_events import event_document, event_from
from kuultu.store.case_index import CaseIndex
from kuultu.store.draft_documents import draft_from
from kuultu.store.tables import Connection, TableName

CASE_KEY, COUNTED = "case", ("enquiries_added", "choices_made")


class CasePartitionItem(Model):
    """Hash `case_id` (the response's id), range `item`: `case`, or `task#ROUND#KIND` (and `#NAME`).

    `attention` and `attend_at` are there while the sweep may have something to do with the item; `listed` and
    `listed_at` say where the console lists the item.
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
    listed = UnicodeAttribute(null=True)
    listed_at = UnicodeAttribute(null=True)
    case_index: CaseIndex["CasePartitionItem"] = CaseIndex()


class CaseItem(CasePartitionItem, discriminator="case"):
    """The item of a case; `letter_due_at` tells lists the time of a dispute body's open letter, an item of its own."""

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
    traits: JSONAttribute = JSONAttribute(null=True)
    letter_due_at = UTCDateTimeAttribute(null=True)


def attributes_of(case: Case) -> dict[str, Any]:
    """The attributes of a case's item, except for drafts."""
    values = {key: value for key, value in vars(case).items() if key not in {"id", "drafts"}}
    outcome = case.outcome.value if case.outcome else None
    kept = {"events": [event_document(event) for event in case.events], "undelivered": list(case.undelivered)}
    documents = {name: asdict(getattr(case, name)) for name in ("owner", "manager", "traits")}
    return values | kept | documents | {"outcome": outcome}


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
        traits=traits_from(item.traits),
    )


def traits_from(document: dict[str, Any] | None) -> Traits:
    """The traits in an item; none of a case of an earlier release."""
    return Traits(tuple(document["topics"]), document["language"], document["touchpoint"]) if document else NO_TRAITS
