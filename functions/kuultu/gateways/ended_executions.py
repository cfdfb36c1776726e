"""SQS: the queue in which EventBridge leaves word of each execution that failed, ran out of time or was stopped."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kuultu.gateways.clients import client
from kuultu.observability import log_failure
from kuultu.settings import settings

ATTEMPTS = 3
MOST = 10
"""The largest number of messages in one answer of SQS."""


@dataclass(frozen=True)
class Ended:
    """Word of an execution that has ended: its name, "" for a message that cannot be read; and the message's handle."""

    name: str
    handle: str


def received() -> list[Ended]:
    """Up to ten messages, hidden from other readers for a while; empty when none is left, or without a queue."""
    queue = settings().ended_executions
    if not queue:
        return []
    answer = client("sqs", ATTEMPTS).receive_message(QueueUrl=queue, MaxNumberOfMessages=MOST)
    return [Ended(_name_in(message), message["ReceiptHandle"]) for message in answer.get("Messages", ())]


def forget(heard: Sequence[Ended]) -> None:
    """Delete messages that were seen to; a message that stays comes again, and changes nothing then."""
    for one in heard:
        client("sqs", ATTEMPTS).delete_message(QueueUrl=settings().ended_executions, ReceiptHandle=one.handle)


def _name_in(message: Any) -> str:  # noqa: ANN401 - as SQS gives it
    try:
        return str(json.loads(message["Body"])["detail"]["name"])
    except (ValueError, KeyError, TypeError) as error:
        log_failure("EndedExecutionUnreadable", error, message_id=str(message.get("MessageId", "")))
        return ""
