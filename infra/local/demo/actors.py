"""The people of the demo's stories: their mails and their actions, told as they happen."""

import re
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import Message

from infra.local.client.browser import Fields, HttpResponse, ask, read
from infra.local.client.journeys import LOOK_EVERY, DidNotHappen, Journey, Mail, act, anyones, form_of
from infra.local.demo.printing import Telling

AT_ONCE, LATER = 60.0, 900.0
"""Seconds to wait for mails that follow at once, and for mails that follow a span of time."""


@dataclass(frozen=True)
class Actor:
    """A person in the stories."""

    name: str
    role: str
    email: str
    language: str = "Finnish"

    @property
    def told(self) -> str:
        """The person's name and role, as told in the stories."""
        return f"{self.name} ({self.role})"


NUMBER = secrets.randbelow(9000) + 1000
"""A random number that tells the customers of these stories from those of earlier ones in the same Kuultu."""

EMMA = Actor("Emma", "the customer", f"emma.{NUMBER}@example.com", "English")
EERO = Actor("Eero", "a customer", "")
SAGA = Actor("Saga", "a customer in Turku", f"saga.{NUMBER}@example.com", "Swedish")
MARI = Actor("Mari", "the shop's case owner", "owner.helsinki@example.com")
OUTI = Actor("Outi", "the shop's manager", "manager.helsinki@example.com")
LEO = Actor("Leo", "a colleague in the warehouse", f"leo.{NUMBER}@example.com")
JARI = Actor("Jari", "the case owner in Turku", "owner.turku@example.com")
TUVA = Actor("Tuva", "Jari's deputy", "deputy.turku@example.com")

EEROS_PHONE = f"+358 40 555 {NUMBER}"


class Scene:
    """One case in a running Kuultu: its mails, the page of its owner, and the telling of its events."""

    def __init__(self, url: str, telling: Telling, owner: Actor, mark: str) -> None:
        """Begin a journey; the first mail about the case goes to the address `mark`, or holds it in its text."""
        self.url, self.telling, self.owner = url, telling, owner
        self.case_page = ""
        self._mark, self._number = mark, ""
        self._page = HttpResponse(0, Message(), "")
        self._journey = Journey(url, mine=self._is_about_the_case)

    def answers(self, survey: str, body: Mapping[str, object]) -> None:
        """Send a customer's answers to a survey; raises DidNotHappen if they are refused."""
        answer = self._journey.submit(survey, body)
        if answer.status != 201:
            raise DidNotHappen(f"The answer was not taken: {answer.status} {answer.body}")

    def gets(
        self,
        who: Actor,
        kind: str,
        meaning: str,
        patience: float = AT_ONCE,
        wanted: Callable[[Mail], bool] = anyones,
    ) -> Mail:
        """Wait for a mail to a person, tell of the mail with its meaning, and return it; raises DidNotHappen."""
        self._journey.patience = patience
        mail = self._journey.wait_for(kind, who.email, wanted=wanted)
        self.telling.happens(f"Mail to {who.told}, in {who.language}: “{mail['subject']}”")
        self.telling.aside(meaning)
        self._take_note_of(who, mail)
        return mail

    def _take_note_of(self, who: Actor, mail: Mail) -> None:
        """Keep the short number of the case, and the link to the owner's page of the case."""
        if not self._number:
            self._number = "".join(re.findall(r"K-\d+", mail["subject"]))
        if who is self.owner and len(mail["links"]) > 1:
            self.case_page = mail["links"][-1]

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
        """Wait until the page of the case offers only what a closed case does; raises DidNotHappen."""
        deadline = time.monotonic() + AT_ONCE
        while set(read(ask(self.case_page).body).choices) - {"dispute"}:
            if time.monotonic() > deadline:
                raise DidNotHappen(f"The case is not closed after {AT_ONCE:.0f} s: {self.case_page}")
            time.sleep(LOOK_EVERY)

    def _is_about_the_case(self, mail: Mail) -> bool:
        """True if a mail's subject has the number of the case; before that is known, if the mail has the mark."""
        if self._number:
            return self._number in mail["subject"]
        return self._mark == mail["to"][0] or self._mark in mail["text"]


def link_to(mail: Mail, form: str) -> str:
    """The first link of a mail with a page that has the wanted form; raises DidNotHappen without one."""
    found = next((link for link in mail["links"] if read(ask(link).body).kinds == [form]), "")
    if not found:
        raise DidNotHappen(f"No link to the form {form} is in the mail “{mail['subject']}” to {mail['to'][0]}.")
    return str(found)
