"""The executions that moto's Step Functions has under way."""

import json
from typing import Any

import boto3

from tests.conftest import ENVIRONMENT
from tests.integration.moto_backends import backend, ended_executions


def _machine() -> Any:  # noqa: ANN401 - moto's
    return backend("stepfunctions").state_machines[0]


def executions() -> list[str]:
    """Names of all executions, running or not, in the order in which they began."""
    return [execution.name for execution in _machine().executions]


def running() -> list[str]:
    """Names of the executions that are under way."""
    return [execution.name for execution in _machine().executions if execution.status == "RUNNING"]


def inputs() -> list[str]:
    """What each execution began with, as it was sent."""
    return [execution.execution_input for execution in _machine().executions]


def case_of(name: str) -> str:
    """The case that an execution carries."""
    (execution,) = [one for one in _machine().executions if one.name == name]
    return str(json.loads(execution.execution_input)["case_id"])


HEARD_OF = {"FAILED", "TIMED_OUT", "ABORTED"}
"""The ends of which EventBridge leaves word in the queue, by the rule of the stack."""


def end(name: str, status: str = "SUCCEEDED") -> None:
    """Let an execution come to its end, and let EventBridge tell of it as the rule of the stack says."""
    next(execution for execution in _machine().executions if execution.name == name).status = status
    if status in HEARD_OF:
        tells(json.dumps({"detail-type": "Step Functions Execution Status Change", "detail": {"name": name}}))


def tells(message: str) -> None:
    """Leave a message in the queue of ended executions."""
    boto3.client("sqs").send_message(QueueUrl=ENVIRONMENT["ENDED_EXECUTIONS_QUEUE"], MessageBody=message)


def untold() -> int:
    """The number of messages in the queue."""
    return len(ended_executions()._messages)


def forget_all() -> None:
    """What Step Functions does 90 days after an execution closed: its name can be used again."""
    _machine().executions.clear()
