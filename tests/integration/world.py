"""A world in which cases are handled: a clock, customers who answer, staff who click, and the workflow's part."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from time_machine import Traveller

from kuultu.domain.cases.call_plan import next_call_at
from kuultu.domain.cases.case import CaseRecord, Stage
from kuultu.domain.cases.decisions import Decision
from kuultu.domain.cases.link_view import LinkView
from kuultu.domain.cases.stages import asked_at, stage_of
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.workflow_state import workflow_state
from kuultu.services import sweep
from kuultu.services.cases import handling_start, link_view
from kuultu.services.cases.link_action import NotRecorded, act
from kuultu.services.cases.workflow_steps import ask_for_task, take_step
from kuultu.services.protection.admission import Sender
from kuultu.services.responses.response_recording import record_response
from kuultu.store import cases
from kuultu.web.link_page import link_page
from tests.integration.mailbox import last
from tests.integration.page import Page

DAY = timedelta(days=1)
OWNER, MANAGER, CUSTOMER = "owner.helsinki@example.com", "manager.helsinki@example.com", "aino@example.com"

SLIP = "Lähetetty vahingossa."
"""The reason why there is nothing to handle."""
STRANGERS = {"colleague_email", "third_party_email", "share_with"}
"""Fields in which people outside the directory may be named."""

STEPS = {Stage.ACKNOWLEDGE, Stage.SHARE, Stage.SEND_REPLY, Stage.REOPEN, Stage.CLOSE}
"""Stages at which the workflow takes a step of the same name."""


def submission(**changes: object) -> dict[str, object]:
    """What an unhappy customer sends, with these changes; `None` leaves a property out."""
    body: dict[str, object] = {
        "language": "fi",
        "answers": {"nps": 3, "why": "Paketti oli rikki."},
        "contact": {"name": "Aino Esimerkki", "email": CUSTOMER, "consent": True},
        "context": {"unit": "helsinki", "reference": "order-1001"},
    }
    return {name: value for name, value in (body | changes).items() if value is not None}


def page_of(view: LinkView) -> Page:
    """What a browser makes of it."""
    return Page(link_page(view).body or "")


def flaws(view: LinkView | None) -> list[tuple[str, str]]:
    """Field and code of everything that must be mended before it is recorded."""
    assert view
    assert view.problem
    return [(flaw.pointer, flaw.code) for flaw in view.problem.flaws]


def as_read(fields: Mapping[str, str | list[str]]) -> dict[str, str]:
    """Fields as they are read from a form: remedies are one field, others that come again are `name_2`, `name_3` …"""
    read: dict[str, str] = {}
    for name, value in fields.items():
        values = [value] if isinstance(value, str) else [",".join(value)] if name == "remedies" else value
        read |= dict(zip([name, *(f"{name}_{number}" for number in range(2, len(values) + 1))], values, strict=True))
    return read


class World:
    """Its time is that of the clock, which everything else looks at too, and stands still unless it is told to pass.

    People wait for the mail about what they do next; if they go on from the page, it is not sent at once.
    """

    def __init__(self, clock: Traveller) -> None:
        self.clock, self.people_go_on = clock, False

    @property
    def now(self) -> datetime:
        """The time by the clock."""
        return datetime.now(UTC)

    @now.setter
    def now(self, moment: datetime) -> None:
        self.clock.move_to(moment)

    def passes(self, time: timedelta) -> None:
        """Let time pass."""
        self.clock.shift(time)

    def hears(self, survey: str = "after-purchase", **changes: object) -> str:
        """Take a response in, and let the stream tell of it; returns its id."""
        recorded = record_response(survey, submission(**changes), None, Sender("192.0.2.1"), self.now)
        handling_start.begin_handling(recorded.response_id, self.now)
        return recorded.response_id

    def carries(self, case_id: str) -> Stage:
        """Do what the state machine would, until it has to wait; returns where."""
        told, asked = take_step("take_up", case_id, None, self.now), None
        while (stage := Stage(told["stage"])) is not Stage.CLOSED:
            if stage in STEPS:
                told = take_step(stage.value, case_id, None, self.now)
            elif stage is asked or self._must_wait(stage, told):
                return stage
            else:
                kind = asked_at(stage)
                assert kind
                ask_for_task(kind, case_id, f"token-of-{stage}", None, self.now)
                told = workflow_state(self.record(case_id))
                asked = Stage(told["stage"])
        return stage

    def clicks(self, link: str, choice: str, **fields: str | list[str]) -> LinkView | None:
        """Act through a link, with fields of which some may come several times; None when it is recorded.

        Strangers' addresses are said to be right, unless `despite_unknown` says otherwise.
        """
        view = link_view.look(link.rpartition("/")[2], self.now)
        if isinstance(view, LinkView) and not self.people_go_on:
            view = replace(view, token="")
        sure = {"despite_unknown": "yes"} if STRANGERS & fields.keys() else {}
        result = act(view, {"choice": choice, **sure, **as_read(fields)}, self.now)
        return result.view if isinstance(result, NotRecorded) else None

    def does(self, case_id: str, mail: str, choice: str, **fields: str | list[str]) -> Stage:
        """Whoever got the case's newest mail of this kind does what it asks; returns how far the workflow then goes."""
        assert self.clicks(last(mail, case_id).link, choice, **fields) is None
        return self.carries(case_id)

    def sees(self, link: str) -> Page:
        """What a link shows now."""
        return page_of(link_view.look(link.rpartition("/")[2], self.now))

    def record(self, case_id: str) -> CaseRecord:
        """The case as it is on record."""
        record = cases.load(case_id)
        assert record
        return record

    def task(self, case_id: str, kind: TaskKind, name: str = "") -> Task:
        """A task of the current round."""
        task = self.record(case_id).task(kind, name=name)
        assert task
        return task

    def decision(self, case_id: str, kind: TaskKind, name: str = "") -> Decision[Any]:
        """What was decided about this in the current round."""
        decision = self.task(case_id, kind, name).decision
        assert decision
        return decision

    def begins_case(self, survey: str = "after-purchase", **changes: object) -> str:
        """An unhappy response whose case has come as far as triage."""
        case_id = self.hears(survey, **changes)
        self.carries(case_id)
        return case_id

    def triages(self, case_id: str, choice: str = "handle", **fields: str | list[str]) -> None:
        """The owner reads the case and decides; the workflow goes on as far as it can."""
        reason = {"reason": SLIP} if choice == "not_a_complaint" else {}
        self.clicks(last("task-triage").link, choice, **reason | fields)
        self.carries(case_id)

    def reflects(self, case_id: str) -> None:
        """The time to think passes."""
        self.passes(DAY)
        self.carries(case_id)

    def concludes(self, case_id: str, fault: str = "unclear", **fields: str) -> None:
        """The owner concludes."""
        written = {"facts": "Laatikko putosi.", "root_cause": "delivery"} | fields
        self.clicks(last("task-conclude").link, fault, **written)
        self.carries(case_id)

    def proposes(self, case_id: str, choice: str = "nothing", **fields: str | list[str]) -> None:
        """The owner proposes a remedy, or none."""
        self.clicks(last("task-propose_remedy").link, choice, **fields)
        self.carries(case_id)

    def replies(self, case_id: str, message: str = "Kiitos ja anteeksi. Uusi paketti on matkalla.") -> None:
        """The owner writes to the customer, having nothing to offer unless it was proposed before."""
        if stage_of(self.record(case_id)) is Stage.PROPOSE:
            self.proposes(case_id)
        self.clicks(last("task-reply").link, "send", message=message)
        self.carries(case_id)

    def is_not_reached(self, case_id: str) -> None:
        """Nobody answers the call, and time passes until the mail about the next attempt comes, if there is one."""
        assert self.clicks(last("task-call").link, "not_reached") is None
        self.carries(case_id)
        planned = next_call_at(self.record(case_id))
        if planned:
            self.now = planned
            self.is_swept(case_id)

    def is_swept(self, case_id: str) -> None:
        """The sweep runs, and the workflow goes on as far as it can."""
        sweep.sweep(self.now)
        self.carries(case_id)

    def comes_to_conclude(self, survey: str = "after-purchase", **changes: object) -> str:
        """A new case, in which the owner is asked what happened."""
        case_id = self.begins_case(survey, **changes)
        self.triages(case_id)
        self.reflects(case_id)
        return case_id

    def comes_to_follow_up(self, survey: str = "after-purchase", **changes: object) -> str:
        """A new case that was answered a week ago, in which the customer is asked whether it helped."""
        case_id = self.comes_to_conclude(survey, **changes)
        self.concludes(case_id)
        self.replies(case_id)
        self.waits_a_week(case_id)
        return case_id

    def comes_to_no_choice(self) -> str:
        """A new case with an offer of which the customer has not chosen in time, and is asked whether it helped."""
        case_id = self.comes_to_conclude()
        self.concludes(case_id, "ours")
        self.proposes(case_id, "offer", remedies="repair")
        self.replies(case_id)
        for _ in range(8):
            self.passes(DAY)
            self.is_swept(case_id)
        return case_id

    def waits_a_week(self, case_id: str) -> None:
        """Seven days pass."""
        self.passes(7 * DAY)
        self.carries(case_id)

    def _must_wait(self, stage: Stage, told: Mapping[str, str]) -> bool:
        until = {Stage.REFLECT: told["reflection_ends_at"], Stage.WAIT: told["follow_up_at"]}.get(stage)
        return until is not None and self.now < datetime.fromisoformat(until)
