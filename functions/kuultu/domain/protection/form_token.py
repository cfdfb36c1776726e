"""Form tokens: the time at which a form was handed out, signed with the survey's own key against forgery."""

import base64
import hashlib
import hmac
import re
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from kuultu.domain.surveys.survey import Survey

FASTEST = timedelta(seconds=3)
"""A person takes at least this long to answer (OWASP on bots: faster is a machine, or one click in a mail)."""

MAX_FORM_AGE = timedelta(hours=24)
"""The time for which a form may lie open before its token counts as old."""


class TokenCheck(StrEnum):
    """The result of a token's check: usual, hasty (under 3 seconds), old (over 24 hours), missing or forged."""

    USUAL = "usual"
    HASTY = "hasty"
    OLD = "old"
    MISSING = "missing"
    FORGED = "forged"


def form_token(survey: Survey, now: datetime) -> str:
    """The token of a form that is handed out now; "" for a survey that has no key yet."""
    issued = str(int(now.timestamp()))
    return f"{issued}.{_signature(survey, issued)}" if survey.key else ""


def check_token(token: str | None, survey: Survey, now: datetime) -> TokenCheck:
    """The result of checking a token now: another survey's is forged; for a survey without a key, all are missing."""
    if not token or not survey.key:
        return TokenCheck.MISSING
    issued, _, signature = token.partition(".")
    if not re.fullmatch(r"\d{1,11}", issued, re.ASCII) or not hmac.compare_digest(
        signature.encode(), _signature(survey, issued).encode()
    ):
        return TokenCheck.FORGED
    age = now - datetime.fromtimestamp(int(issued), UTC)
    if age > MAX_FORM_AGE:
        return TokenCheck.OLD
    return TokenCheck.HASTY if age < FASTEST else TokenCheck.USUAL


def _signature(survey: Survey, issued: str) -> str:
    digest = hmac.digest(survey.key.encode(), f"form\n{survey.id}\n{issued}".encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(digest[:18]).decode()
