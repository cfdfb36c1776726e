"""Responses: one item each, which is also the outbox until its handling has begun."""

from dataclasses import asdict
from datetime import datetime
from typing import cast

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.models import Model

from kuultu.domain.response import Contact, Context, Response, Verdict
from kuultu.store.tables import OPEN, AttentionIndex, Connection, TableName, due, wrote


class ResponseRecord(Model):
    """Hash `response_id`; has `attention` and `attend_at` until its handling has begun."""

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
    handled_at = UTCDateTimeAttribute(null=True)
    attention = UnicodeAttribute(null=True)
    attend_at = UTCDateTimeAttribute(null=True)
    attention_index: AttentionIndex["ResponseRecord"] = AttentionIndex()


def add(response: Response, body_hash: str, attend_at: datetime) -> bool:
    """Store a response in one conditional write; False when one with this id is there already."""
    record = ResponseRecord(
        response.id,
        survey_id=response.survey_id,
        survey_version=response.survey_version,
        language=response.language,
        answers=dict(response.answers),
        contact=asdict(response.contact),
        context=asdict(response.context),
        verdict=response.verdict,
        body_hash=body_hash,
        received_at=response.received_at,
        attention=OPEN,
        attend_at=attend_at,
    )
    return wrote(record.save, ResponseRecord.response_id.does_not_exist())


def body_hash_of(response_id: str) -> str:
    """The hash of the body that a stored response came with."""
    return ResponseRecord.get(response_id, consistent_read=True).body_hash


def find(response_id: str) -> Response | None:
    """The response, or None when it is not (or no longer) there."""
    try:
        record = ResponseRecord.get(response_id, consistent_read=True)
    except ResponseRecord.DoesNotExist:
        return None
    return Response(
        id=record.response_id,
        survey_id=record.survey_id,
        survey_version=int(record.survey_version),
        language=record.language,
        answers=record.answers,
        contact=Contact(**record.contact),
        context=Context(**record.context),
        verdict=cast(Verdict, record.verdict),
        received_at=record.received_at,
        handled=record.handled_at is not None,
    )


def mark_handled(response_id: str, now: datetime) -> None:
    """Take a response off the outbox: its case has begun, or its thanks were sent."""
    record = ResponseRecord(response_id)
    changes = [ResponseRecord.handled_at.set(now), ResponseRecord.attention.remove(), ResponseRecord.attend_at.remove()]
    wrote(record.update, changes, condition=ResponseRecord.response_id.exists())


def unhandled(now: datetime, most: int) -> list[str]:
    """Ids of responses whose handling should have begun by now."""
    return [record.response_id for record in due(ResponseRecord.attention_index, now, most)]
