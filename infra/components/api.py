"""The HTTP API: the Lambda for each method and path."""

import json
from collections.abc import Mapping

from aws_cdk import RemovalPolicy, Stack
from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from aws_cdk.aws_apigatewayv2_integrations import HttpLambdaIntegration
from constructs import Construct

# Greedy too: whatever a mail reader makes of a link is answered by a page. (The emulator's greedy ones stop at a line
# break, the plain ones do not.)
LINKS = ("/l/{token}", "/l/{token+}")
SURVEYS = ("/s/{survey_id}", "/s/{survey_id+}")
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

    def __init__(self, scope: Construct, name: str) -> None:
        """Make the API without routes: the Lambdas, made later, need its address."""
        super().__init__(scope, name)
        self.http = apigateway.HttpApi(self, "http", api_name=Stack.of(self).stack_name, create_default_stage=False)
        self.log = logs.LogGroup(
            self, "access-log", retention=logs.RetentionDays.ONE_MONTH, removal_policy=RemovalPolicy.DESTROY
        )
        self.stage = self._stage()

    def _stage(self) -> apigateway.HttpStage:
        stage = apigateway.HttpStage(
            self,
            "stage",
            http_api=self.http,
            stage_name="$default",
            auto_deploy=True,
            throttle=apigateway.ThrottleSettings(rate_limit=100, burst_limit=200),
        )
        raw = stage.node.default_child
        assert isinstance(raw, apigateway.CfnStage)  # noqa: S101 (for the type checker)
        raw.access_log_settings = apigateway.CfnStage.AccessLogSettingsProperty(
            destination_arn=self.log.log_group_arn, format=json.dumps(ACCESS_LOG)
        )
        return stage

    def route(self, functions: Mapping[str, lambda_.Function]) -> None:
        """Lead every method and path to its Lambda; paths without a route go to intake."""
        intake = HttpLambdaIntegration("intake", functions["intake"])
        self._route_pages(LINKS, functions, shown_by="link_pages", taken_by="link_actions")
        self._route_pages(SURVEYS, functions, shown_by="survey_pages", taken_by="survey_forms")
        apigateway.HttpRoute(
            self, "everything-else", http_api=self.http, route_key=apigateway.HttpRouteKey.DEFAULT, integration=intake
        )

    def _route_pages(
        self, paths: tuple[str, ...], functions: Mapping[str, lambda_.Function], *, shown_by: str, taken_by: str
    ) -> None:
        """POST goes to the Lambda that may act, every other method to the Lambda that can only read."""
        shows = HttpLambdaIntegration(shown_by.replace("_", "-"), functions[shown_by])
        takes = HttpLambdaIntegration(taken_by.replace("_", "-"), functions[taken_by])
        method = apigateway.HttpMethod
        for path in paths:
            self.http.add_routes(path=path, methods=[method.GET, method.HEAD, method.ANY], integration=shows)
            self.http.add_routes(path=path, methods=[method.POST], integration=takes)
