"""Nobody evades the time to think (row L23 of docs/inputs.md); a manager cuts it short, with a reason on the case."""

from datetime import timedelta

import pytest

from kuultu.domain.cases.case import Stage
from kuultu.domain.cases.decisions import Decision
from kuultu.domain.cases.payloads.finding_out import EarlyEnd
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.services.cases.link_action import NotRecorded, act
from kuultu.services.cases.link_view import look
from kuultu.store import tasks
from tests.integration import executions
from tests.integration.desks import desk
from tests.integration.history import asked_of
from tests.integration.http import send_form
from tests.integration.mailbox import last
from tests.integration.world import MANAGER, World, flaws, page_of

pytestmark = pytest.mark.usefixtures("aws")


def test_a_manager_ends_reflection_and_the_case_goes_on_in_a_new_execution(world: World) -> None:
    case_id = world.begins_case()
    world.triages(case_id)
    assert world.clicks(last("task-end_reflection").link, "end", reason="Lapsen terveys on vaarassa.") is None
    assert executions.running() == [f"{case_id}-2"]
    assert world.carries(case_id) is Stage.CONCLUDE
    assert world.clicks(last("task-conclude").link, "ours", facts="f", root_cause="other") is None


def test_the_reason_for_ending_reflection_stays_on_the_case(world: World) -> None:
    case_id = world.begins_case()
    world.clicks(last("task-end_reflection").link, "end", reason="Lapsen terveys on vaarassa.")
    decision = world.record(case_id).decision(EarlyEnd)
    assert decision is not None
    assert (decision.payload.reason, decision.by) == ("Lapsen terveys on vaarassa.", MANAGER)
    assert executions.running() == [case_id]


def test_reflection_ended_before_triage_waits_for_the_triage_and_then_goes_on_at_once(world: World) -> None:
    case_id = world.begins_case()
    world.clicks(last("task-end_reflection").link, "end", reason="Lapsen terveys.")
    world.triages(case_id)
    assert world.carries(case_id) is Stage.CONCLUDE


@pytest.mark.parametrize("kind", [TaskKind.CONCLUDE, TaskKind.REPLY])
def test_l23_reflection_cannot_be_evaded_by_posting_before_it_is_over(kind: TaskKind) -> None:
    task = desk(kind, age=timedelta(hours=23))
    assert send_form(task.token, task.good).status == 409
    assert task.choice is None


@pytest.mark.parametrize("kind", [TaskKind.CONCLUDE, TaskKind.REPLY])
def test_reflection_cannot_be_evaded_through_the_service_either(kind: TaskKind) -> None:
    task = desk(kind, age=timedelta(hours=23))
    now = task.task.opened_at
    result = act(look(task.token, now), {"choice": task.good["choice"], "facts": "x"}, now)
    assert isinstance(result, NotRecorded)
    assert (result.view.problem and result.view.problem.status, task.choice) == (409, None)


@pytest.mark.parametrize("kind", [TaskKind.CONCLUDE, TaskKind.REPLY])
def test_reflection_that_a_manager_ended_opens_the_form_at_once(kind: TaskKind) -> None:
    task = desk(kind, age=timedelta(hours=2))
    began = task.record.case.opened_at
    chance = asked_of(TaskKind.END_REFLECTION, task.record, began)
    tasks.add(chance)
    tasks.decide(chance, Decision("end", EarlyEnd("r"), "m@example.com", began + timedelta(hours=1)))
    assert send_form(task.token, task.good).status == 303


def test_an_owner_who_is_the_manager_too_ends_reflection_with_a_reason_that_another_manager_reads(world: World) -> None:
    case_id = world.begins_case()
    world.triages(case_id, owner_email=MANAGER)
    world.clicks(last("task-end_reflection").link, "end", reason="Lapsen terveys on vaarassa.")
    told = last("news")
    assert told.to == "manager.turku@example.com"
    assert "Lapsen terveys on vaarassa." in told.words


@pytest.mark.parametrize("reason", ["kiire", "On kiire."])
def test_a_word_or_two_are_no_reason_for_ending_reflection_and_the_page_says_what_is(world: World, reason: str) -> None:
    world.begins_case()
    link = last("task-end_reflection").link
    assert "kuka on vaarassa" in world.sees(link).words
    view = world.clicks(link, "end", reason=reason)
    assert flaws(view) == [("reason", "too-short")]
    assert view
    assert "Esimerkiksi: ”Liesi savusi, kun se laitettiin päälle.”" in page_of(view).words
