"""A post office on this machine: HTTP in place of SES, because moto stubs above the level where mail is lost."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from kuultu.domain.mail.mail import Letter, Mail, MailKind

TAKEN = (200, "")
THROTTLED = (429, "TooManyRequestsException")
REJECTED = (400, "MessageRejected")
PAUSED = (400, "SendingPausedException")
UNVERIFIED = (400, "MessageRejected: Email address is not verified.")
"""Code and message; other answers say no more than the code."""

FAILED = (500, "InternalFailure")
UNAVAILABLE = (503, "ServiceUnavailable")
HUNG_UP = (0, "")
"""It takes the mail and closes the connection before it has said so."""


MAIL = Mail("a" * 26, 1, MailKind.THANKS)
LETTER = Letter("aino@example.com", "Kiitos, että kerroit", "Hei!", "<p>Hei!</p>")


class PostOffice(ThreadingHTTPServer):
    """Takes POSTs, and answers them as it was told to; when it was told nothing more, it takes the mail."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Counter)
        self.posted: list[dict[str, Any]] = []
        self.answers: list[tuple[int, str]] = []
        self.port = self.server_port
        self.keeping = False

    def redirect(self, request: Any, **_: object) -> None:  # noqa: ANN401 - botocore's
        """Send a request here that was meant for SES; botocore sends it itself, with all that may happen on the way."""
        request.url = f"http://127.0.0.1:{self.port}/v2/email/outbound-emails"

    def will_answer(self, *answers: tuple[int, str]) -> None:
        """What to answer next."""
        self.answers = list(answers)

    def keeps_connections(self) -> None:
        """Keep connections from now on, and drop each that is used again: so it goes when Lambda sleeps in between."""
        self.keeping = True

    @property
    def letter(self) -> dict[str, Any]:
        """The newest mail: subject, body and headers."""
        return dict(self.posted[-1]["Content"]["Simple"])


class _Counter(BaseHTTPRequestHandler):
    server: PostOffice
    taken = 0

    def setup(self) -> None:
        """Speak HTTP/1.1 if connections are kept."""
        self.protocol_version = "HTTP/1.1" if self.server.keeping else "HTTP/1.0"
        super().setup()

    def do_POST(self) -> None:
        self.taken += 1
        if self.taken > 1:
            self.close_connection = True
            return
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.posted.append(json.loads(body))
        status, code = self.server.answers.pop(0) if self.server.answers else TAKEN
        if status:
            self._answer(status, code)
        self.close_connection = self.close_connection or not self.server.keeping

    def _answer(self, status: int, code: str) -> None:
        number = len(self.server.posted)
        code, _, message = code.partition(": ")
        content = {"__type": code, "message": message or "no"} if code else {"MessageId": f"message-{number}"}
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        if code:
            self.send_header("x-amzn-ErrorType", code)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def open_post_office() -> Iterator[PostOffice]:
    """A post office for a while."""
    office = PostOffice()
    thread = Thread(target=office.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield office
    office.shutdown()
    office.server_close()
    thread.join()
