"""Signing in at the organisation's own issuer: OpenID Connect, the code flow with PKCE (RFC 7636), without a secret."""

import hashlib
import re
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest
from typing import Any
from urllib.parse import urlencode

from kuultu.errors import KuultuError

RETURN = "/console/return"
"""The address to which the issuer sends the browser back; the issuer knows it, with the public address before it."""

LEEWAY = timedelta(minutes=1)
"""The most by which the clocks of the issuer and of Lambda differ."""

Claims = Mapping[str, Any]
"""The claims of an ID token, by name."""

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True)
class Issuer:
    """An issuer: its name as in its tokens, and the addresses that it gives for signing in and for tokens."""

    name: str
    authorization: str
    tokens: str


@dataclass(frozen=True)
class WayIn:
    """The way of one browser to the issuer and back. All of it follows from the token that the browser keeps.

    So nothing is stored for a way in, and what comes back to another browser is of no use there.
    """

    token: str

    @property
    def verifier(self) -> str:
        """The secret that is shown with the code; the issuer has seen only its hash."""
        return self._derived("verifier", "")

    @property
    def nonce(self) -> str:
        """The mark that comes back inside the ID token."""
        return self._derived("nonce", "")

    def state(self, carried: str) -> str:
        """The mark that comes back beside the code, with the query that goes along."""
        return f"{self._derived('state', carried)}:{carried}"

    def is_of(self, state: str) -> bool:
        """True for a state that this browser has taken along."""
        own = self.state(carried_in(state))
        return is_token(self.token) and compare_digest(own.encode(), state.encode())

    def address(self, issuer: Issuer, client: str, back: str, carried: str) -> str:
        """The address of the issuer's page for signing in; `back` is the whole address to come back to."""
        challenge = urlsafe_b64encode(hashlib.sha256(self.verifier.encode()).digest()).rstrip(b"=").decode()
        asked = {
            "response_type": "code",
            "scope": "openid email",
            "client_id": client,
            "redirect_uri": back,
            "state": self.state(carried),
            "nonce": self.nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        return f"{issuer.authorization}{'&' if '?' in issuer.authorization else '?'}{urlencode(asked)}"

    def _derived(self, purpose: str, about: str) -> str:
        return hashlib.sha256(f"{purpose} {self.token} {about}".encode()).hexdigest()


@dataclass(frozen=True)
class NotSignedIn:
    """The reason for which a way in led nowhere, with the query that went along.

    `email` is the address by the issuer, if that belongs to nobody here.
    """

    problem: KuultuError
    carried: str = ""
    email: str = ""


def is_token(text: str) -> bool:
    """True for a text in the form of a browser's token."""
    return bool(_TOKEN.fullmatch(text))


def carried_in(state: str) -> str:
    """The query that went along in a state."""
    return state.partition(":")[2]


def fault_of(claims: Claims, issuer: str, client: str, nonce: str, now: datetime) -> str:
    """The name of a claim that makes an ID token unusable; "" for a good one (OpenID Connect Core 1.0, 3.1.3.7).

    The token came straight from the issuer, over TLS; that proves its origin instead of the signature (point 6 there).
    """
    audience = claims.get("aud")
    meant_for = audience if isinstance(audience, list) else [audience]
    party = claims.get("azp", client if len(meant_for) == 1 else None)
    checked = {
        "iss": claims.get("iss") == issuer,
        "aud": client in meant_for,
        "azp": party == client,
        "nonce": claims.get("nonce") == nonce,
        "exp": _seconds(claims.get("exp")) + LEEWAY.total_seconds() > now.timestamp(),
    }
    return next((name for name, good in checked.items() if not good), "")


def email_in(claims: Claims) -> str:
    """The mail address of the person; "" if the issuer gives none, or calls it unverified."""
    email = claims.get("email")
    verified = claims.get("email_verified", True)
    return email if isinstance(email, str) and verified in (True, "true") else ""


def _seconds(given: object) -> float:
    return given if isinstance(given, (int, float)) else 0
