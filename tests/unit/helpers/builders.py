"""Surveys, responses and cases as the tests of the pure rules need them."""

import tomllib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from kuultu.domain.calendar.clocks import Clocks
from kuultu.domain.calendar.working_time import AllHours, WorkingTime
from kuultu.domain.cases import lifecycle as rules
from kuultu.domain.cases.case import Case, CaseRecord
from kuultu.domain.cases.decisions import Decision
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.remedies import replies_wanted
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_deadlines import new_task
from kuultu.domain.cases.task_entry import Opening
from kuultu.domain.cases.task_form import TextChecks
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import entry_of
from kuultu.domain.people import Person
from kuultu.domain.reply_guide import plainly_in_another, quotes, remarks_on
from kuultu.domain.responses.response import Contact, Context, Response
from kuultu.domain.surveys.absence import Absence
from kuultu.domain.surveys.directory import unit_tables
from kuultu.domain.surveys.survey import Survey, survey_from
from kuultu.services.email_address import email_flaw
from tests.conftest import ROOT

NAMES = ["after-purchase", "support", "visit"]
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
DAY = timedelta(days=1)
CLOCKS = Clocks(day=DAY, reflection_days=1, promise_days=3, follow_up_days=7, answer_days=14)
WORKING = AllHours(DAY)
OWNER, MANAGER = "owner.helsinki@example.com", "manager.helsinki@example.com"
CHECKS = TextChecks(
    email_flaw,
    lambda message, language: [(one.concern, one.found) for one in remarks_on(message, language)],
    quotes,
    plainly_in_another,
)
COLLEAGUE = Person("Pekka Virta", "pekka@example.com")
REACHABLE = Contact(name="Aino Esimerkki", email="aino@example.com")


def document(name: str = "after-purchase") -> dict[str, Any]:
    """A survey's definition as it is published, with its units in it."""
    definition = tomllib.loads((ROOT / "surveys" / f"{name}.toml").read_text(encoding="utf-8"))
    return definition | {"units": [dict(unit) for unit in unit_tables(definition, people())]}


def people() -> dict[str, Any]:
    """The ready-made directory."""
    return tomllib.loads((ROOT / "people.toml").read_text(encoding="utf-8"))


STAFF = ("pekka.puro@example.com", "liisa@example.com", "asiakaspalvelu@example.com", "kanaria.omistaja@example.org")


def staffed() -> dict[str, Any]:
    """The ready-made directory with some more people, to whom tests hand cases over."""
    directory = people()
    for number, address in enumerate(STAFF):
        name = address.split("@")[0].replace(".", " ").title()
        directory["people"].append({"id": f"more-{number}", "name": name, "email": address, "languages": ["fi"]})
    return directory


@cache
def survey(name: str = "after-purchase") -> Survey:
    """One of the three sample surveys."""
    return survey_from(document(name))


def response(contact: Contact = REACHABLE, **changes: Any) -> Response:  # noqa: ANN401 - any field
    """An unhappy response from Helsinki."""
    usual = Response(
        id="a" * 26,
        survey_id="after-purchase",
        survey_version=1,
        language="fi",
        answers={"nps": 3, "why": "Paketti oli rikki."},
        contact=contact,
        context=Context(unit="helsinki"),
        verdict="negative",
        received_at=NOW,
    )
    return replace(usual, **changes)


def case(**changes: Any) -> Case:  # noqa: ANN401 - any field
    """A case that was opened now and acknowledged."""
    usual = replace(rules.new_case(response(), survey(), CLOCKS, WORKING, NOW), acknowledged=True)
    return replace(usual, **changes)


def opened(record: CaseRecord, opening: Opening, now: datetime = NOW, working: WorkingTime = WORKING) -> Task:
    """A task that opens now, with all its times."""
    return new_task(record, rules.task_to_open(record, opening, now), CLOCKS, working, now)


class Life:
    """A case that lives: tasks are opened and decided one after the other."""

    def __init__(self, **changes: Any) -> None:  # noqa: ANN401 - any field of the case
        self.record = CaseRecord(case(**changes), ())
        self.now = NOW

    def is_asked(self, kind: TaskKind, name: str = "", person: Person | None = None, **details: str) -> "Life":
        """Open a task."""
        return self.keeps(opened(self.record, Opening(kind, name, person, details), self.now))

    def decides(self, kind: TaskKind, choice: str, name: str = "", by: str = OWNER, **fields: str) -> "Life":
        """Open a task if need be, and decide it."""
        if self.record.task(kind, name=name) is None:
            self.is_asked(kind, name)
        decision = Decision(choice, entry_of(kind).payload.read(fields), by, self.now)
        return self.keeps(replace(self.task(kind, name), decision=decision))

    def hears(self, person: Person, statement: str, role: str = "colleague") -> "Life":
        """Ask somebody, whose answer comes at once."""
        self.is_asked(TaskKind.STATEMENT, person.email, person, role=role, question="Mitä tapahtui?")
        return self.decides(TaskKind.STATEMENT, "answer", person.email, person.email, statement=statement)

    def keeps(self, task: Task) -> "Life":
        """Record a task as given."""
        self.record = self.record.having(task)
        return self

    def task(self, kind: TaskKind, name: str = "") -> Task:
        """A task that was opened before."""
        task = self.record.task(kind, name=name)
        assert task
        return task

    def waits(self, days: float) -> "Life":
        """Let time pass."""
        self.now += days * DAY
        return self

    def lets_expire(self, kind: TaskKind, name: str = "") -> "Life":
        """Let a request's time run out."""
        return self.keeps(replace(self.task(kind, name), expired=True, lapsed_at=self.now))

    def becomes(self, **changes: Any) -> "Life":  # noqa: ANN401 - any field of the case
        """Change the case itself."""
        self.record = replace(self.record, case=replace(self.record.case, **changes))
        return self

    def is_concluded(self, fault: str = "ours", **fields: str) -> "Life":
        """Go through triage and conclusion."""
        self.decides(TaskKind.TRIAGE, "handle")
        return self.decides(TaskKind.CONCLUDE, fault, facts="f", root_cause="other", **fields)

    def sends_the_answer(self) -> "Life":
        """Write the answer that is wanted next, and send it."""
        number = replies_wanted(self.record)
        self.decides(TaskKind.REPLY, "send", str(number) if number > 1 else "", message="m")
        return self.becomes(replies_sent=number, follow_up_at=self.now + 7 * DAY)

    def is_answered(self) -> "Life":
        """Go through triage, conclusion, a proposal of nothing, and the answer."""
        return self.is_concluded("none").decides(TaskKind.PROPOSE_REMEDY, "nothing").sends_the_answer()

    def offers(self, *remedies: str, name: str = "", **fields: str) -> "Life":
        """Propose these remedies, which nobody has to approve unless `approver` says so."""
        return self.decides(TaskKind.PROPOSE_REMEDY, "offer", name, remedies=",".join(remedies), **fields)

    def has_offered(self, *remedies: str) -> "Life":
        """Conclude, offer these remedies, and ask the customer to choose."""
        return self.is_concluded().offers(*remedies).sends_the_answer().is_asked(TaskKind.CHOOSE_REMEDY)

    def chooses(self, choice: str, name: str = "", **fields: str) -> "Life":
        """The customer chooses."""
        return self.decides(TaskKind.CHOOSE_REMEDY, choice, name, "customer", **fields)

    def says(self, choice: str, name: str = "", **fields: str) -> "Life":
        """The customer answers the follow-up."""
        return self.decides(TaskKind.FOLLOW_UP, choice, name, "customer", **fields)

    def is_reopened(self) -> "Life":
        """Begin the next round."""
        self.record = replace(self.record, case=rules.reopened(self.record.case, CLOCKS, WORKING, self.now))
        return self

    def dossier_of_unit(self, unit: str) -> Dossier:
        """Everything on record about it, had the response been about another unit."""
        return replace(self.dossier, response=response(context=Context(unit=unit)))

    def joined(self, *absences: Absence, **changes: Any) -> Dossier:  # noqa: ANN401 - any part of the directory
        """Its dossier, with the survey joined with the ready-made directory after these changes, and who is away."""
        definition = document() | {"units": ["helsinki", "turku"]}
        return replace(
            self.dossier, survey=survey_from(definition, directory=people() | changes).with_absences(absences)
        )

    @property
    def dossier(self) -> Dossier:
        """Everything on record about it."""
        return Dossier(self.record, response(), survey())
