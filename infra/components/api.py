"""The HTTP API: who answers which method of which path."""

import json
from collections.abc import Mapping

from aws_cdk import RemovalPolicy
from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from aws_cdk.aws_apigatewayv2_integrations import HttpLambdaIntegration
from constructs import Construct

# Greedy too: whatever a mail reader makes of a link is answered by a page. (The emulator's greedy ones stop at a line
# break, the plain ones do not.)
LINKS = ("/l/{token}", "/l/{token+}")
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
    """The public address; looking at a link goes to a Lambda that can only read."""

    def __init__(self, scope: Construct, name: str) -> None:
        """Make the API without routes, so that the Lambdas can be told its address."""
        super().__init__(scope, name)
        self.http = apigateway.HttpApi(self, "http", create_default_stage=False)
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
        """Lead every method and path to its Lambda; what is no route of its own is intake's."""
        pages = HttpLambdaIntegration("link-pages", functions["link_pages"])
        actions = HttpLambdaIntegration("link-actions", functions["link_actions"])
        intake = HttpLambdaIntegration("intake", functions["intake"])
        method = apigateway.HttpMethod
        for link in LINKS:
            self.http.add_routes(path=link, methods=[method.GET, method.HEAD, method.ANY], integration=pages)
            self.http.add_routes(path=link, methods=[method.POST], integration=actions)
        apigateway.HttpRoute(
            self, "everything-else", http_api=self.http, route_key=apigateway.HttpRouteKey.DEFAULT, integration=intake
        )
