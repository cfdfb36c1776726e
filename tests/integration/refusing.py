"""An SES that refuses some mails, in front of moto's."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders
from botocore.exceptions import ConnectionClosedError

from kuultu.gateways.clients import client
from tests.integration.post_office import REJECTED

NEVER_TAKEN = "?"
"""The kind, in the mailbox, of a mail that was refused: moto keeps it, and our ledger knows no message id."""


class Refusals:
    """The kind of mail that SES refuses now (the beginning of its label; None for no mail), and how often it has."""

    def __init__(self) -> None:
        self.kind: str | None = None
        self.answer, self.refused = REJECTED, 0

    def of_kind(self, kind: str, answer: tuple[int, str] = REJECTED) -> None:
        """Refuse mails of a kind from now on; with an answer of status 0, say nothing."""
        self.kind, self.answer = kind, answer

    def end(self) -> None:
        """Take every mail again."""
        self.kind = None

    def before_send(self, request: Any, **_: object) -> AWSResponse | None:  # noqa: ANN401 - botocore's
        """The refusal of a request, or None to let it pass."""
        if self.kind is None or not _label(request).startswith(self.kind):
            return None
        self.refused += 1
        status, code = self.answer
        code, _, message = code.partition(": ")
        if not status:
            raise ConnectionClosedError(endpoint_url=request.url)
        return AWSResponse(request.url, status, HTTPHeaders.from_dict({"x-amzn-ErrorType": code}), _Body(code, message))


class _Body:
    """The body of a refusal, as botocore reads it."""

    def __init__(self, code: str, message: str) -> None:
        self.content = json.dumps({"__type": code, "message": message or "no"}).encode()

    def stream(self) -> Iterator[bytes]:
        yield self.content


def _label(request: Any) -> str:  # noqa: ANN401 - botocore's
    headers = json.loads(request.body)["Content"]["Simple"]["Headers"]
    return next(str(header["Value"]) for header in headers if header["Name"] == "X-Kuultu-Mail")


@contextmanager
def refusing() -> Iterator[Refusals]:
    """Refusals for a while."""
    refusals, hooks = Refusals(), client("sesv2", attempts=1).meta.events
    hooks.register_first("before-send", refusals.before_send)
    yield refusals
    hooks.unregister("before-send", refusals.before_send)
