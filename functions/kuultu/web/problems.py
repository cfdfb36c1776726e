"""Answers for programs: JSON, and problem+json (RFC 9457) for errors."""

import base64
import json
from collections.abc import Mapping

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.event_handler.exceptions import NotFoundError

from kuultu.errors import KuultuError, Malformed, Unavailable, Unknown
from kuultu.observability import log_failure
from kuultu.store.tables import StoreFailure
from kuultu.web.headers import API


def json_response(status: int, content: object, headers: Mapping[str, str] | None = None) -> Response[str]:
    """A JSON answer with the headers of the API."""
    body = json.dumps(content, ensure_ascii=False)
    return Response(status, "application/json; charset=utf-8", body, headers={**API, **(headers or {})})


def problem_response(error: KuultuError, request_id: str) -> Response[str]:
    """An error as problem+json; says what to change, and never repeats what was sent."""
    content: dict[str, object] = {
        "type": f"urn:kuultu:problem:{error.code}",
        "title": error.title,
        "status": error.status,
        "detail": error.detail,
        "instance": request_id,
        **error.members,
    }
    body = json.dumps(content, ensure_ascii=False)
    return Response(error.status, "application/problem+json; charset=utf-8", body, headers={**API, **error.headers})


def api() -> APIGatewayHttpResolver:
    """An HTTP API that turns every error into a problem."""
    app = APIGatewayHttpResolver()

    def answer(error: Exception) -> Response[str]:
        return problem_response(as_kuultu_error(error), app.current_event.request_context.request_id)

    app.exception_handler([KuultuError, StoreFailure, Exception])(answer)
    app.not_found(lambda _: answer(Unknown()))
    return app


def as_kuultu_error(error: Exception) -> KuultuError:
    """The KuultuError for an error; a KuultuError stays as it is.

    An unknown path is Unknown, a failing store Unavailable, and all else a 500, a fault of Kuultu's. The last two are
    logged and counted.
    """
    if isinstance(error, KuultuError):
        return error
    if isinstance(error, NotFoundError):
        return Unknown()
    if isinstance(error, StoreFailure):
        log_failure("StoreFailed", error)
        return Unavailable()
    log_failure("RequestFailed", error)
    return KuultuError()


def body_of(app: APIGatewayHttpResolver) -> bytes:
    """The bytes of the body, plain or in Base64 from the gateway; raises Malformed for unusable Base64."""
    event = app.current_event
    if not event.is_base64_encoded:
        return (event.body or "").encode("utf-8", "surrogatepass")
    try:
        return base64.b64decode(event.body or "", validate=True)
    except ValueError as error:
        raise Malformed("The body could not be decoded.") from error
