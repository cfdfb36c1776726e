"""HTTP requests as API Gateway passes them to a Lambda, and the answers."""

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

SURVEY = "/v1/surveys/after-purchase"
RESPONSES = f"{SURVEY}/responses"
JSON = {"Content-Type": "application/json"}

Handler = Callable[[dict[str, Any], object], dict[str, Any]]


@dataclass(frozen=True)
class GatewayResponse:
    """A Lambda's answer, as a client sees it."""

    status: int
    headers: Mapping[str, str]
    body: str
    set_cookies: tuple[str, ...] = ()

    @property
    def cookies(self) -> dict[str, str]:
        """The cookies that the browser is to keep, by name; "" for those that it is to forget."""
        return dict(cookie.partition(";")[0].split("=", 1) for cookie in self.set_cookies)

    @cached_property
    def json(self) -> Any:  # noqa: ANN401 - any JSON
        """The parsed body."""
        return json.loads(self.body)

    @property
    def codes(self) -> list[tuple[str, str]]:
        """Pointer and code of every flaw that a problem names."""
        return [(flaw["pointer"], flaw["code"]) for flaw in self.json["errors"]]


def event(
    method: str,
    path: str,
    body: str | bytes | None = None,
    headers: Mapping[str, str] | None = None,
    *,
    encoded: bool = False,
    address: str = "192.0.2.1",
    cookies: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """An HTTP API event, payload version 2.0; bytes are passed on in base64, as API Gateway does."""
    target = urlsplit(path)
    if isinstance(body, bytes):
        body, encoded = base64.b64encode(body).decode(), True
    return {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": target.path,
        "rawQueryString": target.query,
        "headers": {name.lower(): value for name, value in (headers or {}).items()},
        "cookies": [f"{name}={value}" for name, value in (cookies or {}).items()],
        "queryStringParameters": dict(parse_qsl(target.query)) or None,
        "requestContext": {
            "requestId": "request-1",
            "stage": "$default",
            "http": {"method": method, "path": target.path, "sourceIp": address, "userAgent": "test"},
        },
        "body": body,
        "isBase64Encoded": encoded,
    }


def call(handle: Handler, request: dict[str, Any]) -> GatewayResponse:
    """What a Lambda answers to this event."""
    answer = handle(request, object())
    headers = {name.lower(): value for name, value in answer.get("headers", {}).items()}
    return GatewayResponse(answer["statusCode"], headers, answer.get("body") or "", tuple(answer.get("cookies", ())))


def ask_api(
    method: str,
    path: str,
    body: str | bytes | None = None,
    headers: Mapping[str, str] | None = None,
    address: str = "192.0.2.1",
) -> GatewayResponse:
    """Call the public API."""
    from intake.handler import handle

    return call(handle, event(method, path, body, headers, address=address))


def submit(
    content: object,
    survey: str = "after-purchase",
    key: str = "",
    headers: Mapping[str, str] | None = None,
    address: str = "192.0.2.1",
) -> GatewayResponse:
    """Post a response; `content` is made JSON unless it is text or bytes already."""
    body = content if isinstance(content, (str, bytes)) else json.dumps(content)
    sent = {"Content-Type": "application/json", **({"Idempotency-Key": key} if key else {}), **(headers or {})}
    return ask_api("POST", f"/v1/surveys/{survey}/responses", body, sent, address)


def problem(answer: GatewayResponse) -> tuple[int, str]:
    """Status and code of a problem, after a look at its shape."""
    assert answer.headers["content-type"] == "application/problem+json; charset=utf-8"
    assert {"type", "title", "status", "detail", "instance"} <= set(answer.json)
    assert answer.json["status"] == answer.status
    assert answer.json["instance"] == "request-1"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cache-control"] == "no-store"
    return answer.status, answer.json["type"].removeprefix("urn:kuultu:problem:")


def open_link(link: str, method: str = "GET", headers: Mapping[str, str] | None = None) -> GatewayResponse:
    """Look at a link; `link` is an address or what stands after its last slash."""
    from link_pages.handler import handle

    return call(handle, event(method, f"/l/{link.removeprefix('https://feedback.example.com/l/')}", headers=headers))


FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def send_form(
    link: str, fields: Mapping[str, str] | str | bytes, headers: Mapping[str, str] | None = None
) -> GatewayResponse:
    """Post a link's form, as an old client would that says nothing of where it comes from."""
    from link_actions.handler import handle

    body = fields if isinstance(fields, (str, bytes)) else urlencode(fields)
    path = f"/l/{link.removeprefix('https://feedback.example.com/l/')}"
    return call(handle, event("POST", path, body, {**FORM, **(headers or {})}))


Filled = Mapping[str, str | list[str]]


def open_survey(address: str, method: str = "GET", headers: Mapping[str, str] | None = None) -> GatewayResponse:
    """Look at the page of a survey; `address` is what stands after `/s/`."""
    from survey_pages.handler import handle

    return call(handle, event(method, f"/s/{address}", headers=headers))


def send_answers(
    survey: str, fields: Filled | str | bytes, headers: Mapping[str, str] | None = None
) -> GatewayResponse:
    """Post the form of a survey's page, as an old client would that says nothing of where it comes from."""
    from survey_forms.handler import handle

    body = fields if isinstance(fields, (str, bytes)) else urlencode(fields, doseq=True)
    return call(handle, event("POST", f"/s/{survey}", body, {**FORM, **(headers or {})}))


Cookies = Mapping[str, str]


def open_console(
    path: str, cookies: Cookies | None = None, method: str = "GET", headers: Mapping[str, str] | None = None
) -> GatewayResponse:
    """Look at a page of the console, by its path with the query."""
    from console_pages.handler import handle

    return call(handle, event(method, path, headers=headers, cookies=cookies))


def send_console(
    path: str,
    fields: Filled | str | bytes,
    cookies: Cookies | None = None,
    headers: Mapping[str, str] | None = None,
    address: str = "192.0.2.1",
) -> GatewayResponse:
    """Post a form of the console, as an old client would that says nothing of where it comes from."""
    from console_actions.handler import handle

    body = fields if isinstance(fields, (str, bytes)) else urlencode(fields, doseq=True)
    sent = {**FORM, **(headers or {})}
    return call(handle, event("POST", path, body, sent, address=address, cookies=cookies))
