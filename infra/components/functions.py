"""The Lambdas, each with its own bundle, log group, and role with the Lambda's line of the grants table."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from aws_cdk import Duration, RemovalPolicy
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from constructs import Construct

from infra.components.grants import GRANTS, GRANTS_POLICY, Reach


@dataclass(frozen=True)
class Size:
    """The time limit (seconds) and the memory (MiB) of a Lambda; processor time grows with memory."""

    seconds: int = 10
    memory: int = 512


SIZES = {
    "intake": Size(memory=1024),
    "survey_pages": Size(memory=1024),
    "survey_forms": Size(memory=1024),
    "link_pages": Size(),
    "link_actions": Size(seconds=25),
    "console_pages": Size(memory=1024),
    "console_actions": Size(seconds=25),
    "sign_in_mails": Size(),
    "case_steps": Size(seconds=30),
    "response_stream": Size(seconds=30),
    "mail_events": Size(seconds=30),
    "sweep": Size(seconds=840, memory=1769),
}


ASKING_ON = {"sweep"}
"""Lambdas that call themselves for what they had no time for; Lambda would stop a chain of 16 calls as a fault."""


class Functions(Construct):
    """All Lambdas, by name."""

    def __init__(
        self,
        scope: Construct,
        name: str,
        bundles: Mapping[str, Path],
        environment: Mapping[str, str],
        resources: Mapping[str, Reach],
    ) -> None:
        """Make the Lambdas; ``resources`` holds the ARNs behind each word of the grants table."""
        super().__init__(scope, name)
        self._resources = resources
        self.all = {one: self._function(one, bundles[one], environment) for one in GRANTS}

    def _function(self, name: str, bundle: Path, environment: Mapping[str, str]) -> lambda_.Function:
        log_group = logs.LogGroup(
            self, f"{name}-log", retention=logs.RetentionDays.ONE_MONTH, removal_policy=RemovalPolicy.DESTROY
        )
        function = lambda_.Function(
            self,
            name,
            runtime=lambda_.Runtime.PYTHON_3_13,
            architecture=lambda_.Architecture.ARM_64,
            code=lambda_.Code.from_asset(str(bundle)),
            handler=f"{name}.handler.handle",
            role=self._role(name, log_group),
            log_group=log_group,
            timeout=Duration.seconds(SIZES[name].seconds),
            memory_size=SIZES[name].memory,
            environment={**environment, "POWERTOOLS_SERVICE_NAME": name},
        )
        if name in ASKING_ON:
            cfn_function: lambda_.CfnFunction = function.node.default_child  # type: ignore[assignment]
            cfn_function.recursive_loop = "Allow"
        return function

    def _role(self, name: str, log_group: logs.LogGroup) -> iam.IRole:
        """A role with the grants of the table and writing to the Lambda's own log; constructs cannot add to it."""
        role = iam.Role(
            self,
            f"{name}-role",
            assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"),
            inline_policies={GRANTS_POLICY: iam.PolicyDocument(statements=self._statements(name, log_group))},
        )
        return role.without_policy_updates()

    def _statements(self, name: str, log_group: logs.LogGroup) -> list[iam.PolicyStatement]:
        log = iam.PolicyStatement(
            actions=["logs:CreateLogStream", "logs:PutLogEvents"], resources=[log_group.log_group_arn]
        )
        granted = [statement(actions, self._resources[what]) for what, actions in GRANTS[name]]
        return [*granted, log]


def statement(actions: str, reach: Reach) -> iam.PolicyStatement:
    """One line of the grants table as a policy statement."""
    return iam.PolicyStatement(actions=actions.split(), resources=list(reach.arns), conditions=dict(reach.conditions))
