"""Asking somebody else from the page of a case: until the conclusion, and nobody concludes over a colleague's head."""

import pytest

from kuultu.domain.cases.case import Stage
from tests.integration.mailbox import kinds_and_readers, last
from tests.integration.world import CUSTOMER, DAY, OWNER, World, flaws, page_of

ASK_PEKKA = {"colleague_email": "pekka.puro@example.com", "colleague_question": "Kuka pakkasi?"}


@pytest.fixture
def owners(world: World) -> tuple[str, str]:
    """A case that was triaged, and its owner's link to its page."""
    case_id = world.begins_case()
    world.triages(case_id)
    return case_id, last("task-triage").links[-1]


def test_somebody_else_is_asked_and_nobody_concludes_before_they_are_heard(
    world: World, owners: tuple[str, str]
) -> None:
    case_id, link = owners
    world.reflects(case_id)
    world.passes(DAY / 24)
    assert world.clicks(link, "ask", **ASK_PEKKA) is None
    conclusion = {"facts": "Laatikko putosi.", "root_cause": "delivery"}
    view = world.clicks(last("task-conclude").link, "ours", **conclusion)
    assert view
    assert view.problem
    assert (view.problem.status, view.problem.code) == (409, "hearing")
    world.does(case_id, "task-statement", "answer", statement="Teippi loppui.")
    assert kinds_and_readers()[-1] == ("news", OWNER)
    assert world.clicks(last("task-conclude").link, "ours", **conclusion) is None


def test_an_answer_that_comes_while_the_conclusion_waits_is_news_for_the_owner_once(world: World) -> None:
    case_id = world.begins_case()
    link = last("task-triage").links[-1]
    world.triages(case_id, third_party_email="kuski@example.org")
    world.does(case_id, "task-statement", "decline")
    world.clicks(link, "ask", ask_customer="Missä lommo on?")
    world.reflects(case_id)
    world.passes(DAY / 24)
    world.does(case_id, "request-tell_more", "answer", details="Reunassa.")
    world.is_swept(case_id)
    assert [kind for kind, _ in kinds_and_readers()].count("news") == 1
    assert "Reunassa." in world.sees(last("news").link).words


def test_what_is_asked_in_the_time_to_think_is_waited_for_when_nobody_was_asked_before(
    world: World, owners: tuple[str, str]
) -> None:
    case_id, link = owners
    world.clicks(link, "ask", ask_customer="Missä lommo on?")
    world.passes(DAY)
    assert world.carries(case_id) is Stage.FIND_OUT
    assert world.does(case_id, "request-tell_more", "decline") is Stage.CONCLUDE


def test_a_customer_who_is_asked_once_more_does_not_hold_up_the_conclusion(
    world: World, owners: tuple[str, str]
) -> None:
    case_id, link = owners
    world.reflects(case_id)
    world.clicks(link, "ask", ask_customer="Missä lommo on?")
    assert kinds_and_readers()[-1] == ("request-tell_more", CUSTOMER)
    world.concludes(case_id)
    assert world.carries(case_id) is Stage.PROPOSE


def test_asking_nobody_is_sent_back(world: World, owners: tuple[str, str]) -> None:
    assert flaws(world.clicks(owners[1], "ask")) == [("ask_customer", "required")]


def test_l25_after_the_conclusion_nobody_else_is_asked(world: World, owners: tuple[str, str]) -> None:
    case_id, link = owners
    world.reflects(case_id)
    world.concludes(case_id)
    assert "ask" not in {value for _, value in world.sees(link).radios}
    view = world.clicks(link, "ask", **ASK_PEKKA)
    assert view
    page = page_of(view)
    assert "Tätä ei voi enää tehdä" in page.words
    assert ASK_PEKKA["colleague_question"] in page.words
    assert "task-statement" not in [kind for kind, _ in kinds_and_readers()]
