"""The people of the demo's story: their mails and their actions, told as they happen."""

import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message

from infra.local.client.browser import Fields, HttpResponse, ask, read
from infra.local.client.journeys import LOOK_EVERY, DidNotHappen, Journey, Mail, act, form_of
from infra.local.demo.printing import Telling

AT_ONCE, LATER = 60.0, 900.0
"""Seconds to wait for mails that follow at once, and for mails that follow a span of time."""


@dataclass(frozen=True)
class Actor:
    """A person in the story."""

    name: str
    role: str
    email: str
    language: str = "Finnish"

    @property
    def told(self) -> str:
        """The person's name and role, as told in the story."""
        return f"{self.name} ({self.role})"


NUMBER = secrets.randbelow(9000) + 1000
"""A random number that tells this story's people from those of earlier stories in the same Kuultu."""

EMMA = Actor("Emma", "the customer", f"emma.{NUMBER}@example.com", "English")
MARI = Actor("Mari", "the shop's case owner", "owner.helsinki@example.com")
OUTI = Actor("Outi", "the shop's manager", "manager.helsinki@example.com")
LEO = Actor("Leo", "a colleague in the warehouse", f"leo.{NUMBER}@example.com")


class Scene:
    """The place of the story: a running Kuultu, its mailbox, and the telling of the events."""

    def __init__(self, url: str, telling: Telling) -> None:
        """Begin a journey with the mails about Emma's case."""
        self.url, self.telling = url, telling
        self.case_page = ""
        self._page = HttpResponse(0, Message(), "")
        self._emmas: dict[str, bool] = {}
        self._journey = Journey(url, mine=self._is_emmas)

    def answers(self, survey: str, body: Mapping[str, object]) -> None:
        """Emma answers the survey; raises DidNotHappen if the answer is refused."""
        answer = self._journey.submit(survey, body)
        if answer.status != 201:
            raise DidNotHappen(f"The answer was not taken: {answer.status} {answer.body}")

    def gets(self, who: Actor, kind: str, meaning: str, patience: float = AT_ONCE) -> Mail:
        """Wait for a mail to a person, tell of the mail with its meaning, and return it; raises DidNotHappen."""
        self._journey.patience = patience
        mail = self._journey.wait_for(kind, who.email)
        self.telling.happens(f"Mail to {who.told}, in {who.language}: “{mail['subject']}”")
        self.telling.aside(meaning)
        if who is MARI and len(mail["links"]) > 1:
            self.case_page = mail["links"][-1]
        return mail

    def does(self, who: Actor, mail: Mail, what: str, choice: str, words: str = "", **fields: Fields) -> None:
        """A person opens the first link of a mail, fills in the form and sends it; told with the person's words."""
        self.does_through(mail["links"][0], form_of(mail["kind"]), who, what, choice, words, **fields)

    def does_through(
        self, link: str, form: str | None, who: Actor, what: str, choice: str, words: str = "", **fields: Fields
    ) -> None:
        """A person opens a link, fills in the form and sends it; told with the person's words."""
        self._page = act(link, form, choice, **fields)
        self._tell_act(who, what, words)

    def goes_on(self, who: Actor, form: str, what: str, choice: str, words: str = "", **fields: Fields) -> None:
        """A person goes on from the page of what they have just done; told with the person's words."""
        self._page = self._journey.go_on(self._page, form, choice, **fields)
        self._tell_act(who, what, words)

    def _tell_act(self, who: Actor, what: str, words: str) -> None:
        self.telling.happens(f"{who.name} {what}" + (":" if words else ""))
        if words:
            self.telling.words(words)

    def is_closed(self) -> None:
        """Wait until the page of the case has no form left; raises DidNotHappen."""
        deadline = time.monotonic() + AT_ONCE
        while read(ask(self.case_page).body).kinds:
            if time.monotonic() > deadline:
                raise DidNotHappen(f"The case is not closed after {AT_ONCE:.0f} s: {self.case_page}")
            time.sleep(LOOK_EVERY)

    def _is_emmas(self, mail: Mail) -> bool:
        """True if a mail is about Emma's case: it goes to Emma or Leo, or a page behind a link names Emma."""
        if mail["id"] not in self._emmas:
            shown = (ask(link).body for link in mail["links"])
            named = mail["to"][0] in {EMMA.email, LEO.email}
            self._emmas[mail["id"]] = named or any(EMMA.email in page for page in shown)
        return self._emmas[mail["id"]]
