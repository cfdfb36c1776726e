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

from kuultu.domain.form_time import form_time
from kuultu.domain.response import Response, verdict_of
from kuultu.domain.submission import UNKEPT, Submission, submission_from
from kuultu.domain.survey import Survey, text_in
from kuultu.errors import KeyReused, Malformed, Unsupported
from kuultu.observability import count
from kuultu.services.gate import Sender, admit
from kuultu.services.surveys import survey_in_use
from kuultu.store import responses
from kuultu.web.addresses import email_flaw
from kuultu.web.json_body import json_from

GRACE = timedelta(minutes=1)
"""How long the stream has, before the sweep begins the handling instead."""


@dataclass(frozen=True)
class Recorded:
    """What a sender is told."""

    response_id: str
    message: str
    replayed: bool


def record_response(survey_id: str, body: bytes, headers: Mapping[str, str], address: str, now: datetime) -> Recorded:
    """Store a response that came as JSON; the sender's key makes it one, however often it comes."""
    _check_media(headers)
    response_id = response_id_for(survey_id, headers.get("idempotency-key"))
    survey = survey_in_use(survey_id, now)
    return record(survey, response_id, json_from(body), Sender(address, headers.get("kuultu-proof", "")), now)


def record(
    survey: Survey,
    response_id: str,
    content: Any,  # noqa: ANN401 - any JSON
    sender: Sender,
    now: datetime,
) -> Recorded:
    """Store a response; the same id and content again give the same answer, other content raises KeyReused.

    What fills the field that people do not see is thanked and dropped; what is too much raises TooMany.
    """
    submission = submission_from(content, survey, email_flaw)
    thanks = text_in(survey.thanks, submission.language)
    if submission.website:
        count("HoneypotFilled", survey=survey.id)
        return Recorded(response_id, thanks, replayed=False)
    admit(survey, response_id, sender, form_time(submission.form, survey, now), now)
    added = _store(_response(survey, response_id, submission, now), _hash(content), now)
    return Recorded(response_id, thanks, replayed=not added)


def _response(survey: Survey, response_id: str, submission: Submission, now: datetime) -> Response:
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
    )


def _store(response: Response, body_hash: str, now: datetime) -> bool:
    """One conditional write; False when this very response is there already."""
    added = responses.add(response, body_hash, now + GRACE)
    if not added and responses.body_hash_of(response.id) != body_hash:
        raise KeyReused
    return added


def _check_media(headers: Mapping[str, str]) -> None:
    media, _, parameters = headers.get("content-type", "").lower().partition(";")
    charset = parameters.replace(" ", "").replace('"', "")
    if media.strip() != "application/json" or charset not in ("", "charset=utf-8"):
        raise Unsupported("Send JSON in UTF-8 with Content-Type: application/json.")
    if headers.get("content-encoding", "identity").lower() != "identity":
        raise Unsupported("Send the body without a Content-Encoding.")


def response_id_for(survey_id: str, key: str | None) -> str:
    """26 characters: what the sender's key stands for in this survey, or random ones."""
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
    kept = {name: value for name, value in content.items() if name not in UNKEPT}
    return hashlib.sha256(json.dumps(kept, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
