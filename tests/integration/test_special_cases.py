"""Special cases: nobody to answer, danger to health or safety, and a deadline that the law sets."""

from datetime import UTC, datetime
from typing import Any

import pytest

from kuultu.domain.cases.case import Outcome, Stage
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.services import sweep
from tests.integration.mailbox import kinds_and_readers, last
from tests.integration.world import CUSTOMER, DAY, MANAGER, OWNER, World

PEKKA = "pekka.puro@example.com"
DANGER: dict[str, Any] = {"answers": {"nps": 10, "why": "Hella savusi.", "topics": ["safety"]}}
INACCESSIBLE: dict[str, Any] = {"answers": {"nps": 10, "topics": ["accessibility"]}}


def test_an_anonymous_case_is_found_out_concluded_and_shared_like_any_other(world: World) -> None:
    case_id = world.begins_case(contact=None)
    world.triages(case_id, colleague_email=PEKKA)
    world.does(case_id, "task-statement", "answer", statement="Teippi loppui.")
    world.reflects(case_id)
    world.concludes(case_id, "ours", root_cause="service", share_with=PEKKA)
    assert world.record(case_id).case.outcome is Outcome.ANONYMOUS
    assert ("share", PEKKA) in kinds_and_readers()


def test_what_was_learned_from_somebody_unknown_counts_the_same(world: World) -> None:
    case_id = world.comes_to_conclude(contact=None)
    world.concludes(case_id, "ours", root_cause="service")
    concluded = world.decision(case_id, TaskKind.CONCLUDE)
    assert (concluded.choice, concluded.payload.root_cause) == ("ours", "service")


def test_nothing_is_asked_or_promised_for_somebody_unknown(world: World) -> None:
    case_id = world.comes_to_conclude(contact=None)
    world.concludes(case_id, "ours")
    kinds = [kind for kind, _ in kinds_and_readers()]
    assert kinds == ["task-triage", "task-end_reflection", "task-conclude", "ended", "ended"]
    assert {reader for _, reader in kinds_and_readers()} == {OWNER, MANAGER}


def test_the_form_about_somebody_unknown_has_nothing_to_ask_them(world: World) -> None:
    world.begins_case(contact=None)
    fields = world.sees(last("task-triage").link).fields
    assert "colleague_email" in fields
    assert not {"ask_customer", "return_product"} & set(fields)


def test_danger_alerts_the_manager_at_once_whatever_the_score(world: World) -> None:
    world.begins_case(**DANGER)
    assert kinds_and_readers() == [("acknowledgement", CUSTOMER), ("task-triage", OWNER), ("alert", MANAGER)]
    assert "Hella savusi." in last("alert").words


def test_the_first_link_of_the_alert_ends_the_time_to_think(world: World) -> None:
    case_id = world.begins_case(**DANGER)
    world.triages(case_id)
    assert world.does(case_id, "alert", "end", reason="Hella savusi yöllä.") is Stage.CONCLUDE
    assert world.decision(case_id, TaskKind.END_REFLECTION).by == MANAGER


def test_an_alert_is_sent_once_however_often_the_case_is_taken_up(world: World) -> None:
    case_id = world.begins_case(**DANGER)
    for _ in range(3):
        world.carries(case_id)
    assert [kind for kind, _ in kinds_and_readers()].count("alert") == 1


def test_danger_is_said_before_everything_else(world: World) -> None:
    world.begins_case(**DANGER)
    assert last("task-triage").subject.startswith("Kiireellinen")
    assert "terveydestä tai turvallisuudesta" in world.sees(last("task-triage").link).words


@pytest.mark.parametrize("topic", ["delivery", "price"])
def test_other_topics_of_a_happy_customer_open_no_case(world: World, topic: str) -> None:
    world.hears(answers={"nps": 10, "topics": [topic]})
    assert kinds_and_readers() == [("thanks", CUSTOMER)]


def test_accessibility_opens_a_case_with_the_deadline_that_the_law_sets(world: World) -> None:
    case_id = world.begins_case(**INACCESSIBLE)
    assert world.record(case_id).case.legal_deadline == world.now + 14 * DAY
    assert "maanantaina 7.12. klo 11.30" in last("task-triage").words
    assert "maanantaina 7.12. klo 11.30" in world.sees(last("task-triage").links[-1]).words


def test_a_promise_that_takes_another_ones_place_ends_with_the_legal_deadline(world: World) -> None:
    world.now = datetime(2026, 12, 21, 8, 0, tzinfo=UTC)  # weeks with few working days
    case_id = world.begins_case(**INACCESSIBLE)
    world.triages(case_id)
    for _ in range(2):
        world.now = world.record(case_id).case.promised_at - DAY / 48
        sweep.sweep(world.now)
    assert [kind for kind, _ in kinds_and_readers()].count("delay") == 2
    assert world.record(case_id).case.promised_at == world.record(case_id).case.legal_deadline


def test_ordinary_cases_have_no_legal_deadline_and_alert_nobody(world: World) -> None:
    case_id = world.begins_case()
    case = world.record(case_id).case
    assert (case.legal_deadline, case.urgent) == (None, False)
    assert "alert" not in [kind for kind, _ in kinds_and_readers()]


def test_nobody_is_said_to_wish_for_contact_who_did_not(world: World) -> None:
    case_id = world.begins_case(**INACCESSIBLE)
    page = world.sees(last("task-triage").link).words
    assert "Tähän palautteeseen pitää tarttua" in page
    assert "toivoo yhteydenottoa" not in page
    world.triages(case_id, colleague_email=PEKKA)
    assert "Asiakas on ottanut meihin yhteyttä." in world.sees(last("task-statement").link).words
