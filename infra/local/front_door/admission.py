"""Who is let in at the front door of the local run: this machine's own pages and programs, and no foreign website.

A name that an attacker's site gives to 127.0.0.1 (DNS rebinding) would otherwise let that site read the mailbox.
"""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

OWN_NAMES = {"127.0.0.1", "localhost", "::1"}
OWN_PATHS = b"/_local/"


class Admission:
    """An ASGI application in front of another: 421 for foreign hosts, 403 for foreign posts to ``/_local/…``."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        """Take note of the application and of the front door's port."""
        self._app, self._port = app, port

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a foreign request with a refusal, and hand all others on."""
        refusal = self._refusal(scope) if scope["type"] == "http" else None
        await (refusal or self._app)(scope, receive, send)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        if not self._is_own(f"//{headers.get('host', '')}"):
            return PlainTextResponse(f"This is Kuultu on http://127.0.0.1:{self._port}.\n", 421)
        if scope["raw_path"].startswith(OWN_PATHS) and scope["method"] != "GET" and self._is_foreign(headers):
            return PlainTextResponse("Only Kuultu's own pages and programs on this machine may do this.\n", 403)
        return None

    def _is_own(self, address: str) -> bool:
        try:
            parts = urlsplit(address)
            return parts.hostname in OWN_NAMES and (parts.port or 80) == self._port
        except ValueError:
            return False

    def _is_foreign(self, headers: Headers) -> bool:
        origin = headers.get("origin")
        return headers.get("sec-fetch-site") == "cross-site" or (origin is not None and not self._is_own(origin))
