"""Times in which the stack behind the front door cannot answer: visitors are asked to come back in a few seconds."""

from collections.abc import Callable

import httpcore
from botocore.exceptions import BotoCoreError, ClientError
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from infra.local.front_door.pages import language_of, page

SECONDS_TO_COME_BACK = 5
LOOKING = {"GET", "HEAD", "OPTIONS"}
EMULATOR_AWAY = (BotoCoreError, ClientError)
NO_ANSWER = (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException, *EMULATOR_AWAY)


class Outage:
    """An ASGI application in front of another: 503 while the emulator does not answer or the disk is full."""

    def __init__(self, app: ASGIApp, disk_is_full: Callable[[], bool]) -> None:
        """Take note of the application, and of the way to look at the disk."""
        self._app, self._disk_is_full = app, disk_is_full

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, or answer 503; a visitor who hangs up gets no answer, and leaves no trace."""
        if scope["type"] == "http" and scope["method"] not in LOOKING and self._disk_is_full():
            await come_back(Request(scope))(scope, receive, send)
            return
        begun = Begun(send)
        try:
            await self._app(scope, receive, begun.send)
        except ClientDisconnect:
            return
        except NO_ANSWER:
            if not begun.has_begun:
                await come_back(Request(scope))(scope, receive, send)


class Begun:
    """The way to send an answer, with a note of whether the answer has begun."""

    def __init__(self, send: Send) -> None:
        """Take note of the way."""
        self._send = send
        self.has_begun = False

    async def send(self, message: Message) -> None:
        """Send a part of the answer."""
        self.has_begun = True
        await self._send(message)


def come_back(request: Request, _: Exception | None = None) -> Response:
    """The answer 503 with ``Retry-After``: a page for browsers, a problem (RFC 9457) for programs."""
    if "text/html" in request.headers.get("accept", ""):
        answer: Response = page("outage", language_of(request), seconds=SECONDS_TO_COME_BACK)
        answer.status_code = 503
    else:
        detail = f"Kuultu cannot answer at this moment. Try again in {SECONDS_TO_COME_BACK} seconds."
        problem = {"type": "about:blank", "title": "Service Unavailable", "status": 503, "detail": detail}
        answer = JSONResponse(problem, 503, media_type="application/problem+json")
        answer.headers["access-control-allow-origin"] = "*"
    answer.headers["cache-control"] = "no-store"
    answer.headers["retry-after"] = str(SECONDS_TO_COME_BACK)
    return answer
