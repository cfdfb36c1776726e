"""The commands of `kuultu queues`, a function each; what cannot be delivered raises Undelivered."""

import argparse
import json
from collections.abc import Callable, Mapping
from typing import Any

import boto3
from botocore.config import Config

from cli.queues.failure_queues import QUEUES, Delivery, Drained, FailureQueue, Invoke, drain, waiting_in
from cli.stack_connection import connect
from infra.deployed_stack import DeployedStack, describe
from infra.toolchain import say
from kuultu.errors import KuultuError

PATIENCE = Config(read_timeout=900, retries={"total_max_attempts": 1})
"""A sweep may take a quarter of an hour, and is called once."""


class Undelivered(KuultuError):
    """Messages stay in the queues."""

    detail = "Some messages stay in their queues; the reasons are above."


def show(asked: argparse.Namespace) -> None:
    """Print how many messages wait in each failure queue."""
    stack, sqs = _stack(asked), boto3.client("sqs")
    for queue in QUEUES:
        number = waiting_in(stack.queue(queue.logical), sqs)
        say(f"{queue.name}: {f'{number} waiting ({queue.holds})' if number else 'empty'}")


def empty(asked: argparse.Namespace) -> None:
    """See to every message of the failure queues, and print what came of it; raises Undelivered if some stay."""
    stack, sqs = _stack(asked), boto3.client("sqs")
    delivery = Delivery(calls_to(stack))
    drained = {queue: drain(queue, stack.queue(queue.logical), delivery, sqs) for queue in QUEUES}
    for queue, result in drained.items():
        say(_sentence(queue, result))
    if any(result.stay for result in drained.values()):
        raise Undelivered


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


COMMANDS: Mapping[str, Callable[[argparse.Namespace], None]] = {"list": show, "drain": empty}
