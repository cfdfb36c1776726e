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
from kuultu.errors import Flaw, Invalid, KeyReused, Malformed, Unsupported
from kuultu.observability import count
from kuultu.services.email_address import email_flaw
from kuultu.services.protection.admission import Sender, admit
from kuultu.services.surveys.current_surveys import survey_in_use
from kuultu.settings import settings
from kuultu.store import responses
from kuultu.store.responses import Write
from kuultu.web.json_body import json_from

GRACE = timedelta(minutes=1)
"""How long the stream has, before the sweep begins the handling instead."""

NO_KEY = Flaw(
    "/partial", "key-required", "Send an Idempotency-Key with a partial answer, and the complete one under it."
)
"""Without one nothing could come in its place, and each pause of a customer's would be a response of its own."""


@dataclass(frozen=True)
class Recorded:
    """What a sender is told; `new` is false when it came in place of a partial answer, and when it is replayed."""

    response_id: str
    message: str
    replayed: bool
    new: bool = True


def record_response(survey_id: str, body: bytes, headers: Mapping[str, str], address: str, now: datetime) -> Recorded:
    """Store a response that came as JSON; the sender's key makes it one, however often it comes."""
    _check_media(headers)
    response_id = response_id_for(survey_id, headers.get("idempotency-key"))
    survey = survey_in_use(survey_id, now)
    content = json_from(body)
    if "idempotency-key" not in headers and isinstance(content, dict) and content.get("partial") is True:
        raise Invalid(flaws=(NO_KEY,))
    return record(survey, response_id, content, Sender(address, headers.get("kuultu-proof", "")), now)


def record(
    survey: Survey,
    response_id: str,
    content: Any,  # noqa: ANN401 - any JSON
    sender: Sender,
    now: datetime,
) -> Recorded:
    """Store a response; the same id and content again give the same answer, other content raises KeyReused.

    A partial one may be replaced by other content, until the complete one is there. What fills the field that people
    do not see is thanked and dropped; what is too much raises TooMany.
    """
    submission = submission_from(content, survey, email_flaw)
    thanks = text_in(survey.thanks, submission.language)
    if submission.website:
        count("HoneypotFilled", survey=survey.id)
        return Recorded(response_id, thanks, replayed=False)
    admit(survey, response_id, sender, _pace(submission, survey, now), now)
    return _store(_response(survey, response_id, submission, _hash(content), now), thanks, now)


def _pace(submission: Submission, survey: Survey, now: datetime) -> TokenCheck:
    """What the form says; a first click may come at once."""
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


def _store(response: Response, thanks: str, now: datetime) -> Recorded:
    """One conditional write; a read only when that is refused."""
    written = responses.keep(response, now + (settings().clocks.quiet if response.partial else GRACE))
    replayed = written is Write.REFUSED and _is_replay(response)
    return Recorded(response.id, thanks, replayed, new=written is Write.NEW)


def _is_replay(response: Response) -> bool:
    """Whether a refused response is what is stored; raises KeyReused for another, unless both are partial.

    Then another partial one has come in the same moment, and is as good.
    """
    body_hash, partial = responses.stored_body(response.id)
    if body_hash != response.body_hash and not (partial and response.partial):
        raise KeyReused
    return body_hash == response.body_hash


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
    """What tells one body from another: what is kept of it; saying that an answer is not partial says nothing."""
    said = {name: value for name, value in content.items() if name not in UNKEPT and (name != "partial" or value)}
    return hashlib.sha256(json.dumps(said, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
