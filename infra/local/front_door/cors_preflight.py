"""OPTIONS requests, led to the route's Lambda as on AWS: the emulator would answer them itself."""

import base64
import json
import time
import uuid
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response

from infra.deployed_stack import DeployedStack
from infra.local.emulator.connection import client
from infra.local.front_door.proxy import target_of

if TYPE_CHECKING:
    from mypy_boto3_lambda import LambdaClient

PAGES = {
    "/l/": ("link_pages", "ANY /l/{token}"),
    "/s/": ("survey_pages", "ANY /s/{survey_id}"),
    "/console": ("console_pages", "ANY /console/{view}"),
}
"""The Lambda and the route by the beginning of the path; all other paths are intake's."""


class Options:
    """Takes the place of API Gateway for OPTIONS requests."""

    def __init__(self, deployed: DeployedStack, endpoint: str) -> None:
        """Take note of the stack, and make a client for its Lambdas."""
        self._deployed = deployed
        self._lambda: LambdaClient = client("lambda", endpoint)

    def answer(self, request: Request) -> Response:
        """The answer of the Lambda behind the path."""
        path = request.url.path
        name, route = next((page for start, page in PAGES.items() if path.startswith(start)), ("intake", "$default"))
        event = event_of(request, route, self._deployed.api_id)
        function = self._deployed.function(name)
        said = json.loads(self._lambda.invoke(FunctionName=function, Payload=json.dumps(event))["Payload"].read())
        return response_of(said)


def event_of(request: Request, route: str, api_id: str) -> dict[str, Any]:
    """A request as an event of API Gateway for a Lambda, payload version 2.0."""
    path, _, query = target_of(request).decode("ascii", "replace").partition("?")
    now = time.time()
    http = {"method": request.method, "path": path, "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1", "userAgent": ""}
    context = {"http": http, "routeKey": route, "stage": "$default", "apiId": api_id, "timeEpoch": int(now * 1000)}
    return {
        "version": "2.0",
        "routeKey": route,
        "rawPath": path,
        "rawQueryString": query,
        "headers": dict(request.headers),
        "requestContext": {**context, "requestId": uuid.uuid4().hex, "domainName": "127.0.0.1"},
        "isBase64Encoded": False,
    }


def response_of(said: dict[str, Any]) -> Response:
    """The HTTP response for a Lambda's answer; 502 if the answer has no status."""
    body = said.get("body") or ""
    content = base64.b64decode(body) if said.get("isBase64Encoded") else body.encode()
    return Response(content, said.get("statusCode", 502), said.get("headers"))
