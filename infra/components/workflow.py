"""The state machine that takes a case through its handling; the story is in statemachines/."""

from aws_cdk import ArnFormat, RemovalPolicy, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from infra import state_machine


class Workflow(Construct):
    """A Standard workflow with a name known in advance: the Lambda in its steps needs the workflow's ARN."""

    def __init__(self, scope: Construct, name: str) -> None:
        """Settle the name and the ARNs; ``call`` makes the machine."""
        super().__init__(scope, name)
        self.name = f"{Stack.of(self).stack_name}-case-handling"
        self.arn = self._arn("stateMachine", self.name)
        self.executions = self._arn("execution", f"{self.name}:*")

    def _arn(self, kind: str, name: str) -> str:
        parts = {"service": "states", "resource": kind, "resource_name": name}
        return Stack.of(self).format_arn(**parts, arn_format=ArnFormat.COLON_RESOURCE_NAME)

    def call(self, case_steps: lambda_.Function) -> sfn.StateMachine:
        """Make the machine; every step calls the Lambda ``case_steps``."""
        return sfn.StateMachine(
            self,
            "machine",
            state_machine_name=self.name,
            state_machine_type=sfn.StateMachineType.STANDARD,
            definition_body=sfn.DefinitionBody.from_string(state_machine.text()),
            definition_substitutions={"CaseStepsArn": case_steps.function_arn},
            role=self._role(case_steps),
            logs=sfn.LogOptions(destination=self._log(), level=sfn.LogLevel.ALL, include_execution_data=False),
        )

    def _role(self, case_steps: lambda_.Function) -> iam.Role:
        allowed = iam.PolicyStatement(actions=["lambda:InvokeFunction"], resources=[case_steps.function_arn])
        return iam.Role(
            self,
            "role",
            assumed_by=iam.ServicePrincipal("states.amazonaws.com"),
            inline_policies={"steps": iam.PolicyDocument(statements=[allowed])},
        )

    def _log(self) -> logs.LogGroup:
        # Step Functions asks for this prefix, lest the account's log policy grow too long.
        return logs.LogGroup(
            self,
            "log",
            log_group_name=f"/aws/vendedlogs/states/{self.name}",
            retention=logs.RetentionDays.ONE_MONTH,
            removal_policy=RemovalPolicy.DESTROY,
        )
