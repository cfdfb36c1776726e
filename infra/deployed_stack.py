"""A deployed stack: its outputs, and its resources by their physical names."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_cloudformation import CloudFormationClient


@dataclass(frozen=True)
class DeployedStack:
    """The outputs of a stack by name, and the physical ids of its resources by type and logical id."""

    name: str
    outputs: Mapping[str, str]
    resources: Mapping[str, Mapping[str, str]]

    def function(self, name: str) -> str:
        """The physical name of a Lambda."""
        return self._physical("AWS::Lambda::Function", f"functions{name}")

    def role(self, name: str) -> str:
        """The physical name of a Lambda's role."""
        return self._physical("AWS::IAM::Role", f"functions{name}role")

    def table(self, name: str) -> str:
        """The physical name of a table."""
        return self.outputs[f"{name.capitalize()}Table"]

    def queue(self, start: str) -> str:
        """The URL of a queue, by the beginning of its logical id."""
        return self._physical("AWS::SQS::Queue", start)

    @property
    def api_id(self) -> str:
        """The id of the HTTP API."""
        return self._physical("AWS::ApiGatewayV2::Api", "api")

    def _physical(self, kind: str, start: str) -> str:
        plain = start.replace("_", "")
        return next(physical for logical, physical in self.resources[kind].items() if logical.startswith(plain))


def describe(stack: str, cloudformation: "CloudFormationClient") -> DeployedStack:
    """The deployed stack of a name."""
    outputs = cloudformation.describe_stacks(StackName=stack)["Stacks"][0].get("Outputs", [])
    resources: dict[str, dict[str, str]] = {}
    for page in cloudformation.get_paginator("list_stack_resources").paginate(StackName=stack):
        for one in page["StackResourceSummaries"]:
            resources.setdefault(one["ResourceType"], {})[one["LogicalResourceId"]] = one["PhysicalResourceId"]
    return DeployedStack(stack, {one["OutputKey"]: one["OutputValue"] for one in outputs}, resources)
