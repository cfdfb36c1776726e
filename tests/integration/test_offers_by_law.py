"""What the law asks of an offer and of the answer that brings it."""

import pytest

from tests.integration.mailbox import last
from tests.integration.world import World, flaws


@pytest.fixture
def proposing(world: World) -> str:
    """A case that was our fault, in which the owner is asked what to offer."""
    case_id = world.comes_to_conclude()
    world.concludes(case_id, "ours")
    return case_id


def replied(world: World, case_id: str, *remedies: str, **sums: str) -> str:
    """What the customer reads when this is offered."""
    world.proposes(case_id, "offer", remedies=list(remedies), **sums)
    world.replies(case_id)
    return last("reply").words


def test_an_apology_alone_is_a_refusal_and_names_the_dispute_body(world: World) -> None:
    case_id = world.comes_to_conclude()
    world.concludes(case_id, "unclear")
    assert "kuluttajariita.fi" in replied(world, case_id, "apology")


def test_a_carriers_fault_is_ours_towards_the_customer(world: World) -> None:
    case_id = world.comes_to_conclude()
    world.concludes(case_id, "third_party")
    assert flaws(world.clicks(last("task-propose_remedy").link, "nothing")) == [("choice", "remedy-required")]


def test_the_fault_of_somebody_for_whom_we_do_not_answer_is_not(world: World) -> None:
    case_id = world.comes_to_conclude()
    world.concludes(case_id, "third_party", outsider="yes")
    assert world.clicks(last("task-propose_remedy").link, "nothing") is None


def test_each_remedy_in_money_is_offered_with_its_own_sum(world: World, proposing: str) -> None:
    letter = replied(world, proposing, "refund", "gift_card", amount_refund="49,90", amount_gift_card="10")
    assert "rahat takaisin, 49,90" in letter
    assert "lahjakortin (10 €)" in letter


def test_what_the_customer_can_get_at_most_is_above_the_limit(world: World, proposing: str) -> None:
    sums = {"amount_refund": "60", "amount_gift_card": "40,01"}
    world.proposes(proposing, "offer", remedies=["refund", "gift_card"], **sums)
    assert "100,01" in world.sees(last("task-approve_remedy").link).words


def test_what_a_repair_does_to_the_liability_is_said_beforehand(world: World, proposing: str) -> None:
    assert "12 kuukautta pidempään" in replied(world, proposing, "repair")
    assert "12 kuukautta pidempään" in world.sees(last("reply").link).words
