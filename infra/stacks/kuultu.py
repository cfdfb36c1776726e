"""The stack of Kuultu for an organisation, put together from components."""

from collections.abc import Mapping
from pathlib import Path

from aws_cdk import ArnFormat, CfnOutput, CfnParameter, IStackSynthesizer, RemovalPolicy, Stack
from aws_cdk.aws_lambda import Function
from constructs import Construct

from infra.components.alarms import Alarms, Watched
from infra.components.api import Api
from infra.components.dashboard import Dashboard
from infra.components.edge import Edge, secret
from infra.components.ended_executions import EndedExecutions
from infra.components.functions import Functions
from infra.components.grants import Reach
from infra.components.schedule import Schedule
from infra.components.ses import MailSending
from infra.components.stream import ResponseStream
from infra.components.tables import Tables
from infra.components.workflow import Workflow
from infra.deployment_stages import PUBLIC_URL, DeploymentStage, parameter

READ_MARK = {"ForAllValues:StringEquals": {"dynamodb:Attributes": ["response_id", "listed"]}}
"""The mark that an answer was read: nothing else of a response can be changed by whoever looks at it."""

ABSENCES = {"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": ["#absences"]}}
"""The partition of the cases' table that says who is away, and nothing of a case (kuultu.store.absences)."""


class KuultuStack(Stack):
    """Tables, Lambdas, HTTP API, workflow, mail, sweep and alarms."""

    def __init__(
        self,
        scope: Construct,
        stage: DeploymentStage,
        bundles: Mapping[str, Path],
        synthesizer: IStackSynthesizer | None = None,
    ) -> None:
        """Put together the stack of a deployment stage, with the bundles of the Lambdas by name."""
        told = "Kuultu: no unhappy customer is left unheard."
        super().__init__(scope, stage.stack_name, description=told, synthesizer=synthesizer)
        self.termination_protection = not stage.is_local
        self._stage = stage
        removal = RemovalPolicy.DESTROY if stage.is_local else RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
        self._tables = Tables(self, "tables", removal)
        self._api = Api(self, "api", stage)
        self._workflow = Workflow(self, "workflow")
        self._ended = EndedExecutions(self, "ended-executions", self._workflow.arn, is_local=stage.is_local)
        self._mail = MailSending(self, "mail", stage)
        self._stream = ResponseStream(self, "stream")
        self._schedule = Schedule(self, "schedule")
        functions = Functions(self, "functions", bundles, self._environment(), self._resources()).all
        self._connect(functions)
        self._tell()

    def _connect(self, functions: Mapping[str, Function]) -> None:
        self._api.route(functions)
        if self._stage.domain:
            Edge(self, "edge", self._stage, self._api.http)
        functions["console_actions"].add_environment("SIGN_IN_MAILS", functions["sign_in_mails"].function_name)
        self._stream.lead(self._tables.all["responses"], functions["response_stream"])
        self._mail.report(functions["mail_events"])
        self._schedule.start(functions["sweep"])
        machine = self._workflow.call(functions["case_steps"])
        queues = {
            "lost-responses": self._stream.lost,
            "undelivered-mail-events": self._mail.undelivered,
            "missed-sweeps": self._schedule.missed,
        }
        self._watch(Watched(self._api.http, queues, functions, machine))

    def _watch(self, watched: Watched) -> None:
        """Alarms, and outside the local run a dashboard; tell where an operator finds the parts of the stack."""
        name = self._stage.name
        alarms = Alarms(self, "alarms", name, self._stage.alarm_email)
        alarms.watch(watched)
        CfnOutput(self, "StateMachine", value=self._workflow.arn)
        CfnOutput(self, "SweepFunction", value=watched.functions["sweep"].function_name)
        CfnOutput(self, "AccessLog", value=self._api.log.log_group_name)
        if alarms.topic:
            CfnOutput(self, "AlarmTopic", value=alarms.topic.topic_arn)
            dashboard = Dashboard(self, "dashboard", name, watched, alarms.all)
            CfnOutput(self, "Dashboard", value=dashboard.page.dashboard_name)

    def _environment(self) -> dict[str, str]:
        """The environment variables of the Lambdas, as read by functions/kuultu/settings.py."""
        stage = self._stage
        tables = {f"{name.upper()}_TABLE": table.table_name for name, table in self._tables.all.items()}
        return {
            **tables,
            **{name.upper(): self._setting(name, value) for name, value in stage.numbers.items()},
            "STAGE": stage.name,
            "PUBLIC_URL": self._setting(PUBLIC_URL, stage.address or self._api.http.api_endpoint),
            "GATEWAY_URL": self._api.http.api_endpoint,
            **({"EDGE_SECRET": secret()} if stage.domain else {}),
            **stage.issuer,
            "SENDER": stage.sender,
            "LANGUAGES": ",".join(stage.languages),
            "ENDED_EXECUTIONS_QUEUE": self._ended.queue.queue_url,
            "STATE_MACHINE_ARN": self._workflow.arn,
            "CONFIGURATION_SET": self._mail.set_name,
            "LOG_LEVEL": "INFO",
            "POWERTOOLS_METRICS_NAMESPACE": "Kuultu",
            **({"TEST_ADDRESSES": "taken"} if stage.is_local else {}),
        }

    def _setting(self, name: str, value: str) -> str:
        """The value of a setting; in the template of the local run a parameter with this default."""
        if not self._stage.is_local:
            return value
        return CfnParameter(self, parameter(name), default=value).value_as_string

    def _resources(self) -> dict[str, Reach]:
        """The resources behind each word of the grants table."""
        tables = self._tables.all
        return {
            **{name: Reach((table.table_arn,)) for name, table in tables.items()},
            **{f"{name} index": Reach((f"{table.table_arn}/index/attention",)) for name, table in tables.items()},
            "responses list": Reach((f"{tables['responses'].table_arn}/index/listed",)),
            "cases list": Reach((f"{tables['cases'].table_arn}/index/listed",)),
            "looks by day": Reach((f"{tables['looks'].table_arn}/index/day",)),
            "absences": Reach((tables["cases"].table_arn,), ABSENCES),
            "read marks": Reach((tables["responses"].table_arn,), READ_MARK),
            "sign-in mails": Reach((self._function_arn("sign_in_mails"),)),
            "responses stream": Reach((str(tables["responses"].table_stream_arn),)),
            "every stream's name": Reach(("*",)),
            "mail": self._mail.reach,
            "workflow": Reach((self._workflow.arn,)),
            "tasks": Reach(("*",)),  # a task has no name but its token, which is a secret
            "executions": Reach((self._workflow.executions,)),
            "ended executions": Reach((self._ended.queue.queue_arn,)),
            "more sweeps": Reach((self._function_arn("sweep"),)),
            "lost responses": Reach((self._stream.lost.queue_arn,)),
            "undelivered mail events": Reach((self._mail.undelivered.queue_arn,)),
            "missed sweeps": Reach((self._schedule.missed.queue_arn,)),
        }

    def _function_arn(self, name: str) -> str:
        """The ARN of a Lambda, whose name CloudFormation completes: a role made before cannot wait for it."""
        name = f"{self.stack_name}-functions{name.replace('_', '')}*"
        return self.format_arn(
            service="lambda", resource="function", resource_name=name, arn_format=ArnFormat.COLON_RESOURCE_NAME
        )

    def _tell(self) -> None:
        CfnOutput(self, "ApiEndpoint", value=self._api.http.api_endpoint)
        for name, table in self._tables.all.items():
            CfnOutput(self, f"{name.capitalize()}Table", value=table.table_name)
