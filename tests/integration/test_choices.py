"""What customers choose, or do not: another wish, silence, a late choice, and what cannot be delivered."""

import pytest

from kuultu.domain.cases.case import Outcome, Stage
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.services import sweep
from tests.integration.mailbox import kinds_and_readers, last
from tests.integration.world import CUSTOMER, DAY, OWNER, World


@pytest.fixture
def offered(world: World) -> str:
    """A case in which the customer has our offer: a repair."""
    case_id = world.comes_to_conclude()
    world.concludes(case_id, "ours")
    world.proposes(case_id, "offer", remedies="repair")
    world.replies(case_id)
    return case_id


def offers_again(world: World, case_id: str) -> None:
    """The owner has thought again, and offers a replacement."""
    world.proposes(case_id, "offer", remedies="replacement")
    world.replies(case_id)


def is_silent(world: World, case_id: str, days: int) -> Stage:
    """The customer says nothing for some days; the sweep runs once a day."""
    for _ in range(days):
        world.passes(DAY)
        sweep.sweep(world.now)
    return world.carries(case_id)


def test_a_wish_for_something_else_comes_back_to_the_owner(world: World, offered: str) -> None:
    assert world.does(offered, "reply", "none_of_these", wish="Haluan uuden.") is Stage.PROPOSE
    again = last("task-propose_remedy")
    assert again.to == OWNER
    assert "Haluan uuden." in again.words
    assert "Haluan uuden." in world.sees(again.link).words


def test_the_second_offer_has_a_link_of_its_own_and_the_first_says_what_was_chosen(world: World, offered: str) -> None:
    first = last("reply").link
    world.does(offered, "reply", "none_of_these")
    offers_again(world, offered)
    assert last("reply").link != first
    assert world.sees(first).forms == []
    assert ("choice", "replacement") in world.sees(last("reply").link).radios
    assert [kind for kind, _ in kinds_and_readers()].count("reply") == 2


def test_after_an_offer_that_did_not_suit_the_next_letter_names_the_dispute_body(world: World, offered: str) -> None:
    assert "kuluttajariita.fi" not in last("reply").words
    world.does(offered, "reply", "none_of_these", wish="Haluan rahat takaisin.")
    offers_again(world, offered)
    again = last("reply")
    assert "kuluttajariita.fi" in again.words
    world.does(offered, "reply", "none_of_these", wish="Haluan rahat takaisin.")
    assert "kuluttajariita.fi" in world.sees(again.link).words


def test_what_was_chosen_of_the_second_offer_is_delivered(world: World, offered: str) -> None:
    world.does(offered, "reply", "none_of_these")
    offers_again(world, offered)
    assert world.does(offered, "reply", "replacement") is Stage.DELIVER
    assert world.does(offered, "task-deliver_remedy", "delivered") is Stage.WAIT


def test_a_second_wish_for_something_else_does_not_go_round_again(world: World, offered: str) -> None:
    world.does(offered, "reply", "none_of_these")
    offers_again(world, offered)
    assert world.does(offered, "reply", "none_of_these", wish="En vieläkään.") is Stage.WAIT
    world.waits_a_week(offered)
    assert last("follow-up").to == CUSTOMER
    assert len(world.record(offered).of_kind(TaskKind.PROPOSE_REMEDY)) == 2


def test_a_customer_who_does_not_choose_is_reminded_once_and_the_case_goes_on(world: World, offered: str) -> None:
    assert is_silent(world, offered, 8) is Stage.FOLLOW_UP
    assert [kind for kind, _ in kinds_and_readers()].count("reminder-choose_remedy") == 1
    assert world.task(offered, TaskKind.CHOOSE_REMEDY).open


def test_the_follow_up_says_that_the_offer_stands_and_carries_a_link_to_it(world: World, offered: str) -> None:
    is_silent(world, offered, 8)
    _, choosing, _ = last("follow-up").links
    assert ("choice", "repair") in world.sees(choosing).radios


def test_a_choice_that_comes_late_is_delivered_all_the_same(world: World, offered: str) -> None:
    is_silent(world, offered, 8)
    assert world.clicks(last("reply").link, "repair") is None
    assert kinds_and_readers()[-1] == ("task-deliver_remedy", OWNER)
    planned = world.record(offered).case.follow_up_at
    assert world.does(offered, "task-deliver_remedy", "delivered") is Stage.FOLLOW_UP
    assert world.record(offered).case.follow_up_at == planned


def test_a_case_is_not_closed_before_a_late_choice_is_delivered(world: World, offered: str) -> None:
    is_silent(world, offered, 8)
    world.clicks(last("reply").link, "repair")
    assert world.does(offered, "follow-up", "solved") is Stage.DELIVER
    assert world.does(offered, "task-deliver_remedy", "delivered") is Stage.CLOSED
    assert world.record(offered).case.outcome is Outcome.RECOVERED


def test_an_offer_ends_with_its_case(world: World, offered: str) -> None:
    is_silent(world, offered, 8)
    world.does(offered, "follow-up", "solved")
    view = world.clicks(last("reply").link, "repair")
    assert view
    assert view.problem
    assert view.problem.status == 410


def test_an_offer_of_an_earlier_round_is_no_longer_open_in_the_next(world: World, offered: str) -> None:
    is_silent(world, offered, 8)
    choosing = last("reply").link
    assert world.does(offered, "follow-up", "not_solved") is Stage.TRIAGE
    view = world.clicks(choosing, "repair")
    assert view
    assert view.problem
    assert view.problem.status == 410


def test_what_cannot_be_delivered_goes_back_to_the_owner_who_offers_something_else(world: World, offered: str) -> None:
    world.does(offered, "reply", "repair")
    why = {"delivery_reference": "Varaosaa ei ole."}
    assert world.does(offered, "task-deliver_remedy", "impossible", **why) is Stage.PROPOSE
    assert "Varaosaa ei ole." in last("task-propose_remedy").words
    offers_again(world, offered)
    assert world.does(offered, "reply", "replacement") is Stage.DELIVER
    assert world.does(offered, "task-deliver_remedy", "delivered") is Stage.WAIT


def test_an_impossible_delivery_stays_on_the_case_beside_the_one_that_was_made(world: World, offered: str) -> None:
    world.does(offered, "reply", "repair")
    world.does(offered, "task-deliver_remedy", "impossible")
    offers_again(world, offered)
    world.does(offered, "reply", "replacement")
    world.does(offered, "task-deliver_remedy", "delivered")
    deliveries = [
        task.decision.choice for task in world.record(offered).of_kind(TaskKind.DELIVER_REMEDY) if task.decision
    ]
    assert deliveries == ["impossible", "delivered"]


def test_an_apology_that_is_enough_needs_no_delivery(world: World) -> None:
    case_id = world.comes_to_conclude()
    world.concludes(case_id, "ours")
    world.proposes(case_id, "offer", remedies=["repair", "apology"])
    world.replies(case_id)
    assert world.does(case_id, "reply", "apology") is Stage.WAIT
    assert "task-deliver_remedy" not in [kind for kind, _ in kinds_and_readers()]


def test_nobody_is_asked_to_deliver_before_the_customer_has_chosen(world: World, offered: str) -> None:
    world.passes(2 * DAY)
    assert world.carries(offered) is Stage.CHOOSE
    assert world.record(offered).of_kind(TaskKind.DELIVER_REMEDY) == []
