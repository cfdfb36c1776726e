"""The organisation's issuer (OpenID Connect): what it publishes of itself, and a code's exchange for an ID token."""

import json
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode, urlsplit

from urllib3 import PoolManager, Timeout
from urllib3.exceptions import HTTPError

from kuultu.domain.console.federation import Claims, Issuer
from kuultu.errors import Unavailable
from kuultu.observability import log_failure

DISCOVERY = "/.well-known/openid-configuration"
HEADERS = {"Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded"}
MOST_BYTES = 256 * 1024
WITHIN = Timeout(connect=2, read=4)
"""Seconds; a page that waits for the issuer ends within the ten that its Lambda has."""

FRESH_SECONDS = 3600
"""The time for which a process keeps what the issuer publishes."""


class IssuerFailure(Exception):
    """The issuer was not reached, or answered what cannot be used; the message names no person."""


def found_issuer(address: str, now: datetime) -> Issuer:
    """The issuer at an address, as it was in the last hour; raises Unavailable."""
    try:
        return _discovered(address, int(now.timestamp() // FRESH_SECONDS))
    except IssuerFailure as failure:
        raise _told(failure) from failure


def claims_for(issuer: Issuer, form: Mapping[str, str]) -> Claims | None:
    """The claims of the ID token for a code; None if the issuer refuses the code. Raises Unavailable."""
    try:
        status, answer = _asked("POST", issuer.tokens, form)
        if status == 400 and answer.get("error") == "invalid_grant":
            return None
        if status != 200:
            raise IssuerFailure(f"{status} {answer.get('error', '')}")
        return _claims_in(str(answer.get("id_token", "")))
    except IssuerFailure as failure:
        raise _told(failure) from failure


def discover(address: str) -> Issuer:
    """The issuer at an address, as it publishes itself now; raises IssuerFailure."""
    status, told = _asked("GET", address.rstrip("/") + DISCOVERY)
    if status != 200 or told.get("issuer") != address:
        raise IssuerFailure(f"It answered {status} and calls itself {told.get('issuer')!r}, not {address!r}.")
    issuer = Issuer(address, str(told.get("authorization_endpoint")), str(told.get("token_endpoint")))
    if not (_is_safe(issuer.authorization) and _is_safe(issuer.tokens)):
        raise IssuerFailure(f"Its addresses are not safe: {issuer.authorization}, {issuer.tokens}.")
    return issuer


@lru_cache(maxsize=1)
def _discovered(address: str, hour: int) -> Issuer:  # another hour is another look
    return discover(address)


def _is_safe(address: str) -> bool:
    """True for an address with TLS; on this machine it may be without."""
    parts = urlsplit(address)
    return bool(parts.hostname) and (parts.scheme == "https" or parts.hostname in ("127.0.0.1", "localhost"))


def _asked(method: str, address: str, form: Mapping[str, str] | None = None) -> tuple[int, Mapping[str, Any]]:
    """Status and JSON object of an answer; raises IssuerFailure."""
    body = urlencode(form) if form else None
    try:
        with PoolManager(timeout=WITHIN, retries=False) as pool:
            answer = pool.request(method, address, body=body, headers=HEADERS, redirect=False, preload_content=False)
            return answer.status, _object_in(answer.read(MOST_BYTES))
    except HTTPError as error:
        raise IssuerFailure(f"It did not answer ({type(error).__name__}).") from error


def _claims_in(id_token: str) -> Claims:
    parts = id_token.split(".")
    if len(parts) != 3:
        raise IssuerFailure("It gave no ID token.")
    try:
        return _object_in(urlsafe_b64decode(parts[1] + "=="))
    except ValueError as error:
        raise IssuerFailure("It gave an ID token that cannot be read.") from error


def _object_in(content: bytes) -> dict[str, Any]:
    try:
        given = json.loads(content)
    except ValueError as error:
        raise IssuerFailure("It answered without JSON.") from error
    if not isinstance(given, dict):
        raise IssuerFailure("It answered without a JSON object.")
    return given


def _told(failure: IssuerFailure) -> Unavailable:
    """The error for people; an operator finds the reason in the log, and the alarm rings."""
    log_failure("IssuerFailed", failure, reason=str(failure))
    return Unavailable()
