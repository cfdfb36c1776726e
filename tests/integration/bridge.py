"""The public API as a WSGI application: requests become events, as API Gateway makes them, and answers HTTP again."""

import base64
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from tests.integration.http import event

Environ = dict[str, Any]
StartResponse = Callable[[str, list[tuple[str, str]]], object]


def public_api(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    """Answer one request through the Lambda's handler."""
    from intake.handler import handle

    answer = handle(event_of(environ), object())
    body = answer.get("body") or ""
    content = base64.b64decode(body) if answer.get("isBase64Encoded") else body.encode()
    headers = [(name, value) for name, value in answer["headers"].items() if name.lower() != "content-length"]
    status = HTTPStatus(answer["statusCode"])
    start_response(f"{status.value} {status.phrase}", headers)
    return [b"" if environ["REQUEST_METHOD"] == "HEAD" else content]


def event_of(environ: Environ) -> dict[str, Any]:
    """The event that API Gateway would make of a request; a body is passed on in base64 whatever it holds."""
    names = {name[5:].replace("_", "-"): value for name, value in environ.items() if name.startswith("HTTP_")}
    media = {"Content-Type": environ["CONTENT_TYPE"]} if environ.get("CONTENT_TYPE") else {}
    path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
    request = event(environ["REQUEST_METHOD"], "/", _body(environ), {**names, **media})
    request["rawPath"] = request["requestContext"]["http"]["path"] = path
    request["rawQueryString"] = environ.get("QUERY_STRING", "")
    request["queryStringParameters"] = _query(environ.get("QUERY_STRING", ""))
    return request


def _body(environ: Environ) -> bytes | None:
    length = int(environ.get("CONTENT_LENGTH") or 0)
    return environ["wsgi.input"].read(length) if length else None


def _query(text: str) -> dict[str, str] | None:
    from urllib.parse import parse_qs

    return {name: ",".join(values) for name, values in parse_qs(text, keep_blank_values=True).items()} or None
