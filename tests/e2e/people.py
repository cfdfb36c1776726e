"""Customers and staff, as they are: they post answers, read mail, open links, fill in forms. HTTP and nothing else."""

import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

PATIENCE = 40.0
"""Seconds to wait for a mail, before a journey is given up."""

NO_REDIRECTS = type("NoRedirects", (urllib.request.HTTPRedirectHandler,), {"redirect_request": lambda *_: None})
BROWSER = urllib.request.build_opener(NO_REDIRECTS, urllib.request.ProxyHandler({}))


@dataclass(frozen=True)
class Answer:
    """What the front door answered."""

    status: int
    headers: Mapping[str, str]
    body: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - any JSON
        """The body as JSON."""
        return json.loads(self.body)


def ask(
    url: str, data: bytes | None = None, headers: Mapping[str, str] | None = None, method: str | None = None
) -> Answer:
    """One HTTP request; redirects are not followed, errors are answers too."""
    request = urllib.request.Request(url, data=data, headers=dict(headers or {}), method=method)
    try:
        with BROWSER.open(request, timeout=30) as answer:
            return Answer(answer.status, answer.headers, answer.read().decode())
    except urllib.error.HTTPError as error:
        return Answer(error.code, error.headers, error.read().decode())


class FormReader(HTMLParser):
    """Reads a page as a person does: its one form, the radio buttons and fields in it, and the text."""

    def __init__(self) -> None:
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


@dataclass
class Journey:
    """One customer's story against a running Kuultu: who got which mail since it began."""

    url: str
    patience: float = PATIENCE
    seen: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.seen = {mail["id"] for mail in self._all_mails()}

    def submit(self, survey: str, body: Mapping[str, Any], key: str | None = None) -> Answer:
        """Answer a survey."""
        headers = {"Content-Type": "application/json"} | ({"Idempotency-Key": key} if key else {})
        return ask(f"{self.url}/v1/surveys/{survey}/responses", json.dumps(body).encode(), headers)

    def mails(self) -> list[dict[str, Any]]:
        """All mails since the journey began, oldest first."""
        return [mail for mail in reversed(self._all_mails()) if mail["id"] not in self.seen]

    def sent(self) -> list[tuple[str, str]]:
        """Kind and recipient of every mail since the journey began, oldest first."""
        return [(mail["kind"], mail["to"][0]) for mail in self.mails()]

    def wait_for(
        self, kind: str, to: str, number: int = 1, wanted: Callable[[dict[str, Any]], bool] = bool
    ) -> dict[str, Any]:
        """The (first, second …) mail of this kind to this address, as soon as it has come."""
        deadline = time.monotonic() + self.patience
        while time.monotonic() < deadline:
            found = [mail for mail in self.mails() if (mail["kind"], mail["to"]) == (kind, [to]) and wanted(mail)]
            if len(found) >= number:
                return found[number - 1]
            time.sleep(0.1)
        raise AssertionError(f"No {kind} mail number {number} to {to}; there were: {self.sent()}")

    def do(self, kind: str, to: str, choice: str, number: int = 1, **fields: str) -> Answer:
        """Wait for the mail, open its link, fill in the form, send it, and come back to what was recorded."""
        link = self.wait_for(kind, to, number)["links"][0]
        page = read(ask(link).body)
        wanted = "follow_up" if kind == "follow-up" else kind.removeprefix("task-")
        assert (page.kinds, page.preselected, page.scripts) == ([wanted], [], 0)
        posted = post(link, choice=choice, **fields)
        assert posted.status == 303, posted.body
        return ask(link)

    def stays_quiet(self, seconds: float) -> None:
        """Nothing more comes for a while."""
        before = self.sent()
        time.sleep(seconds)
        assert self.sent() == before

    def wait_until_gone(self, link: str) -> None:
        """Look at a link until it is no longer open."""
        deadline = time.monotonic() + self.patience
        while ask(link).status != 410:
            assert time.monotonic() < deadline, "The link stays open."
            time.sleep(0.2)

    def _all_mails(self) -> list[dict[str, Any]]:
        return list(ask(f"{self.url}/_local/mails").json)


def post(link: str, headers: Mapping[str, str] | None = None, **fields: str) -> Answer:
    """Send a form as its own page does."""
    origin = "{0.scheme}://{0.netloc}".format(urllib.parse.urlsplit(link))
    own = {"Content-Type": "application/x-www-form-urlencoded", "Origin": origin, "Sec-Fetch-Site": "same-origin"}
    return ask(link, urllib.parse.urlencode(fields).encode(), {**own, **(headers or {})})
