"""The browser of customers and staff, without a screen: opens links, reads pages, sends forms. HTTP only."""

import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.message import Message
from html.parser import HTMLParser
from typing import Any

Fields = str | Sequence[str]
"""The value of a form's field; several values stand for checkboxes of one name, or for a repeated field."""


class NoRedirects(urllib.request.HTTPRedirectHandler):
    """Treats a redirect as an answer like any other."""

    def redirect_request(self, *_: object) -> None:
        """Make no further request."""


BROWSER = urllib.request.build_opener(NoRedirects, urllib.request.ProxyHandler({}))


@dataclass(frozen=True)
class HttpResponse:
    """The front door's answer."""

    status: int
    headers: "Message[str, str]"
    body: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - any JSON
        """The body as JSON."""
        return json.loads(self.body)


def ask(
    url: str, data: bytes | None = None, headers: Mapping[str, str] | None = None, method: str | None = None
) -> HttpResponse:
    """Send an HTTP request; redirects are not followed, errors are answers too. Raises OSError without an answer."""
    request = urllib.request.Request(url, data=data, headers=dict(headers or {}), method=method)  # noqa: S310
    try:
        with BROWSER.open(request, timeout=90) as answer:
            return HttpResponse(answer.status, answer.headers, answer.read().decode())
    except urllib.error.HTTPError as error:
        return HttpResponse(error.code, error.headers, error.read().decode())


def post(link: str, **fields: Fields) -> HttpResponse:
    """Send a form with the headers of a browser on the form's own page."""
    origin = "{0.scheme}://{0.netloc}".format(urllib.parse.urlsplit(link))
    own = {"Content-Type": "application/x-www-form-urlencoded", "Origin": origin, "Sec-Fetch-Site": "same-origin"}
    return ask(link, urllib.parse.urlencode(fields, doseq=True).encode(), own)


class FormReader(HTMLParser):
    """Reads a page: kinds of forms, choices (radio buttons), names of fields, next step, and the number of scripts."""

    def __init__(self) -> None:
        """Begin with an empty page."""
        super().__init__()
        self.kinds: list[str] = []
        self.choices: list[str] = []
        self.preselected: list[str] = []
        self.fields: set[str] = set()
        self.next_step = ""
        self.scripts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of a form, a field, a script or the way to the next step."""
        values = dict(attrs)
        if tag == "a" and values.get("rel") == "next":
            self.next_step = values.get("href") or ""
        if tag == "form":
            self.kinds.append(values.get("data-kind") or "")
        if tag == "script":
            self.scripts += 1
        if tag in {"input", "textarea", "select"}:
            self.fields.add(values.get("name") or "")
        if tag == "input" and values.get("name") == "choice":
            self.choices.append(values.get("value") or "")
            self.preselected += [self.choices[-1]] if "checked" in values else []


def read(page: str) -> FormReader:
    """The forms, fields and scripts of a page."""
    reader = FormReader()
    reader.feed(page)
    return reader
