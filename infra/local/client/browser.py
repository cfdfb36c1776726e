"""Customers and staff, as they are: they open links, read pages, fill in forms. HTTP and nothing else."""

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
"""What is filled into a field; several values are checkboxes of one name, or a field that comes again."""


class NoRedirects(urllib.request.HTTPRedirectHandler):
    """A redirect is an answer like any other."""

    def redirect_request(self, *_: object) -> None:
        """No further request."""


BROWSER = urllib.request.build_opener(NoRedirects, urllib.request.ProxyHandler({}))


@dataclass(frozen=True)
class HttpResponse:
    """What the front door answered."""

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
    """One HTTP request; redirects are not followed, errors are answers too. Raises OSError when nobody answers."""
    request = urllib.request.Request(url, data=data, headers=dict(headers or {}), method=method)  # noqa: S310
    try:
        with BROWSER.open(request, timeout=30) as answer:
            return HttpResponse(answer.status, answer.headers, answer.read().decode())
    except urllib.error.HTTPError as error:
        return HttpResponse(error.code, error.headers, error.read().decode())


def post(link: str, **fields: Fields) -> HttpResponse:
    """Send a form as its own page does."""
    origin = "{0.scheme}://{0.netloc}".format(urllib.parse.urlsplit(link))
    own = {"Content-Type": "application/x-www-form-urlencoded", "Origin": origin, "Sec-Fetch-Site": "same-origin"}
    return ask(link, urllib.parse.urlencode(fields, doseq=True).encode(), own)


class FormReader(HTMLParser):
    """Reads a page as a person does: its one form, and the radio buttons and fields in it."""

    def __init__(self) -> None:
        """Nothing is read yet."""
        super().__init__()
        self.kinds: list[str] = []
        self.choices: list[str] = []
        self.preselected: list[str] = []
        self.fields: set[str] = set()
        self.scripts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note forms, fields and scripts."""
        values = dict(attrs)
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
    """A page, read."""
    reader = FormReader()
    reader.feed(page)
    return reader
