"""The meter: what each call of the real handlers takes of AWS, by the names in the table of prices."""

import logging
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

import pytest

from infra.components.functions import SIZES
from kuultu.observability import logger
from tests.integration.moto_backends import rows
from tests.integration.stream import record
from tests.integration.wire import Wire
from tests.simulation.partitions import Traffic, recorded

SECONDS_A_CALL = 0.010
"""Assumed: the time of a call to AWS within the region, with our code around it; DynamoDB answers in 5 ms."""

SECONDS_BESIDES = 0.010
"""Assumed: the time of an invocation beside its calls."""

PLATFORM_LINES, ACCESS_LINE = 350, 250
"""Bytes of the lines that Lambda writes about each call, and API Gateway about each request."""

EVENTS_OF_A_MAIL = ("Send", "Delivery")
"""What SES tells of a mail that arrives."""

OF_SQS = {"ReceiveMessage", "DeleteMessage", "SendMessage"}


@dataclass
class Meter:
    """Counts by the names of prices, since the meter was made."""

    wire: Wire
    traffic: Traffic
    counts: Counter[str] = field(default_factory=Counter)
    told: set[str] = field(default_factory=set)
    streamed: int = 0

    @contextmanager
    def invocation(self, name: str, *, by_request: bool = False) -> Iterator[None]:
        """A call of a Lambda, asked for by an HTTP request or by AWS itself."""
        calls, log = len(self.wire.sent), StringIO()
        handler: logging.StreamHandler[Any] = logger().registered_handler  # type: ignore[assignment]
        former = handler.setStream(log)
        try:
            with redirect_stdout(log):
                yield
        finally:
            handler.setStream(former)
        seconds = SECONDS_BESIDES + SECONDS_A_CALL * (len(self.wire.sent) - calls)
        self.counts["invocations"] += 1
        self.counts["compute"] += seconds * SIZES[name].memory / 1024  # type: ignore[assignment]
        self.counts["logs"] += len(log.getvalue()) + PLATFORM_LINES + by_request * ACCESS_LINE
        self.counts["requests"] += by_request

    def follows(self) -> None:
        """What AWS calls by itself after that: the stream of responses, and the events of mails."""
        from mail_events.handler import handle as note
        from response_stream.handler import handle as begin

        while self.streamed < len(self._changed()):
            response_id = self._changed()[self.streamed]
            self.streamed += 1
            if any(row["response_id"] == response_id and "attention" in row for row in rows("responses")):
                with self.invocation("response_stream"):
                    begin({"Records": [record(response_id)]}, None)
        for row in rows("mails"):
            if row.get("message_id") and row["mail_id"] not in self.told:
                self.told.add(row["mail_id"])
                for kind in EVENTS_OF_A_MAIL:
                    with self.invocation("mail_events"):
                        note({"detail": {"eventType": kind, "mail": {"tags": {"mail_id": [row["mail_id"]]}}}}, None)

    def _changed(self) -> list[str]:
        return [use.key for use in self.traffic.uses if use.where == "responses" and use.writes]

    def reading(self) -> Counter[str]:
        """All counts until now."""
        counts = self.counts.copy()
        for use in self.traffic.uses:
            counts["writes"] += use.writes  # type: ignore[assignment]
            counts["reads"] += use.reads  # type: ignore[assignment]
        counts["mails"] = self.wire.sent.count("SendEmail")
        counts["messages"] = sum(operation in OF_SQS for operation in self.wire.sent)
        return counts

    def of(self, happens: Callable[[], None]) -> Counter[str]:
        """What something takes, with what follows from it."""
        before = self.reading()
        happens()
        self.follows()
        after = self.reading()
        after.subtract(before)
        return after


@pytest.fixture
def meter(wire: Wire) -> Iterator[Meter]:
    """A meter that runs."""
    with recorded() as traffic:
        yield Meter(wire, traffic)
