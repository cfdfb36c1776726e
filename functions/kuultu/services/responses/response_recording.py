"""Taking responses in: checked, given a verdict, and stored in one write that is also the outbox."""

import base64
import hashlib
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from kuultu.domain.protection.form_token import TokenCheck, check_token
from kuultu.domain.responses.response import Response, verdict_of
from kuultu.domain.responses.submission import UNKEPT, Submission, submission_from
from kuultu.domain.surveys.survey import Survey, text_in
from kuultu.errors import Flaw, Invalid, KeyReused, Malformed
from kuultu.observability import count
from kuultu.services.email_address import email_flaw
from kuultu.services.protection.admission import Sender, admit
from kuultu.services.surveys.current_surveys import survey_in_use
from kuultu.settings import settings
from kuultu.store import responses
from kuultu.store.responses import StoreOutcome

STREAM_GRACE = timedelta(minutes=1)
"""The time that the stream has, before the sweep begins the handling instead."""

NO_KEY = Flaw(
    "/partial", "key-required", "Send an Idempotency-Key with a partial answer, and the complete one under it."
)
"""Without a key nothing could replace a partial answer, and each pause of a customer would be another response."""


@dataclass(frozen=True)
class RecordedResponse:
    """The answer to a sender; `new` is false for a response that replaces a partial one, and for a replay."""

    response_id: str
    message: str
    replayed: bool
    new: bool = True


def record_response(
    survey_id: str,
    content: Any,  # noqa: ANN401 - any JSON
    key: str | None,
    sender: Sender,
    now: datetime,
) -> RecordedResponse:
    """Store a response; repeated requests under a sender's key are the same response.

    Raises Malformed for an unusable key, Unknown, Gone for a closed survey, Invalid for a partial response without a
    key, and as `record_under_id` does.
    """
    response_id = response_id_for(survey_id, key)
    survey = survey_in_use(survey_id, now)
    if key is None and isinstance(content, dict) and content.get("partial") is True:
        raise Invalid(flaws=(NO_KEY,))
    return record_under_id(survey, response_id, content, sender, now)


def record_under_id(
    survey: Survey,
    response_id: str,
    content: Any,  # noqa: ANN401 - any JSON
    sender: Sender,
    now: datetime,
) -> RecordedResponse:
    """Store a response; the same id and content again give the same answer, other content raises KeyReused.

    A partial response may be replaced by other content, until the complete one is there. A response with a filled
    honeypot (the field `website`, which people do not see) is thanked and dropped. Raises Invalid, TooMany and
    ChallengeRequired.
    """
    submission = submission_from(content, survey, email_flaw)
    thanks = text_in(survey.thanks, submission.language)
    if submission.website:
        count("HoneypotFilled", survey=survey.id)
        return RecordedResponse(response_id, thanks, replayed=False)
    admit(survey, response_id, sender, _pace(submission, survey, now), now)
    return _store(_response(survey, response_id, submission, _hash(content), now), thanks, now)


def _pace(submission: Submission, survey: Survey, now: datetime) -> TokenCheck:
    """The result of the form token's check; a partial response, as a first click, may come at once."""
    form = check_token(submission.form, survey, now)
    return TokenCheck.USUAL if submission.partial and form is TokenCheck.HASTY else form


def _response(survey: Survey, response_id: str, submission: Submission, body_hash: str, now: datetime) -> Response:
    return Response(
        id=response_id,
        survey_id=survey.id,
        survey_version=survey.version,
        language=submission.language,
        answers=submission.answers,
        contact=submission.contact,
        context=submission.context,
        verdict=verdict_of(submission.answers, submission.contact, survey),
        received_at=now,
        partial=submission.partial,
        body_hash=body_hash,
    )


def _store(response: Response, thanks: str, now: datetime) -> RecordedResponse:
    """Store a response in a conditional write; only a refused write costs a read."""
    written = responses.keep(
        response, now + (settings().clocks.partial_answer_rest if response.partial else STREAM_GRACE)
    )
    replayed = written is StoreOutcome.REFUSED and _is_replay(response)
    return RecordedResponse(response.id, thanks, replayed, new=written is StoreOutcome.NEW)


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


def _hash(content: Mapping[str, Any]) -> str:
    """The hash of the properties of a body that are kept; `partial: false` makes no difference."""
    said = {name: value for name, value in content.items() if name not in UNKEPT and (name != "partial" or value)}
    return hashlib.sha256(json.dumps(said, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
