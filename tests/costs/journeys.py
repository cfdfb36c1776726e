"""The journeys that are counted: an answer of each kind, a whole case, and a quarter of an hour with nothing to do."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from kuultu.domain.cases.case import Outcome
from tests.costs.console_visit import ConsoleVisit
from tests.costs.meter import Meter
from tests.costs.workflow import Workflow
from tests.integration.attention import anything_due
from tests.integration.http import open_link, send_form, submit
from tests.integration.mailbox import mailbox
from tests.integration.world import World, submission

CONTENT: dict[str, object] = {"answers": {"nps": 10}, "contact": None}
TO_BE_THANKED: dict[str, object] = {"answers": {"nps": 10}}
QUARTER, HOUR, DAY = timedelta(minutes=15), timedelta(hours=1), timedelta(days=1)

ROUND = (
    ("task-triage", {"choice": "handle"}),
    ("task-conclude", {"choice": "unclear", "facts": "Laatikko putosi.", "root_cause": "delivery"}),
    ("task-propose_remedy", {"choice": "nothing", "reason": "Asiakas sai jo uuden."}),
    ("task-reply", {"choice": "send", "message": "Kiitos ja anteeksi. Uusi paketti lähtee tänään."}),
    ("follow-up", {"choice": "solved"}),
)
"""A plain case: nobody is asked, nothing is offered or shared; each act an hour after its mail."""

MOST_DAYS = 20
ANSWERS, CASES = 30, 5
"""Unread answers and open cases of the unit whose owner looks at the console."""


@dataclass
class Journeys:
    """Journeys in a world, and what each of them takes."""

    world: World
    meter: Meter
    number: int = 0

    def answer(self, content: dict[str, object]) -> Counter[str]:
        """One answer, sent whole."""
        self.number += 1
        return self.meter.of(lambda: self._sends(submission(**content)))

    def answer_of_the_widget(self, content: dict[str, object]) -> Counter[str]:
        """The same from the widget, which sends the first click before the rest."""

        self.number += 1

        def happens() -> None:
            self._sends(submission(**content, partial=True))
            self.meter.follows()
            self._sends(submission(**content))

        return self.meter.of(happens)

    def idle_sweep(self) -> Counter[str]:
        """A sweep that finds nothing due."""
        return self.meter.of(self._sweeps)

    def plain_case(self) -> Counter[str]:
        """An unhappy answer and its case, until owner and manager have heard how it ended."""
        self.number += 1
        return self.meter.of(self._handles)

    def console_visit(self) -> Counter[str]:
        """The owner signs in, looks at start page and lists, reads ten answers and looks at a case."""
        for _ in range(CASES):
            self.world.begins_case()
        for _ in range(ANSWERS):
            self.number += 1
            self._sends(submission(**CONTENT))
        self.meter.follows()
        return self.meter.of(lambda: ConsoleVisit(self.meter).takes_place())

    def _sends(self, body: dict[str, object]) -> None:
        with self.meter.invocation("intake", by_request=True):
            assert submit(body, key=f"{self.number:032}").status in {200, 201}

    def _handles(self) -> None:
        self._sends(submission())
        self.meter.follows()
        case_id = next(use.key for use in reversed(self.meter.traffic.uses) if use.where == "responses")
        workflow = Workflow(case_id, self.world, self.meter)
        workflow.goes_on()
        for mail, fields in ROUND:
            link = self._waits_for(mail, workflow)
            self._passes(HOUR, workflow)
            self._acts(link, fields)
            workflow.goes_on()
        assert workflow.ended
        assert self.world.record(case_id).case.outcome is Outcome.RECOVERED

    def _waits_for(self, kind: str, workflow: Workflow) -> str:
        last = self.world.now + MOST_DAYS * DAY
        while not (found := [mail.link for mail in mailbox() if mail.kind == kind]):
            assert self.world.now < last, f"{kind} has not come."
            self._passes(QUARTER, workflow)
        return found[-1]

    def _passes(self, time: timedelta, workflow: Workflow) -> None:
        until = self.world.now + time
        while self.world.now < until:
            self.world.passes(QUARTER)
            workflow.goes_on()
            if anything_due(self.world.now):
                self._sweeps()
            self.meter.follows()

    def _sweeps(self) -> None:
        from sweep.handler import handle

        with self.meter.invocation("sweep"):
            assert handle({}, None)["failed"] == 0
        self.meter.counts["schedules"] += 1

    def _acts(self, link: str, fields: dict[str, str]) -> None:
        """Whoever got the link looks, acts, and sees what was recorded."""
        self._looks(link)
        with self.meter.invocation("link_actions", by_request=True):
            answer = send_form(link, fields)
        assert answer.status == 303, re.sub("<[^>]+>", " ", answer.body)
        self._looks(link)

    def _looks(self, link: str) -> None:
        with self.meter.invocation("link_pages", by_request=True):
            assert open_link(link).status == 200
