"""Responses: one item each, which is also the outbox until its case is on record, or the customer thanked by mail.

A response that asks for nothing is never in the outbox: the write that stores it settles it.
"""

from dataclasses import asdict
from datetime import datetime
from enum import StrEnum
from typing import cast

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    ListAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.models import Model

from kuultu.domain.responses.response import Contact, Context, Response, Verdict
from kuultu.store.attention import AttentionIndex, attention_of
from kuultu.store.listed import READ, ListedIndex, list_of, place_of
from kuultu.store.staff_acts import praise_from, raised_from
from kuultu.store.tables import Connection, TableName, wrote


class ResponseItem(Model):
    """Hash `response_id`; has `attention` and `attend_at` until its case is on record, or until there is to be none.

    `partial` is there until the complete answer is; `arrivals` counts the bodies stored under the id; `case_begun`
    and `execution` outlive the partial one. `body_hash` tells whether the stored response is still the one that was
    read. `listed` is `unread#UNIT` or `read#UNIT` (and `#SHARD`), by which the index `listed` lists it at `listed_at`.
    """

    class Meta(Connection):
        table_name = TableName("responses_table")

    response_id = UnicodeAttribute(hash_key=True)
    survey_id = UnicodeAttribute()
    survey_version = NumberAttribute()
    language = UnicodeAttribute()
    answers: JSONAttribute = JSONAttribute()
    contact: JSONAttribute = JSONAttribute()
    context: JSONAttribute = JSONAttribute()
    verdict = UnicodeAttribute()
    body_hash = UnicodeAttribute()
    received_at = UTCDateTimeAttribute()
    partial = BooleanAttribute(null=True)
    arrivals = NumberAttribute(null=True)
    case_begun = BooleanAttribute(null=True)
    execution = UnicodeAttribute(null=True)
    handled_at = UTCDateTimeAttribute(null=True)
    attention = UnicodeAttribute(null=True)
    attend_at = UTCDateTimeAttribute(null=True)
    attention_index: AttentionIndex["ResponseItem"] = AttentionIndex()
    listed = UnicodeAttribute(null=True)
    listed_at = UnicodeAttribute(null=True)
    listed_index: ListedIndex["ResponseItem"] = ListedIndex()
    raised = UnicodeAttribute(null=True)
    praises: ListAttribute[UnicodeAttribute] = ListAttribute(of=UnicodeAttribute, null=True)


class StoreOutcome(StrEnum):
    """The outcome of storing a response."""

    NEW = "new"
    IN_PLACE = "in place of a partial one"
    REFUSED = "refused"


def keep(response: Response, attend_at: datetime) -> StoreOutcome:
    """Store a response in a conditional write: a new one, or in place of a partial one with another body.

    What asks for nothing is settled in the same write; anything else is in the outbox, until `attend_at` at least.
    """
    item = ResponseItem(response.id)
    new = ResponseItem.response_id.does_not_exist()
    other_partial = (ResponseItem.partial == True) & (ResponseItem.body_hash != response.body_hash)  # noqa: E712
    without_case = new | (other_partial & ResponseItem.case_begun.does_not_exist())
    settled = response.asks_for_nothing and wrote(item.update, _settled(response), condition=without_case)
    if not settled and not wrote(item.update, _in_outbox(response, attend_at), condition=new | other_partial):
        return StoreOutcome.REFUSED
    return StoreOutcome.NEW if item.arrivals == 1 else StoreOutcome.IN_PLACE


def _settled(response: Response) -> list[Action]:
    item = ResponseItem
    done = item.handled_at.set(response.received_at)
    return [*_kept(response), done, item.attention.remove(), item.attend_at.remove()]


def _in_outbox(response: Response, attend_at: datetime) -> list[Action]:
    item = ResponseItem
    waits = [item.attention.set(attention_of(response.id)), item.attend_at.set(attend_at)]
    return [*_kept(response), item.handled_at.remove(), *waits]


def _kept(response: Response) -> list[Action]:
    """The update that stores a response: all attributes anew, except those of a case that was begun."""
    item = ResponseItem
    return [
        item.listed.set(list_of(response, read=False)),
        item.listed_at.set(place_of(response)),
        item.survey_id.set(response.survey_id),
        item.survey_version.set(response.survey_version),
        item.language.set(response.language),
        item.verdict.set(response.verdict),
        item.body_hash.set(response.body_hash),
        item.received_at.set(response.received_at),
        item.answers.set(dict(response.answers)),
        item.contact.set(asdict(response.contact)),
        item.context.set(_kept_context(response.context)),
        item.partial.set(True) if response.partial else item.partial.remove(),
        item.arrivals.add(1),
    ]


def _kept_context(context: Context) -> dict[str, str]:
    """The context as kept: with `heard` only if staff entered the response, as an earlier release cannot read it."""
    return {name: value for name, value in asdict(context).items() if value or name != "heard"}


def stored_body(response_id: str) -> tuple[str, bool]:
    """The hash of the body of a stored response, and True for a partial response."""
    item = ResponseItem.get(response_id, consistent_read=True)
    return item.body_hash, bool(item.partial)


def find(response_id: str) -> Response | None:
    """The response with an id; None when there is no such response (any more)."""
    try:
        return response_in(ResponseItem.get(response_id, consistent_read=True))
    except ResponseItem.DoesNotExist:
        return None


def response_in(item: ResponseItem) -> Response:
    """The response in an item."""
    state, _, unit = (item.listed or "").partition("#")
    unit = unit.partition("#")[0]
    return Response(
        id=item.response_id,
        survey_id=item.survey_id,
        survey_version=int(item.survey_version),
        language=item.language,
        answers=item.answers,
        contact=Contact(**item.contact),
        context=Context(**item.context),
        verdict=cast(Verdict, item.verdict),
        received_at=item.received_at,
        handled=item.handled_at is not None,
        partial=bool(item.partial),
        quiet_at=item.attend_at if item.partial else None,
        case_begun=bool(item.case_begun),
        execution=item.execution or "",
        body_hash=item.body_hash,
        unit=unit,
        read=state == READ,
        raised=raised_from(item.raised) if item.raised else None,
        praises=tuple(praise_from(str(kept)) for kept in item.praises or ()),
    )


def note_case(response: Response) -> bool:
    """Note that a case begins on a partial response; False when another response has come in its place."""
    return wrote(ResponseItem(response.id).update, [ResponseItem.case_begun.set(True)], condition=_same(response))


def note_execution(response: Response, name: str) -> None:
    """Note the execution that was started to open the case, unless another process noted one meanwhile."""
    noted = ResponseItem.execution
    unmoved = noted == response.execution if response.execution else noted.does_not_exist()
    wrote(ResponseItem(response.id).update, [noted.set(name)], condition=unmoved)


def mark_handled(response: Response, now: datetime) -> None:
    """Take a response off the outbox; a response that has come in its place stays, and waits for its own turn."""
    item = ResponseItem(response.id)
    changes = [ResponseItem.handled_at.set(now), ResponseItem.attention.remove(), ResponseItem.attend_at.remove()]
    wrote(item.update, changes, condition=_same(response))


def _same(response: Response) -> Condition:
    same: Condition = ResponseItem.body_hash == response.body_hash
    return same
