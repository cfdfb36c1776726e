"""A customer's journey, seen from outside: sending answers, waiting for mails, acting on links."""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from infra.local.client.browser import Fields, HttpResponse, ask, post, read

PATIENCE = 120.0
"""Seconds to wait for a mail, before a journey is given up."""

LOOK_EVERY = 0.15
"""Seconds between two looks into the mailbox."""

FORMS = {
    "follow-up": "follow_up",
    "share": "confirm_read",
    "alert": "end_reflection",
    "reply": "choose_remedy",
    "thanks": "my_case",
}
"""The form behind the first link of a mail, if the mail's kind does not end with the form's name."""

Mail = Mapping[str, Any]


class DidNotHappen(AssertionError):
    """An expected event did not happen, or happened otherwise; the message tells it in one sentence."""


def never() -> bool:
    """Never give up early: the default of ``Journey.hopeless``."""
    return False


def anyones(_: Mail) -> bool:
    """Take every mail: the default of ``Journey.mine``."""
    return True


@dataclass
class Journey:
    """A journey against a running Kuultu, with the mails since its beginning that are `mine`.

    `wait_for` gives up after `patience` (seconds), or as soon as the journey is `hopeless`.
    """

    url: str
    patience: float = PATIENCE
    mine: Callable[[Mail], bool] = anyones
    seen: set[str] = field(default_factory=set)
    hopeless: Callable[[], bool] = never

    def __post_init__(self) -> None:
        """Take note of the mails in the mailbox: earlier mails belong to other journeys."""
        self.seen = {mail["id"] for mail in self._all_mails()}

    def submit(self, survey: str, body: Mapping[str, Any], key: str | None = None) -> HttpResponse:
        """Send a response to a survey; ``key`` is its idempotency key."""
        headers = {"Content-Type": "application/json"} | ({"Idempotency-Key": key} if key else {})
        return ask(f"{self.url}/v1/surveys/{survey}/responses", json.dumps(body).encode(), headers)

    def mails(self) -> list[Mail]:
        """The journey's mails since its beginning, oldest first."""
        return [mail for mail in reversed(self._all_mails()) if mail["id"] not in self.seen and self.mine(mail)]

    def sent(self) -> list[tuple[str, str]]:
        """Kind and first recipient of each of the journey's mails, oldest first."""
        return [(mail["kind"], mail["to"][0]) for mail in self.mails()]

    def find(self, kind: str, to: str, number: int = 1, wanted: Callable[[Mail], bool] = anyones) -> Mail | None:
        """The mail of a kind to a single address, by its number from 1; None if it has not come."""
        found = [mail for mail in self.mails() if (mail["kind"], mail["to"]) == (kind, [to]) and wanted(mail)]
        return found[number - 1] if len(found) >= number else None

    def wait_for(self, kind: str, to: str, number: int = 1, wanted: Callable[[Mail], bool] = anyones) -> Mail:
        """The mail of a kind to a single address, after waiting for it; raises DidNotHappen."""
        deadline = time.monotonic() + self.patience
        while time.monotonic() < deadline and not self.hopeless():
            mail = self.find(kind, to, number, wanted)
            if mail:
                return mail
            time.sleep(LOOK_EVERY)
        came = ", ".join(f"{one} to {whom}" for one, whom in self.sent()) or "none"
        raise DidNotHappen(f"No {kind} mail (number {number}) came to {to} in {self.patience:.0f} s; mails: {came}.")

    def do(self, kind: str, to: str, choice: str, number: int = 1, **fields: Fields) -> HttpResponse:
        """Wait for a mail, open its first link, fill in the form and send it; returns the link's page afterwards."""
        return act(self.wait_for(kind, to, number)["links"][0], form_of(kind), choice, **fields)

    def go_on(self, page: HttpResponse, form: str, choice: str, **fields: Fields) -> HttpResponse:
        """Go on to the next step that the page of a decision offers, and do it; returns the page afterwards.

        Raises DidNotHappen if no step is offered.
        """
        address = read(page.body).next_step
        if not address:
            raise DidNotHappen(f"The page offers no next step {form}: {page.body}")
        return act(self.url + address, form, choice, **fields)

    def stays_quiet(self, seconds: float) -> None:
        """Wait for some seconds without a further mail; raises DidNotHappen if a mail comes."""
        before = self.sent()
        time.sleep(seconds)
        if self.sent() != before:
            raise DidNotHappen(f"More mails came: {self.sent()[len(before) :]}")

    def wait_until_gone(self, link: str) -> HttpResponse:
        """Look at a link until it is no longer open (410), and return its page; raises DidNotHappen."""
        deadline = time.monotonic() + self.patience
        while (page := ask(link)).status != 410:
            if time.monotonic() > deadline:
                raise DidNotHappen(f"The link stays open: {link}")
            time.sleep(LOOK_EVERY)
        return page

    def _all_mails(self) -> list[Mail]:
        return list(ask(f"{self.url}/_local/mails").json)


def form_of(kind: str) -> str | None:
    """The form behind the first link of a kind of mail; None if several forms are possible."""
    return None if kind in {"escalation", "news"} else FORMS.get(kind, kind.partition("-")[2])


def act(link: str, form: str | None, choice: str, **fields: Fields) -> HttpResponse:
    """Open a link, fill in its form and send it; returns the link's page afterwards. Raises DidNotHappen."""
    opened = ask(link)
    page = read(opened.body)
    if len(page.kinds) != 1 or form not in {None, page.kinds[0]} or page.preselected or page.scripts:
        raise DidNotHappen(f"The page is not an untouched form {form}, but {opened.status} with {page.kinds}: {link}")
    if choice not in page.choices:
        raise DidNotHappen(f"The form {page.kinds[0]} offers {page.choices}, and not {choice}.")
    posted = post(link, choice=choice, **fields)
    if posted.status == 422 and "despite_unknown" in read(posted.body).fields:  # the addresses are read once more
        posted = post(link, choice=choice, despite_unknown="yes", **fields)
    if posted.status != 303:
        raise DidNotHappen(f"The form {page.kinds[0]} was answered with {posted.status}: {posted.body}")
    return ask(link)
