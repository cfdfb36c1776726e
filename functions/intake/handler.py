"""The public API: `GET /v1/surveys/{id}`, `POST /v1/surveys/{id}/responses`, `/widget.js`, `/health`,
`/openapi.json`."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aws_lambda_powertools.event_handler import Response

from intake.cors import with_cors_headers
from intake.widget import accepts_gzip, widget
from kuultu.errors import NotAllowed
from kuultu.observability import observed
from kuultu.services.protection.admission import Sender
from kuultu.services.responses.response_recording import record_response
from kuultu.services.surveys.current_surveys import survey_in_use
from kuultu.web.headers import API, PREFLIGHT, SCRIPT
from kuultu.web.json_body import json_from
from kuultu.web.problems import api, body_of, json_response
from kuultu.web.sender_address import sender_address
from kuultu.web.survey_json import survey_json

app = api()

SURVEY, RESPONSES = "/v1/surveys/<survey_id>", "/v1/surveys/<survey_id>/responses"
OTHERS = ["PUT", "PATCH", "DELETE", "TRACE", "QUERY"]


@observed
def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:  # noqa: ANN401 - Lambda's context
    """Answer an HTTP request."""
    return with_cors_headers(event, app.resolve(event, context), datetime.now(UTC))


@app.route(SURVEY, method=["GET", "HEAD"])
def show_survey(survey_id: str) -> Response[str]:
    """The survey in the wanted language; 304 when the client's ETag is current."""
    wanted = app.current_event.query_string_parameters.get("language")
    now = datetime.now(UTC)
    content, etag = survey_json(survey_in_use(survey_id, now), wanted, now)
    headers = {**API, "Cache-Control": "public, max-age=60", "ETag": etag}
    if app.current_event.headers.get("if-none-match") == etag:
        return Response(304, body="", headers=headers)
    return json_response(200, content, headers)


@app.post(RESPONSES)
def take_response(survey_id: str) -> Response[str]:
    """Store a response: 201 for a new one, 200 for a replay or in place of a partial response."""
    request = app.current_event
    content = json_from(body_of(app), request.headers)
    sender = Sender(sender_address(request), request.headers.get("kuultu-proof", ""))
    recorded = record_response(survey_id, content, request.headers.get("idempotency-key"), sender, datetime.now(UTC))
    told = {"response_id": recorded.response_id, "message": recorded.message}
    replayed = {"Idempotent-Replayed": "true"} if recorded.replayed else {}
    return json_response(201 if recorded.new else 200, told, replayed)


@app.route("/widget.js", method=["GET", "HEAD"])
def show_widget() -> Response[bytes]:
    """The widget, compressed if the client accepts gzip; 304 when the client's ETag is current."""
    asked = app.current_event.headers
    compressed = accepts_gzip(asked.get("accept-encoding", ""))
    script, etag = widget(compressed=compressed)
    headers = {**SCRIPT, "ETag": etag}
    if asked.get("if-none-match") == etag:
        return Response(304, body=b"", headers=headers)
    encoding = {"Content-Encoding": "gzip"} if compressed else {}
    return Response(200, "text/javascript; charset=utf-8", script, headers={**headers, **encoding})


@app.route("/health", method=["GET", "HEAD"])
def tell_health() -> Response[str]:
    """The health check: `{"status": "ok"}`."""
    return json_response(200, {"status": "ok"})


@app.route("/openapi.json", method=["GET", "HEAD"])
def show_openapi() -> Response[str]:
    """The public API, described in OpenAPI 3.1."""
    return json_response(200, json.loads((Path(__file__).parent / "openapi.json").read_text(encoding="utf-8")))


@app.route(SURVEY, method=["OPTIONS"])
@app.route(RESPONSES, method=["OPTIONS"])
@app.route("/widget.js", method=["OPTIONS"])
@app.route("/health", method=["OPTIONS"])
@app.route("/openapi.json", method=["OPTIONS"])
def answer_preflight(**_: str) -> Response[str]:
    """The answer to a preflight of CORS."""
    return Response(204, body="", headers=dict(PREFLIGHT))


@app.route(SURVEY, method=["POST", *OTHERS])
@app.route("/widget.js", method=["POST", *OTHERS])
@app.route("/health", method=["POST", *OTHERS])
@app.route("/openapi.json", method=["POST", *OTHERS])
def refuse_writing(**_: str) -> None:
    """Raise NotAllowed: surveys, widget, health and description take only GET, HEAD and OPTIONS."""
    raise NotAllowed("GET, HEAD, OPTIONS")


@app.route(RESPONSES, method=["GET", "HEAD", *OTHERS])
def refuse_reading(**_: str) -> None:
    """Raise NotAllowed: responses take only POST and OPTIONS."""
    raise NotAllowed("POST, OPTIONS")
