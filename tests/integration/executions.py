"""The executions that moto's Step Functions has under way."""

import json
from typing import Any

from tests.integration.moto_backends import backend


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


def end(name: str, status: str = "SUCCEEDED") -> None:
    """Let an execution come to its end."""
    next(execution for execution in _machine().executions if execution.name == name).status = status


def forget_all() -> None:
    """What Step Functions does 90 days after an execution closed: its name can be used again."""
    _machine().executions.clear()
