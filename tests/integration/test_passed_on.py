"""Feedback that was meant for another unit is passed on: the customer hears of it, and the clocks go on."""

from datetime import timedelta

import pytest

from kuultu.domain.cases.case import Case
from kuultu.domain.cases.events import HandedOver
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.services import sweep
from kuultu.services.cases.absence_action import note_absence
from kuultu.services.cases.absence_view import absence_view
from kuultu.services.cases.task_flow import follow_through
from kuultu.services.dossiers import dossier_of
from tests.integration.mailbox import kinds_and_readers, last, mailbox
from tests.integration.world import CUSTOMER, DAY, MANAGER, OWNER, World, flaws

JARI, HENNA, TUVA = "owner.turku@example.com", "manager.turku@example.com", "deputy.turku@example.com"
WHY = "Ostos tehtiin Turussa."


def page() -> str:
    return last("task-triage").links[-1]


def clocks(case: Case) -> tuple[object, ...]:
    return (case.promised_at, case.reflection_planned_until, case.legal_deadline, case.round_began_at, case.opened_at)


@pytest.fixture
def begun(world: World) -> str:
    """A case of Helsinki's with a legal deadline, before triage."""
    return world.begins_case(answers={"nps": 3, "why": "Ramppi puuttui.", "topics": ["accessibility"]})


@pytest.mark.parametrize("fields", [{"unit": "turku"}, {"owner_email": JARI}])
def test_in_triage_the_case_goes_to_the_other_unit_with_its_people_and_the_very_same_clocks(
    world: World, begun: str, fields: dict[str, str]
) -> None:
    before = clocks(world.record(begun).case)
    world.passes(timedelta(hours=3))
    world.triages(begun, **fields, reason=WHY)
    case = world.record(begun).case
    assert (case.unit, case.owner.email, case.manager.email) == ("turku", JARI, HENNA)
    assert clocks(case) == before


def test_from_the_page_of_the_case_too(world: World, begun: str) -> None:
    world.triages(begun)
    before = clocks(world.record(begun).case)
    assert world.clicks(page(), "hand_over", unit="turku", reason=WHY) is None
    case = world.record(begun).case
    assert (case.unit, case.owner.email, case.manager.email) == ("turku", JARI, HENNA)
    assert clocks(case) == before


def test_the_customer_hears_where_it_went_who_answers_and_that_the_promise_stays(world: World, begun: str) -> None:
    world.triages(begun, unit="turku")
    told = last("news")
    assert told.to == CUSTOMER
    wanted = ["Hei Aino", "Turun myymälä", "Minä vastaan sinulle täältä", "Jari Salonen", "torstaina 26.11. klo 12"]
    assert [said for said in wanted if said in told.words] == wanted
    assert world.sees(told.links[-1]).forms != []


def test_the_next_mail_to_the_customer_does_not_repeat_who_has_the_case(world: World, begun: str) -> None:
    world.triages(begun, unit="turku", ask_customer="Missä?")
    assert "hoidan nyt asiaasi" not in last("request-tell_more").words


def test_new_owner_former_owner_and_new_manager_hear_each_once(world: World, begun: str) -> None:
    before = len(mailbox())
    world.triages(begun, unit="turku")
    sweep.sweep(world.now)
    told = [one for one in kinds_and_readers()[before:] if one[0] == "yours"]
    assert sorted(told) == [("yours", HENNA), ("yours", OWNER), ("yours", JARI)]
    theirs = next(mail for mail in mailbox() if mail.kind == "yours" and mail.to == JARI)
    assert "Asiakkaan viesti kuuluu teille: Turun myymälä." in theirs.words


def test_the_history_says_from_where_to_where_by_whom_and_why(world: World, begun: str) -> None:
    world.triages(begun, unit="turku", reason=WHY)
    (event,) = [event for event in world.record(begun).case.events if isinstance(event, HandedOver)]
    assert (event.unit, event.former_unit, event.by, event.words) == ("turku", "helsinki", OWNER, WHY)
    words = world.sees(next(mail for mail in mailbox() if mail.kind == "yours").link).words
    assert "Mari Lindholm välitti viestin eteenpäin: Helsingin myymälä → Turun myymälä." in words
    assert WHY in words


def test_the_open_tasks_come_along_with_their_own_times(world: World, begun: str) -> None:
    world.triages(begun)
    world.reflects(begun)
    due = world.task(begun, TaskKind.CONCLUDE).due_at
    assert world.clicks(last("task-conclude").links[-1], "hand_over", unit="turku") is None
    task = world.task(begun, TaskKind.CONCLUDE)
    assert (task.assignee.email, task.due_at) == (JARI, due)


def test_limits_and_approval_are_those_of_the_new_unit(world: World, begun: str) -> None:
    world.triages(begun, unit="turku")
    world.reflects(begun)
    world.concludes(begun, "ours")
    world.proposes(begun, "offer", remedies="refund", amount="500")
    assert last("task-approve_remedy").to == HENNA


def test_somebody_who_stands_in_there_gets_the_case(world: World, begun: str) -> None:
    away = {"choice": "away", "from": "2026-11-23", "until": "2026-11-27"}
    assert note_absence(absence_view(JARI, world.now), away, world.now) is None
    world.triages(begun, unit="turku")
    case = world.record(begun).case
    assert (case.unit, case.owner.email) == ("turku", TUVA)
    assert "Tuva Ekström" in last("news").words
    sweep.sweep(world.now + DAY / 12)
    assert world.record(begun).case.owner.email == TUVA


def test_somebody_of_the_directory_without_a_unit_leaves_the_case_in_its_unit(world: World, begun: str) -> None:
    world.triages(begun, owner_email=TUVA)
    case = world.record(begun).case
    assert (case.unit, case.owner.email, case.manager.email) == ("helsinki", TUVA, MANAGER)
    assert "news" not in [mail.kind for mail in mailbox()]


def test_a_person_can_be_chosen_together_with_the_unit(world: World, begun: str) -> None:
    world.triages(begun, owner_email=TUVA, unit="turku")
    case = world.record(begun).case
    assert (case.unit, case.owner.email, case.manager.email) == ("turku", TUVA, HENNA)


def test_a_case_that_comes_back_is_told_to_the_customer_again(world: World, begun: str) -> None:
    world.triages(begun, unit="turku")
    theirs = next(mail for mail in mailbox() if mail.kind == "yours" and mail.to == JARI)
    assert world.clicks(theirs.link, "hand_over", owner_email=OWNER) is None
    assert (world.record(begun).case.unit, world.record(begun).case.manager.email) == ("helsinki", MANAGER)
    assert [mail.to for mail in mailbox() if mail.kind == "news"] == [CUSTOMER, CUSTOMER]


def test_a_crash_in_between_is_made_up_for_and_nobody_hears_twice(world: World, begun: str) -> None:
    world.triages(begun, unit="turku")
    told = kinds_and_readers()
    dossier = dossier_of(begun)
    triage = dossier.record.task(TaskKind.TRIAGE)
    assert triage
    follow_through(dossier, triage, world.now)
    assert kinds_and_readers() == told


def test_nobody_is_written_to_who_left_no_address(world: World) -> None:
    case_id = world.begins_case(contact={"phone": "+358 40 000 0000", "consent": True})
    world.triages(case_id, unit="turku")
    assert world.record(case_id).case.unit == "turku"
    assert "news" not in [mail.kind for mail in mailbox()]


def test_only_units_of_the_survey_can_be_chosen_and_the_page_offers_the_other_ones(world: World, begun: str) -> None:
    world.triages(begun)
    assert flaws(world.clicks(page(), "hand_over", unit="oulu")) == [("unit", "not-offered")]
    html = world.sees(page()).html
    assert '<option value="turku">Turun myymälä</option>' in html
    assert '<option value="helsinki">' not in html


def test_a_hand_over_without_person_or_unit_comes_back(world: World, begun: str) -> None:
    world.triages(begun)
    assert flaws(world.clicks(page(), "hand_over")) == [("owner_email", "required")]
