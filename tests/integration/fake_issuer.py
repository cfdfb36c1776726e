"""An issuer of OpenID Connect on loopback, as strict as a real one: a code works once, with its verifier and address.

Whoever signs in there is always the person in `email`; `claims` replace those that it would put into the ID token.
"""

import hashlib
import json
import re
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from kuultu.gateways import issuer as gateway
from kuultu.settings import settings
from tests.integration.http import Cookies, GatewayResponse, open_console

CLIENT, BACK = "kuultu-at-the-city", "https://feedback.example.com/console/return"


@dataclass
class FakeIssuer:
    """The issuer: its address, the codes that it gave with what was asked for, and what it is to do wrongly."""

    address: str = ""
    email: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    published: dict[str, Any] = field(default_factory=dict)
    answer: tuple[int, bytes] | None = None
    given: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def let_in(self, way: str) -> str:
        """Sign the person in, at the address to which Kuultu leads; returns the path that leads back, with the code."""
        there = urlsplit(way)
        query = dict(parse_qsl(there.query, strict_parsing=True))
        assert f"{there.scheme}://{there.netloc}{there.path}" == f"{self.address}/authorize"
        assert (query["response_type"], query["client_id"], query["redirect_uri"]) == ("code", CLIENT, BACK)
        assert (query["code_challenge_method"], query["scope"].split()[0]) == ("S256", "openid")
        code = f"code-{len(self.given)}"
        self.given[code] = query
        return f"/console/return?{urlencode({'code': code, 'state': query['state']})}"

    def described(self) -> dict[str, Any]:
        """What the issuer publishes of itself."""
        ends = {f"{end}_endpoint": f"{self.address}/{path}" for end, path in ENDS.items()}
        return {"issuer": self.address, **ends, **self.published}

    def token_for(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """Status and answer to a code."""
        asked = self.given.pop(form.get("code", ""), None)
        if asked is None or not _belongs(form, asked):
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        usual = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        claims = {**usual, "sub": "1", "email": self.email, "email_verified": True, **self.claims}
        kept = {name: value for name, value in claims.items() if value is not None}
        return 200, {"token_type": "Bearer", "access_token": "opaque", "id_token": _signed(kept)}


ENDS = {"authorization": "authorize", "token": "token"}


def _belongs(form: dict[str, str], asked: dict[str, str]) -> bool:
    challenge = urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).rstrip(b"=").decode()
    same = (form["client_id"], form["redirect_uri"], form["grant_type"]) == (CLIENT, BACK, "authorization_code")
    return same and challenge == asked["code_challenge"]


def _signed(claims: dict[str, Any]) -> str:
    parts = [json.dumps({"alg": "RS256"}).encode(), json.dumps(claims).encode(), b"signature"]
    return ".".join(urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts)


@contextmanager
def issuing() -> Iterator[FakeIssuer]:
    """An issuer that listens, and stops by itself."""
    issuer = FakeIssuer()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            issuer.asked.append(self.path)
            self._say(*(issuer.answer or (200, json.dumps(issuer.described()).encode())))

        def do_POST(self) -> None:
            issuer.asked.append(self.path)
            sent = dict(parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode(), strict_parsing=True))
            status, told = issuer.token_for(sent)
            self._say(*(issuer.answer or (status, json.dumps(told).encode())))

        def _say(self, status: int, content: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        issuer.address = f"http://127.0.0.1:{server.server_address[1]}/tenant"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield issuer
        server.shutdown()


@contextmanager
def federated(email: str) -> Iterator[FakeIssuer]:
    """An issuer that is set for Kuultu, at which a person signs in."""
    with issuing() as issuer, pytest.MonkeyPatch.context() as patched:
        issuer.email = email
        patched.setenv("SIGN_IN_ISSUER", issuer.address)
        patched.setenv("SIGN_IN_CLIENT", CLIENT)
        settings.cache_clear()
        gateway._discovered.cache_clear()
        yield issuer
    settings.cache_clear()


def links_in(answer: GatewayResponse) -> list[str]:
    """The addresses to which a page leads."""
    return [unescape(address) for address in re.findall(r'<a [^>]*href="([^"]*)"', answer.body)]


def begun(query: str = "?language=en", cookies: Cookies | None = None) -> tuple[str, Cookies]:
    """The address to which the page for signing in leads, and what the browser keeps from then on."""
    answer = open_console(f"/console/sign-in{query}", cookies)
    assert answer.status == 200
    ways = [way for way in links_in(answer) if "response_type=code" in way]
    assert len(ways) == 1
    return ways[0], answer.cookies
