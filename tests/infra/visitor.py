"""Somebody who asks the front door, and looks into the mailbox."""

import http.client
import json
import time
from typing import Any

from infra.local.local_kuultu import LocalKuultu

ANSWER = {"language": "fi", "answers": {"nps": 9}, "context": {"unit": "helsinki"}}
JSON = {"content-type": "application/json"}


def ask(
    kuultu: LocalKuultu, method: str, target: str, body: str | None = None, headers: dict[str, str] | None = None
) -> tuple[int, dict[str, str], bytes]:
    """One request with the target exactly as given."""
    connection = http.client.HTTPConnection(kuultu.url.removeprefix("http://"), timeout=60)
    connection.request(method, target, body, headers or {})
    answer = connection.getresponse()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()


def mails_to(kuultu: LocalKuultu, person: str, at_least: int = 1, seconds: float = 30) -> list[dict[str, Any]]:
    """The mails that a person has got, waited for until there are enough."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        mails = [mail for mail in json.loads(ask(kuultu, "GET", "/_local/mails")[2]) if person in mail["to"]]
        if len(mails) >= at_least:
            return mails
        time.sleep(0.3)
    raise AssertionError(f"{person} got fewer mails than {at_least}.")
