"""Promise G7: a recorded decision stands (rows L03, L07 to L11, L15 and L21 of docs/inputs.md)."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from threading import Barrier

import pytest

from kuultu.domain.cases.task_kind import TaskKind
from kuultu.rendering.formatting import say_when
from kuultu.services.cases.link_action import NotRecorded, act
from kuultu.services.cases.link_view import look
from kuultu.store import tasks
from kuultu.store.links import LinkItem
from tests.integration.desks import DESKS, GOOD, OTHER, Desk, desk, link_to
from tests.integration.http import open_link, send_form
from tests.integration.page import Page
from tests.integration.wire import Wire

pytestmark = pytest.mark.usefixtures("aws")

SEVERAL = [TaskKind.TRIAGE, TaskKind.CONCLUDE, TaskKind.APPROVE_REMEDY, TaskKind.CHOOSE_REMEDY, TaskKind.FOLLOW_UP]
"""Kinds that offer more than one choice."""

ALERT = "Asia päätettiin jo aiemmin, ja ensimmäinen päätös on voimassa. Valintaasi ei tallennettu."


@pytest.mark.parametrize("kind", DESKS)
def test_l07_a_choice_is_recorded_with_its_fields_and_the_page_then_shows_it(kind: TaskKind) -> None:
    task = desk(kind)
    answer = send_form(task.token, task.good)
    assert (answer.status, answer.headers["location"], answer.body) == (303, f"/l/{task.token}", "")
    assert task.choice == task.good["choice"]
    assert Page(open_link(task.token).body).forms == []


def test_l15_what_was_written_is_kept_as_it_was_written_and_with_who_wrote_it() -> None:
    task = desk(TaskKind.CONCLUDE)
    send_form(task.token, task.good | {"facts": "  Laatikko\r\nputosi <b>ovella</b>. \u202e "})
    decision = task.task.decision
    assert decision is not None
    assert decision.payload.facts == "Laatikko\nputosi <b>ovella</b>. \u202e"
    assert decision.by == "owner.helsinki@example.com"


def test_a_customers_decision_is_the_customers_and_holds_whether_it_helped() -> None:
    task = desk(TaskKind.FOLLOW_UP)
    send_form(task.token, {"choice": "partly", "score": "8"})
    decision = task.task.decision
    assert decision is not None
    assert (decision.by, decision.payload.score) == ("customer", 8)


def test_nobody_can_say_themselves_that_they_were_recovered() -> None:
    task = desk(TaskKind.FOLLOW_UP)
    assert send_form(task.token, {"choice": "not_solved", "recovered": "yes"}).status == 422
    assert task.choice is None


def once_decided(kind: TaskKind) -> Desk:
    task = desk(kind)
    send_form(task.token, task.good)
    return task


@pytest.mark.parametrize(
    ("choice", "said"), [("handle", "asia hoidetaan"), ("not_a_complaint", "tässä ei ole hoidettavaa")]
)
def test_l03_the_page_shows_afterwards_what_was_decided_and_when(choice: str, said: str) -> None:
    task = desk(TaskKind.TRIAGE)
    send_form(task.token, {"choice": choice, "reason": "Vahinko."})
    decision, page = task.task.decision, open_link(task.token)
    assert decision is not None
    shown = Page(page.body).words
    assert page.status == 200
    assert f"Tallennettu: {said}" in shown
    assert f"Tallennettu {say_when(decision.at, 'fi', 'Europe/Helsinki')}." in shown


@pytest.mark.parametrize("kind", DESKS)
def test_l09_a_second_click_on_the_same_choice_is_confirmed_and_changes_nothing(kind: TaskKind, wire: Wire) -> None:
    task = once_decided(kind)
    before = task.task
    wire.sent.clear()
    assert send_form(task.token, task.good).status == 303
    assert wire.writes == []
    assert (task.task, {"SendEmail", "SendTaskSuccess", "StartExecution"} & set(wire.sent)) == (before, set())


@pytest.mark.parametrize("kind", DESKS)
def test_l10_another_choice_later_is_a_409_that_shows_what_stands(kind: TaskKind, wire: Wire) -> None:
    task = once_decided(kind)
    wire.sent.clear()
    answer = send_form(task.token, task.good | {"choice": OTHER[kind]})
    assert answer.status == 409
    shown = Page(answer.body).words
    assert ALERT in shown
    assert shown.replace(ALERT, "").split() == Page(open_link(task.token).body).words.split()
    assert (task.choice, wire.writes) == (task.good["choice"], [])


@pytest.mark.parametrize("kind", SEVERAL)
def test_l21_f33_of_ten_clicks_at_once_the_first_decides_and_the_others_are_told(kind: TaskKind, wire: Wire) -> None:
    task = desk(kind)
    together = Barrier(10)

    def click(number: int) -> int:
        now, data = datetime.now(UTC), task.good | {"choice": task.good["choice"] if number % 2 else OTHER[kind]}
        together.wait()
        result = act(look(task.token, now), data, now)
        return result.view.problem.status if isinstance(result, NotRecorded) and result.view.problem else 303

    with ThreadPoolExecutor(10) as threads:
        statuses = sorted(threads.map(click, range(10)))
    assert statuses == [303] * 5 + [409] * 5


def test_f36_r07_a_decision_beats_a_time_out_of_the_same_moment() -> None:
    task = desk(TaskKind.FOLLOW_UP)
    seen_open = task.task
    send_form(task.token, task.good)
    assert not tasks.change(seen_open, replace(seen_open, expired=True))
    assert (task.choice, task.task.expired) == ("partly", False)


def test_l11_f36_r07_a_time_out_beats_a_decision_of_the_same_moment_and_the_customer_is_told() -> None:
    task = desk(TaskKind.FOLLOW_UP)
    tasks.change(task.task, replace(task.task, expired=True))
    assert send_form(task.token, task.good).status == 410
    assert task.choice is None


def test_two_links_to_one_task_decide_it_once() -> None:
    first = once_decided(TaskKind.TRIAGE)
    second = link_to(first.task, first.task.assignee.email)
    assert open_link(second).status == 200
    assert send_form(second, {"choice": "not_a_complaint"}).status == 409
    assert send_form(second, {"choice": "handle"}).status == 303


def test_g7_f34_a_lost_answer_of_the_store_is_no_second_decision(wire: Wire, no_waiting: None) -> None:
    task = desk(TaskKind.TRIAGE)
    wire.lose_the_answer_to("UpdateItem")
    assert send_form(task.token, task.good).status == 303
    assert task.choice == "handle"


def test_g7_a_decision_stands_even_if_the_workflow_cannot_be_told_now(wire: Wire, no_waiting: None) -> None:
    task = desk(TaskKind.TRIAGE, callback="token")
    wire.refuse("SendTaskSuccess", "ThrottlingException")
    assert send_form(task.token, task.good).status == 303
    assert task.choice == "handle"
    assert open_link(task.token).status == 200


def test_a_workflow_that_waits_no_longer_is_no_error(wire: Wire) -> None:
    task = desk(TaskKind.TRIAGE, callback="token")
    wire.refuse("SendTaskSuccess", "TaskTimedOut")
    assert send_form(task.token, task.good).status == 303


@pytest.mark.parametrize("kind", DESKS)
def test_what_is_not_recorded_can_be_tried_again(kind: TaskKind, wire: Wire, no_waiting: None) -> None:
    task = desk(kind)
    for write in ("UpdateItem", "TransactWriteItems"):
        wire.refuse(write, "InternalServerError", status=500)
    assert send_form(task.token, task.good).status == 503
    assert task.choice is None
    wire.heal()
    assert send_form(task.token, task.good).status == 303


def test_the_token_itself_is_nowhere_in_the_store() -> None:
    task = desk(TaskKind.TRIAGE)
    kept = [str(record.attribute_values) for record in LinkItem.scan()]
    assert len(kept) == 1
    assert task.token not in kept[0]


def test_a_good_choice_of_each_kind_is_known_to_these_tests() -> None:
    assert set(GOOD) == set(OTHER) == set(DESKS)
