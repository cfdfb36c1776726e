"""The people of the demo's story: what each gets by mail and does with it, told as it happens."""

import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass

from infra.local.client.browser import Fields, ask, read
from infra.local.client.journeys import LOOK_EVERY, DidNotHappen, Journey, Mail, act, form_of
from infra.local.demo.printing import Telling

AT_ONCE, LATER = 60.0, 900.0
"""Seconds to wait for what follows at once, and for what follows when a span of time is over."""


@dataclass(frozen=True)
class Actor:
    """Somebody in the story."""

    name: str
    role: str
    email: str
    language: str = "Finnish"

    @property
    def told(self) -> str:
        """How the story calls them."""
        return f"{self.name} ({self.role})"


NUMBER = secrets.randbelow(9000) + 1000
"""Tells this story from others that the same Kuultu has seen."""

EMMA = Actor("Emma", "the customer", f"emma.{NUMBER}@example.com", "English")
MARI = Actor("Mari", "the shop's case owner", "owner.helsinki@example.com")
OUTI = Actor("Outi", "the shop's manager", "manager.helsinki@example.com")
LEO = Actor("Leo", "a colleague in the warehouse", f"leo.{NUMBER}@example.com")


class Scene:
    """Where the story is played: a running Kuultu, its mailbox, and whoever tells what happens."""

    def __init__(self, url: str, telling: Telling) -> None:
        """Nothing happens yet."""
        self.url, self.telling = url, telling
        self.case_page = ""
        self._emmas: dict[str, bool] = {}
        self._journey = Journey(url, mine=self._is_emmas)

    def answers(self, survey: str, body: Mapping[str, object]) -> None:
        """Emma answers the survey; raises DidNotHappen when that is refused."""
        answer = self._journey.submit(survey, body)
        if answer.status != 201:
            raise DidNotHappen(f"The answer was not taken: {answer.status} {answer.body}")

    def gets(self, who: Actor, kind: str, meaning: str, patience: float = AT_ONCE) -> Mail:
        """Wait for a mail and tell of it."""
        self._journey.patience = patience
        mail = self._journey.wait_for(kind, who.email)
        self.telling.happens(f"Mail to {who.told}, in {who.language}: “{mail['subject']}”")
        self.telling.aside(meaning)
        if who is MARI and len(mail["links"]) > 1:
            self.case_page = mail["links"][-1]
        return mail

    def does(self, who: Actor, mail: Mail, what: str, choice: str, words: str = "", **fields: Fields) -> None:
        """Somebody opens the first link of a mail, fills in the form and sends it; told with what they wrote."""
        act(mail["links"][0], form_of(mail["kind"]), choice, **fields)
        self.telling.happens(f"{who.name} {what}" + (":" if words else ""))
        if words:
            self.telling.words(words)

    def is_closed(self) -> None:
        """Wait until nothing more can be done on the page of the case; raises DidNotHappen."""
        deadline = time.monotonic() + AT_ONCE
        while read(ask(self.case_page).body).kinds:
            if time.monotonic() > deadline:
                raise DidNotHappen(f"The case is not closed after {AT_ONCE:.0f} s: {self.case_page}")
            time.sleep(LOOK_EVERY)

    def _is_emmas(self, mail: Mail) -> bool:
        """Whether a mail is about Emma's case: hers and Leo's by address, others by what their links show."""
        if mail["id"] not in self._emmas:
            shown = (ask(link).body for link in mail["links"])
            named = mail["to"][0] in {EMMA.email, LEO.email}
            self._emmas[mail["id"]] = named or any(EMMA.email in page for page in shown)
        return self._emmas[mail["id"]]
