"""A change set: the changes of a stack that a template would make, to be shown before they are made."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from botocore.exceptions import ClientError

if TYPE_CHECKING:
    from mypy_boto3_cloudformation import CloudFormationClient
    from mypy_boto3_cloudformation.type_defs import ChangeTypeDef

LOOK_EVERY = 1.0  # seconds
PATIENCE = 300.0  # seconds for CloudFormation to compare
KEEPERS = {
    "AWS::DynamoDB::Table": "what customers have told",
    "AWS::StepFunctions::StateMachine": "the executions of all open cases",
    "AWS::ApiGatewayV2::Api": "the address in every mail and printed code",
    "AWS::SES::EmailIdentity": "the proof that the sender is yours",
}
"""The types of resources that hold something; its loss in a few words."""


class ChangeSetFailed(Exception):
    """A change set that CloudFormation could not make; the message is its reason."""


@dataclass(frozen=True)
class Change:
    """A change of one resource: `Add`, `Modify`, `Remove`, and whether it is replaced."""

    action: str
    kind: str
    name: str
    replaced: bool = False

    @property
    def loss(self) -> str:
        """The loss that comes with the change, in a few words; "" if it holds nothing, or stays."""
        return KEEPERS.get(self.kind, "") if self.replaced or self.action == "Remove" else ""


@dataclass(frozen=True)
class ChangeSet:
    """A change set by its id, with its changes; none if the stack is as the template says."""

    id: str
    stack: str
    changes: tuple[Change, ...]


def make_change_set(stack: str, template_url: str, new: bool, cloudformation: "CloudFormationClient") -> ChangeSet:
    """The changes that a template would make to a stack, new or there already; raises ChangeSetFailed."""
    kind: Literal["CREATE", "UPDATE"] = "CREATE" if new else "UPDATE"
    made = cloudformation.create_change_set(
        StackName=stack,
        ChangeSetName=f"kuultu-{time.time_ns()}",
        ChangeSetType=kind,
        TemplateURL=template_url,
        Capabilities=["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM"],
    )
    return _compared(made["Id"], stack, cloudformation)


def _compared(change_set: str, stack: str, cloudformation: "CloudFormationClient") -> ChangeSet:
    """The change set when CloudFormation has compared the template with the stack."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        seen = cloudformation.describe_change_set(ChangeSetName=change_set, StackName=stack)
        if seen["Status"] == "CREATE_COMPLETE":
            return ChangeSet(change_set, stack, tuple(_changes(change_set, stack, cloudformation)))
        if seen["Status"] == "FAILED":
            discard(ChangeSet(change_set, stack, ()), cloudformation)
            reason = seen.get("StatusReason", "")
            if re.search(r"didn't contain changes|No updates are to be performed", reason):
                return ChangeSet(change_set, stack, ())
            raise ChangeSetFailed(reason)
        time.sleep(LOOK_EVERY)
    raise ChangeSetFailed("CloudFormation has not compared the template within five minutes.")


def _changes(change_set: str, stack: str, cloudformation: "CloudFormationClient") -> Iterator[Change]:
    pages = cloudformation.get_paginator("describe_change_set").paginate(ChangeSetName=change_set, StackName=stack)
    for page in pages:
        yield from map(_change, page.get("Changes", ()))


def _change(told: "ChangeTypeDef") -> Change:
    resource = told.get("ResourceChange", {})
    replaced = resource.get("Replacement") == "True"
    return Change(
        resource.get("Action", ""), resource.get("ResourceType", ""), resource.get("LogicalResourceId", ""), replaced
    )


def discard(change_set: ChangeSet, cloudformation: "CloudFormationClient") -> None:
    """Delete a change set that will not be carried out; one that is gone already is as good."""
    try:
        cloudformation.delete_change_set(ChangeSetName=change_set.id, StackName=change_set.stack)
    except ClientError as error:
        if error.response["Error"]["Code"] not in {"ChangeSetNotFound", "ValidationError"}:
            raise


def execute(change_set: ChangeSet, cloudformation: "CloudFormationClient") -> None:
    """Begin to carry out a change set."""
    cloudformation.execute_change_set(ChangeSetName=change_set.id, StackName=change_set.stack)
