"""Links: unguessable addresses, of which only a hash is kept."""

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.surveys.survey import Survey

TOKEN_BYTES = 32
"""256 bits of randomness, 43 characters of base64url."""

LINK_LIFETIME = timedelta(days=400)
"""The time for which a link still tells the decision, before DynamoDB forgets the link."""


@dataclass(frozen=True)
class Link:
    """The meaning of a token: one task of one case (or the page of the case), for one person.

    The link of a unit's staff has a survey and a unit instead, lasts until it is withdrawn, and belongs to no case.
    """

    token_hash: str
    case_id: str
    round: int
    kind: TaskKind
    recipient: str
    made_at: datetime
    name: str = ""
    survey: str = ""
    unit: str = ""
    withdrawn: bool = False


def token_in(text: str) -> str | None:
    """The token in the last part of an address, without what mail readers append; None for any other text."""
    trimmed = re.sub(r"(?:%0[AaDd]|%3[Ee]|%29|[\s.>)])+$", "", text)
    return trimmed if re.fullmatch(r"[A-Za-z0-9_-]{43}", trimmed, re.ASCII) else None


def hash_of(token: str) -> str:
    """The SHA-256 of a token, stored instead of the token: 256 random bits need no salt (ASVS 5.0 V6.5.2)."""
    return hashlib.sha256(token.encode()).hexdigest()


def next_token(token: str) -> str:
    """The token of the link to the next step, which only somebody who has the token of the step before can find."""
    return _readable(hashlib.sha256(b"next " + token.encode()).digest())


def staff_token(survey: Survey, unit_id: str, number: int) -> str:
    """The token of a unit's link number 1, 2 …, which only somebody with the survey's key can find."""
    return _readable(hmac.digest(survey.key.encode(), f"staff\n{survey.id}\n{unit_id}\n{number}".encode(), "sha256"))


def _readable(digest: bytes) -> str:
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
