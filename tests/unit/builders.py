"""Surveys, responses and cases as the tests of the pure rules need them."""

import tomllib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from kuultu.domain import handling as rules
from kuultu.domain.case import Case, CaseFile, Decision, TaskKind
from kuultu.domain.clocks import Clocks
from kuultu.domain.response import Contact, Context, Response
from kuultu.domain.survey import Survey, survey_from
from tests.conftest import ROOT

NAMES = ["after-purchase", "support", "visit"]
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
DAY = timedelta(days=1)
CLOCKS = Clocks(day=DAY, reflection_days=1, promise_days=3, follow_up_days=7, answer_days=14)
REACHABLE = Contact(name="Aino Esimerkki", email="aino@example.com")


def document(name: str = "after-purchase") -> dict[str, Any]:
    """A survey's definition as it is published."""
    return tomllib.loads((ROOT / "surveys" / f"{name}.toml").read_text(encoding="utf-8"))


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
    usual = replace(rules.open_case(response(), survey(), CLOCKS, NOW), acknowledged=True)
    return replace(usual, **changes)


class Life:
    """A case that lives: tasks are opened and decided one after the other."""

    def __init__(self, **changes: Any) -> None:  # noqa: ANN401 - any field of the case
        self.file = CaseFile(case(**changes), ())
        self.now = NOW

    def is_asked(self, kind: TaskKind) -> "Life":
        """Open a task."""
        self.file = self.file.having(rules.new_task(self.file, kind, CLOCKS, self.now))
        return self

    def decides(self, kind: TaskKind, choice: str, **fields: str) -> "Life":
        """Open a task if need be, and decide it."""
        task = self.file.task(kind) or rules.new_task(self.file, kind, CLOCKS, self.now)
        self.file = self.file.having(replace(task, decision=Decision(choice, fields, "somebody", self.now)))
        return self

    def lets_expire(self, kind: TaskKind) -> "Life":
        """Let a request's time run out."""
        task = self.file.task(kind)
        assert task
        self.file = self.file.having(replace(task, expired=True))
        return self

    def becomes(self, **changes: Any) -> "Life":  # noqa: ANN401 - any field of the case
        """Change the case itself."""
        self.file = replace(self.file, case=replace(self.file.case, **changes))
        return self

    def is_answered(self) -> "Life":
        """Go through triage, conclusion and reply."""
        self.decides(TaskKind.TRIAGE, "handle").decides(TaskKind.CONCLUDE, "ours", facts="f", root_cause="other")
        return self.decides(TaskKind.REPLY, "send", message="m").becomes(follow_up_at=NOW + 7 * DAY)

    def says(self, choice: str, recovered: str) -> "Life":
        """The customer answers the follow-up."""
        return self.decides(TaskKind.FOLLOW_UP, choice, recovered=recovered)

    def is_reopened(self) -> "Life":
        """Begin the next round, and thank again."""
        self.file = replace(self.file, case=rules.reopened(self.file.case, CLOCKS, self.now))
        return self
