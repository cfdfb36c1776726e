"""The failure queues of a stack: their messages, and the Lambda to which each message belongs."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import islice
from typing import Any

from kuultu.store import responses
from kuultu.store.open_items import open_items
from kuultu.store.sweep_marks import sweep_marks

HIDDEN = 900
"""Seconds for which a message is kept from others while it is seen to: as long as a sweep may take."""

LISTENING = 1
"""Seconds of listening for messages, so that SQS asks all its servers."""

MOST = 1000
LONGEST_PAUSE = timedelta(days=1)
RECENT = timedelta(minutes=5)
"""The age up to which a response may simply not have been begun yet."""
"""Responses that are looked at; the longest waiting come first."""

Invoke = Callable[[str, Mapping[str, Any]], str]
"""Calls a Lambda by its name with an event; returns the class of its error, "" for none."""


@dataclass(frozen=True)
class FailureQueue:
    """A queue by its name in alarms, with the beginning of its logical id in the stack."""

    name: str
    logical: str
    holds: str


LOST = FailureQueue("lost-responses", "streamlost", "batches of new responses")
EVENTS = FailureQueue("undelivered-mail-events", "mailundelivered", "events of mails")
SWEEPS = FailureQueue("missed-sweeps", "schedulemissed", "starts of the sweep")
QUEUES = (LOST, EVENTS, SWEEPS)


@dataclass(frozen=True)
class Drained:
    """The numbers of messages that were seen to and that stay, with the reasons."""

    done: int
    stay: int
    reasons: tuple[str, ...] = ()


class Delivery:
    """Second ways for the messages of a stack; a sweep, if one is due, runs once for all of them."""

    def __init__(self, invoke: Invoke) -> None:
        """Take note of how Lambdas are called."""
        self._invoke = invoke
        self._sweep = cache(lambda: invoke("sweep", {}))

    def failure_of(self, queue: FailureQueue, body: str) -> str:
        """See to a message; returns the reason why it stays, "" if it was seen to."""
        if queue is EVENTS:
            failed = self._invoke("mail_events", event_in(body))
            return f"mail_events: {failed}" if failed else ""
        if self._sweep():
            return f"sweep: {self._sweep()}"
        if queue is LOST and _waits_for_its_beginning():
            return "responses still wait for their handling, see the logs of sweep"
        return ""


def _waits_for_its_beginning() -> bool:
    """True if a response that came long ago has no execution; the sweep puts it off for a day at most."""
    now = datetime.now(UTC)
    waiting = islice(open_items("responses", sweep_marks().shards, now + LONGEST_PAUSE), MOST)
    found = (responses.find(key[0]) for key, _ in waiting)
    return any(one and not (one.execution or one.rests(now)) and one.received_at < now - RECENT for one in found)


def event_in(body: str) -> Mapping[str, Any]:
    """The event in a message: as EventBridge could not hand it over, or as a Lambda failed at it."""
    told: Mapping[str, Any] = json.loads(body)
    event: Mapping[str, Any] = told.get("requestPayload", told)
    return event


def waiting_in(url: str, sqs: Any) -> int:  # noqa: ANN401 - boto3 makes its classes at run time
    """The number of messages in a queue, as far as SQS knows."""
    counted = ("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible")
    told = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=list(counted))["Attributes"]
    return sum(int(told[name]) for name in counted)


def drain(queue: FailureQueue, url: str, delivery: Delivery, sqs: Any) -> Drained:  # noqa: ANN401 - as above
    """See to each message of a queue and delete it; a message that fails is there again for the next time."""
    done, failed = 0, {}
    for message in _messages(url, sqs):
        reason = delivery.failure_of(queue, message["Body"])
        if reason:
            failed[message["ReceiptHandle"]] = reason
        else:
            sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
            done += 1
    for handle in failed:
        sqs.change_message_visibility(QueueUrl=url, ReceiptHandle=handle, VisibilityTimeout=0)
    return Drained(done, len(failed), tuple(dict.fromkeys(failed.values())))


def _messages(url: str, sqs: Any) -> Iterator[Mapping[str, str]]:  # noqa: ANN401 - as above
    """The messages of a queue, each once, until there are no more."""
    while found := sqs.receive_message(
        QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=HIDDEN, WaitTimeSeconds=LISTENING
    ).get("Messages"):
        yield from found
