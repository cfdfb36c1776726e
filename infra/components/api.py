"""The HTTP API: the Lambda for each method and path, and the throttle of each route."""

import json
from collections.abc import Mapping, Sequence

from aws_cdk import RemovalPolicy, Stack
from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from aws_cdk.aws_apigatewayv2_integrations import HttpLambdaIntegration
from constructs import Construct

from infra.components.metrics import SERVICE, count_refused
from infra.deployment_stages import DeploymentStage

# Greedy: whatever a mail reader makes of a link is answered by a page. The emulator's greedy routes stop at a line
# break, its plain ones do not; AWS gets no plain ones.
LINKS, SURVEYS = "/l/{token+}", "/s/{survey_id+}"
CONSOLE = ("/console", "/console/{view+}")
RESPONSES = "/v1/surveys/{survey_id}/responses"
# Route keys, never paths: a path holds the token of a link.
ACCESS_LOG = {
    "requestId": "$context.requestId",
    "time": "$context.requestTimeEpoch",
    "routeKey": "$context.routeKey",
    "status": "$context.status",
    "latency": "$context.responseLatency",
    "error": "$context.integrationErrorMessage",
}


class Api(Construct):
    """The public address; requests to look at a page go to Lambdas that can only read."""

    def __init__(self, scope: Construct, name: str, stage: DeploymentStage) -> None:
        """Make the API without routes: the Lambdas, made later, need its address."""
        super().__init__(scope, name)
        self._settings = stage
        self._keys: list[str] = []
        self.http = apigateway.HttpApi(self, "http", api_name=Stack.of(self).stack_name, create_default_stage=False)
        # API Gateway asks for this prefix, lest the account's log policy grow too long.
        self.log = logs.LogGroup(
            self,
            "access-log",
            log_group_name=f"/aws/vendedlogs/apigateway/{Stack.of(self).stack_name}",
            retention=logs.RetentionDays.ONE_MONTH,
            removal_policy=RemovalPolicy.DESTROY,
        )
        count_refused(self.log)
        self.stage = self._stage()

    def _stage(self) -> apigateway.CfnStage:
        limit = apigateway.ThrottleSettings(
            rate_limit=self._settings.requests_per_second, burst_limit=self._settings.requests_at_once
        )
        stage = apigateway.HttpStage(
            self, "stage", http_api=self.http, stage_name="$default", auto_deploy=True, throttle=limit
        )
        raw = stage.node.default_child
        assert isinstance(raw, apigateway.CfnStage)  # noqa: S101 (for the type checker)
        raw.access_log_settings = apigateway.CfnStage.AccessLogSettingsProperty(
            destination_arn=self.log.log_group_arn,
            format=json.dumps({**ACCESS_LOG, "service": SERVICE, "stage": self._settings.name}),
        )
        return raw

    def route(self, functions: Mapping[str, lambda_.Function]) -> None:
        """Lead every method and path to its Lambda; paths without a route go to intake."""
        self._route_pages([LINKS], functions, shown_by="link_pages", taken_by="link_actions")
        self._route_pages([SURVEYS], functions, shown_by="survey_pages", taken_by="survey_forms")
        self._route_pages(CONSOLE, functions, shown_by="console_pages", taken_by="console_actions")
        intake = HttpLambdaIntegration("intake", functions["intake"])
        self._add(RESPONSES, [apigateway.HttpMethod.POST], intake)
        everything_else = apigateway.HttpRouteKey.DEFAULT
        route = apigateway.HttpRoute(
            self, "everything-else", http_api=self.http, route_key=everything_else, integration=intake
        )
        self._throttle_alone(route)

    def _route_pages(
        self, paths: Sequence[str], functions: Mapping[str, lambda_.Function], *, shown_by: str, taken_by: str
    ) -> None:
        """POST goes to the Lambda that may act, every other method to the Lambda that can only read."""
        shows = HttpLambdaIntegration(shown_by.replace("_", "-"), functions[shown_by])
        takes = HttpLambdaIntegration(taken_by.replace("_", "-"), functions[taken_by])
        method = apigateway.HttpMethod
        for one in sorted({*paths, *(path.replace("+", "") for path in paths)}) if self._settings.is_local else paths:
            self._add(one, [method.GET, method.HEAD, method.ANY], shows)
            self._add(one, [method.POST], takes)

    def _add(self, path: str, methods: list[apigateway.HttpMethod], to: HttpLambdaIntegration) -> None:
        for route in self.http.add_routes(path=path, methods=methods, integration=to):
            self._throttle_alone(route)

    def _throttle_alone(self, route: apigateway.HttpRoute) -> None:
        """Give a route a throttle of its own: a flood of answers then leaves the links of staff alone."""
        raw = route.node.default_child
        assert isinstance(raw, apigateway.CfnRoute)  # noqa: S101 (for the type checker)
        self._keys.append(raw.route_key)
        self.stage.add_resource_dependency(raw)
        limit = {
            "ThrottlingRateLimit": self._settings.requests_per_second,
            "ThrottlingBurstLimit": self._settings.requests_at_once,
        }
        self.stage.route_settings = {key: limit for key in self._keys}
