"""The progress of a stack's change: its events as they come, failures in plain words, and the end."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from infra.deployment.failure_reasons import explained

if TYPE_CHECKING:
    from mypy_boto3_cloudformation import CloudFormationClient
    from mypy_boto3_cloudformation.type_defs import StackEventTypeDef

LOOK_EVERY = 2.0  # seconds
PATIENCE = 3600.0  # seconds for a deployment
CONSEQUENCES = ("cancelled", "The following resource(s) failed")
"""The beginnings of reasons that only tell of another failure."""


@dataclass(frozen=True)
class Step:
    """A resource that is done, or failed: with the reason, and the next step in plain words."""

    name: str
    kind: str
    status: str
    reason: str = ""

    @property
    def failed(self) -> bool:
        """True for a failure that is no consequence of another one."""
        return self.status.endswith("_FAILED") and not any(one in self.reason for one in CONSEQUENCES)

    @property
    def told(self) -> str:
        """The step as a line."""
        if self.failed:
            return f"{self.name} ({self.kind}) failed: {explained(self.reason)}"
        return f"{self.name} ({self.kind}): {self.status.lower().replace('_', ' ')}"


def status_of(stack: str, cloudformation: "CloudFormationClient") -> str | None:
    """The status of a stack; None if there is no such stack."""
    try:
        return str(cloudformation.describe_stacks(StackName=stack)["Stacks"][0]["StackStatus"])
    except ClientError as error:
        if "does not exist" in str(error):
            return None
        raise


def last_event(stack: str, cloudformation: "CloudFormationClient") -> str:
    """The id of the newest event of a stack; "" if there is none."""
    return next((event["EventId"] for event in _newest_first(stack, cloudformation)), "")


def steps_since(event: str, stack: str, cloudformation: "CloudFormationClient") -> Iterator[Step]:
    """The steps after an event, as they come, until the change has ended; after an hour they end too."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        ended = not str(status_of(stack, cloudformation)).endswith("_IN_PROGRESS")
        new = _after(event, stack, cloudformation)
        event = new[-1]["EventId"] if new else event
        yield from (step for one in new if (step := _step(one, stack)))
        if ended:
            return
        time.sleep(LOOK_EVERY)


def _newest_first(stack: str, cloudformation: "CloudFormationClient") -> Iterator["StackEventTypeDef"]:
    try:
        for page in cloudformation.get_paginator("describe_stack_events").paginate(StackName=stack):
            yield from page["StackEvents"]
    except ClientError as error:
        if "does not exist" not in str(error):
            raise


def _after(event: str, stack: str, cloudformation: "CloudFormationClient") -> list["StackEventTypeDef"]:
    """The events after an event, oldest first."""
    new: list[StackEventTypeDef] = []
    for one in _newest_first(stack, cloudformation):
        if one["EventId"] == event:
            break
        new.append(one)
    return new[::-1]


def _step(event: "StackEventTypeDef", stack: str) -> Step | None:
    """The step that an event tells of; None for one of the stack itself, or of a beginning."""
    status = event.get("ResourceStatus", "")
    name = event.get("LogicalResourceId", "")
    if name == stack or not status.endswith(("_COMPLETE", "_FAILED")):
        return None
    return Step(name, event.get("ResourceType", ""), status, event.get("ResourceStatusReason", ""))
