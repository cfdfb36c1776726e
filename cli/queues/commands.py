"""The commands of `kuultu queues`, a function each; messages that stay raise Failure."""

import argparse
import json
from collections.abc import Iterator, Mapping
from typing import Any

import boto3
from botocore.config import Config

from cli.command_groups import Failure, Line
from cli.queues.failure_queues import QUEUES, Delivery, Drained, FailureQueue, Invoke, drain, waiting_in
from cli.stack_connection import connect
from infra.deployed_stack import DeployedStack, describe

PATIENCE = Config(read_timeout=900, retries={"total_max_attempts": 1})
"""A sweep may take a quarter of an hour, and is called once."""


def show(asked: argparse.Namespace) -> Iterator[Line]:
    """Tell how many messages wait in each failure queue."""
    stack, sqs = _stack(asked), boto3.client("sqs")
    for queue in QUEUES:
        number = waiting_in(stack.queue(queue.logical), sqs)
        text = f"{queue.name}: {f'{number} waiting ({queue.holds})' if number else 'empty'}"
        yield Line(text, {"queue": queue.name, "waiting": number})


def empty(asked: argparse.Namespace) -> Iterator[Line]:
    """See to every message of the failure queues, and tell what came of it; raises Failure if some stay."""
    stack, sqs = _stack(asked), boto3.client("sqs")
    delivery, stay = Delivery(calls_to(stack)), 0
    for queue in QUEUES:
        result = drain(queue, stack.queue(queue.logical), delivery, sqs)
        stay += result.stay
        facts = {"queue": queue.name, "done": result.done, "stay": result.stay, "reasons": list(result.reasons)}
        yield Line(_sentence(queue, result), facts)
    if stay:
        raise Failure("Some messages stay in their queues; the reasons are above. Mend them, and drain again.")


def calls_to(stack: DeployedStack) -> Invoke:
    """Calls of the Lambdas of a stack, one at a time, each waited for."""
    client = boto3.client("lambda", config=PATIENCE)

    def invoke(name: str, event: Mapping[str, Any]) -> str:
        answer = client.invoke(FunctionName=stack.function(name), Payload=json.dumps(event).encode())
        if "FunctionError" not in answer:
            return ""
        return str(json.loads(answer["Payload"].read()).get("errorType", "failed"))

    return invoke


def _stack(asked: argparse.Namespace) -> DeployedStack:
    return describe(connect(asked), boto3.client("cloudformation"))


def _sentence(queue: FailureQueue, result: Drained) -> str:
    if not result.done + result.stay:
        return f"{queue.name}: empty"
    stay = f", {result.stay} stay ({'; '.join(result.reasons)})" if result.stay else ""
    return f"{queue.name}: {result.done} seen to{stay}"
