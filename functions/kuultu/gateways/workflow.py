"""Step Functions: start, answer, look and stop; the record decides, so a late call is no error."""

import json
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from kuultu.gateways.clients import client
from kuultu.settings import settings

ATTEMPTS = 3


def start(name: str, data: Mapping[str, object]) -> None:
    """Start an execution under a name; an earlier execution under the same name is enough."""
    machine = settings().state_machine_arn
    try:
        _states().start_execution(stateMachineArn=machine, name=name, input=json.dumps(data))
    except ClientError as error:
        if _code(error) != "ExecutionAlreadyExists":
            raise


def send_task_success(callback: str, data: Mapping[str, object]) -> None:
    """Complete the callback of a waiting step; a step that waits no longer has gone on from the record."""
    try:
        _states().send_task_success(taskToken=callback, output=json.dumps(data))
    except ClientError as error:
        if _code(error) not in {"TaskTimedOut", "TaskDoesNotExist", "InvalidToken"}:
            raise


def is_running(name: str) -> bool:
    """True if an execution under the name is under way."""
    try:
        found = _states().describe_execution(executionArn=_execution_arn(name))
    except ClientError as error:
        if _code(error) != "ExecutionDoesNotExist":
            raise
        return False
    return bool(found["status"] == "RUNNING")


def stop(name: str, reason: str) -> None:
    """Stop an execution; a missing execution, or one that has ended, is no error."""
    try:
        _states().stop_execution(executionArn=_execution_arn(name), error="Superseded", cause=reason)
    except ClientError as error:
        if _code(error) not in {"ExecutionDoesNotExist", "ValidationException"}:
            raise


def _states() -> Any:  # noqa: ANN401 - botocore makes its classes at run time
    return client("stepfunctions", ATTEMPTS)


def _execution_arn(name: str) -> str:
    return settings().state_machine_arn.replace(":stateMachine:", ":execution:") + f":{name}"


def _code(error: ClientError) -> str:
    return str(error.response["Error"]["Code"])
