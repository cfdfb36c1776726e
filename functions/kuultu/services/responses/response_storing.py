"""Storing of responses: given a verdict, and stored in one write that is also the outbox; what is sent twice, once."""

import base64
import hashlib
import json
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from kuultu.domain.responses.response import Response, verdict_of
from kuultu.domain.responses.submission import UNKEPT, Submission
from kuultu.domain.surveys.survey import Survey, text_in
from kuultu.errors import Invalid, KeyReused, KuultuError, Malformed, TooMany, Unavailable
from kuultu.observability import log_failure
from kuultu.settings import settings
from kuultu.store import responses
from kuultu.store.responses import StoreOutcome
from kuultu.store.tables import StoreFailure

STREAM_GRACE = timedelta(minutes=1)
"""The time that the stream has, before the sweep begins the handling instead."""


@dataclass(frozen=True)
class RecordedResponse:
    """The answer to a sender; `new` is false for a response that replaces a partial one, and for a replay."""

    response_id: str
    message: str
    replayed: bool
    new: bool = True


def store_response(
    survey: Survey, response_id: str, submission: Submission, body_hash: str, now: datetime
) -> RecordedResponse:
    """Store a response in a conditional write; only a refused write costs a read.

    The same id and hash again give the same answer; another hash raises KeyReused, but takes the place of a partial
    response.
    """
    response = response_from(survey, response_id, submission, body_hash, now)
    written = responses.keep(
        response, now + (settings().clocks.partial_answer_rest if response.partial else STREAM_GRACE)
    )
    replayed = written is StoreOutcome.REFUSED and _is_replay(response)
    thanks = text_in(survey.thanks, submission.language)
    return RecordedResponse(response.id, thanks, replayed, new=written is StoreOutcome.NEW)


def obstacle_to(storing: Callable[[], object]) -> KuultuError | None:
    """The reason why nothing was stored, to be shown with the form; None when it is stored."""
    try:
        storing()
    except (Invalid, TooMany) as refusal:
        return refusal
    except StoreFailure as failure:
        log_failure("StoreFailed", failure)
        return Unavailable()
    return None


def response_from(survey: Survey, response_id: str, submission: Submission, body_hash: str, now: datetime) -> Response:
    """The response that a submission makes at a moment, with its verdict and its unit."""
    return Response(
        id=response_id,
        survey_id=survey.id,
        survey_version=survey.version,
        language=submission.language,
        answers=submission.answers,
        contact=submission.contact,
        context=submission.context,
        verdict=verdict_of(submission.answers, submission.contact, survey, entered=bool(submission.context.heard)),
        received_at=now,
        partial=submission.partial,
        body_hash=body_hash,
        unit=survey.unit(submission.context.unit).id,
    )


def _is_replay(response: Response) -> bool:
    """True if a refused response equals the stored response; raises KeyReused for another, unless both are partial.

    Then another partial response has come in the same moment, and is as good.
    """
    body_hash, partial = responses.stored_body(response.id)
    if body_hash != response.body_hash and not (partial and response.partial):
        raise KeyReused
    return body_hash == response.body_hash


def response_id_for(survey_id: str, key: str | None) -> str:
    """The id of a response, 26 characters: from survey and key, or random without a key; raises Malformed."""
    if key is None:
        return _name(secrets.token_bytes(16))
    if not re.fullmatch(r"[A-Za-z0-9_-]{16,64}", key, re.ASCII):
        raise Malformed(
            "An Idempotency-Key is 16 to 64 letters, digits, - or _, sent once.", code="invalid-idempotency-key"
        )
    return _name(hashlib.sha256(f"{survey_id}\n{key}".encode()).digest()[:16])


def _name(data: bytes) -> str:
    return base64.b32encode(data).decode().rstrip("=").lower()


def hash_of_body(content: Mapping[str, Any]) -> str:
    """The hash of the properties of a body that are kept; `partial: false` makes no difference."""
    said = {name: value for name, value in content.items() if name not in UNKEPT and (name != "partial" or value)}
    return hashlib.sha256(json.dumps(said, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
