"""Remedies: what must be offered, who approves it, what the customer chooses, and what stays on the case."""

from datetime import datetime

import pytest

from kuultu.domain.cases.case import Stage
from kuultu.domain.cases.decisions import Decision
from kuultu.domain.cases.payloads.putting_right import RemedyChoice
from kuultu.domain.cases.task_kind import TaskKind
from tests.integration.mailbox import kinds_and_readers, last
from tests.integration.world import CUSTOMER, DAY, MANAGER, OWNER, World, flaws

OFFER: dict[str, str | list[str]] = {"remedies": ["replacement", "refund"], "amount": "49,90", "reason": "Reilua."}
LARGE: dict[str, str | list[str]] = {"remedies": ["refund"], "amount": "100,01"}


@pytest.fixture
def proposing(world: World) -> str:
    """A case that was our fault, in which the owner is asked what to offer."""
    case_id = world.comes_to_conclude()
    world.concludes(case_id, "ours")
    return case_id


def on_record(decision: Decision) -> tuple[str, str, datetime]:
    """What was decided, by whom and when."""
    return decision.choice, decision.by, decision.at


def test_an_offer_goes_to_the_customer_with_the_answer_and_its_first_link_lets_them_choose(
    world: World, proposing: str
) -> None:
    world.proposes(proposing, "offer", **OFFER)
    world.replies(proposing)
    assert kinds_and_readers()[-1] == ("reply", CUSTOMER)
    page = world.sees(last("reply").link)
    assert [value for name, value in page.radios if name == "choice"] == ["replacement", "refund", "none_of_these"]
    assert "request-choose_remedy" not in [kind for kind, _ in kinds_and_readers()]


@pytest.mark.parametrize(
    ("remedies", "asked"),
    [
        (["repair", "apology"], "Kerro, sopiiko tämä sinulle"),
        (["repair", "replacement"], "Valitse, mikä sopii sinulle"),
    ],
)
def test_a_customer_with_one_offer_is_asked_whether_it_suits(
    world: World, proposing: str, remedies: list[str], asked: str
) -> None:
    world.proposes(proposing, "offer", remedies=remedies)
    world.replies(proposing)
    assert asked in last("reply").words


def test_what_was_offered_chosen_and_delivered_stays_on_the_case_with_who_and_when(
    world: World, proposing: str
) -> None:
    began = world.now
    world.proposes(proposing, "offer", **OFFER)
    world.replies(proposing)
    world.passes(DAY)
    assert world.does(proposing, "reply", "refund") is Stage.DELIVER
    world.passes(DAY)
    assert world.does(proposing, "task-deliver_remedy", "delivered", delivery_reference="RF18 5390") is Stage.WAIT
    proposed = world.decision(proposing, TaskKind.PROPOSE_REMEDY)
    delivered = world.decision(proposing, TaskKind.DELIVER_REMEDY)
    assert (proposed.payload.remedies, proposed.payload.cents) == (("replacement", "refund"), 4990)
    assert on_record(proposed) == ("offer", OWNER, began)
    assert on_record(world.decision(proposing, TaskKind.CHOOSE_REMEDY)) == ("refund", "customer", began + DAY)
    assert on_record(delivered) == ("delivered", OWNER, began + 2 * DAY)
    assert delivered.payload.delivery_reference == "RF18 5390"


def test_the_follow_up_comes_a_week_after_the_delivery_and_not_after_the_answer(world: World, proposing: str) -> None:
    world.proposes(proposing, "offer", **OFFER)
    world.replies(proposing)
    world.passes(2 * DAY)
    world.does(proposing, "reply", "replacement")
    world.passes(2 * DAY)
    world.does(proposing, "task-deliver_remedy", "delivered")
    assert world.record(proposing).case.follow_up_at == world.now + 7 * DAY


def test_whoever_delivers_sees_what_the_customer_chose(world: World, proposing: str) -> None:
    world.proposes(proposing, "offer", **OFFER)
    world.replies(proposing)
    world.does(proposing, "reply", "refund")
    words = world.sees(last("task-deliver_remedy").link).words
    assert "Rahat takaisin: 49,90" in words
    assert "Uusi tilalle" not in words


def test_what_was_not_offered_cannot_be_chosen(world: World, proposing: str) -> None:
    world.proposes(proposing, "offer", **OFFER)
    world.replies(proposing)
    assert flaws(world.clicks(last("reply").link, "gift_card")) == [("choice", "choose")]
    assert world.record(proposing).decision(RemedyChoice) is None


@pytest.mark.parametrize(
    ("choice", "fields", "flaw"),
    [
        ("nothing", {}, ("choice", "remedy-required")),
        ("offer", {}, ("remedies", "required")),
        ("offer", {"remedies": ["gift_card"], "amount": "20"}, ("remedies", "gift-card-alone")),
        ("offer", {"remedies": ["gift_card", "other"], "amount": "20"}, ("remedies", "statutory-required")),
        ("offer", {"remedies": ["other"]}, ("remedies", "statutory-required")),
        ("offer", {"remedies": ["refund", "moon"], "amount": "20"}, ("remedies", "not-offered")),
        ("offer", {"remedies": ["refund"], "amount": "paljon"}, ("amount", "invalid-amount")),
        ("offer", {"remedies": ["refund"], "amount": "-5"}, ("amount", "invalid-amount")),
    ],
)
def test_what_the_law_and_we_do_not_allow_cannot_be_proposed(
    world: World, proposing: str, choice: str, fields: dict[str, str | list[str]], flaw: tuple[str, str]
) -> None:
    assert flaws(world.clicks(last("task-propose_remedy").link, choice, **fields)) == [flaw]
    assert world.carries(proposing) is Stage.PROPOSE


def test_a_gift_card_alone_is_offered_to_a_customer_who_wished_for_it(world: World) -> None:
    case_id = world.begins_case()
    world.triages(case_id, ask_customer="Missä lommo on?")
    world.does(case_id, "request-tell_more", "answer", wish="gift_card")
    world.reflects(case_id)
    world.concludes(case_id, "ours")
    assert world.does(case_id, "task-propose_remedy", "offer", remedies="gift_card", amount="20") is Stage.REPLY


@pytest.mark.parametrize("fields", [LARGE, {"remedies": ["refund"]}, {"remedies": ["repair", "price_reduction"]}])
def test_above_the_limit_and_for_money_without_a_sum_somebody_else_approves(
    world: World, proposing: str, fields: dict[str, str | list[str]]
) -> None:
    assert world.does(proposing, "task-propose_remedy", "offer", **fields) is Stage.APPROVE
    assert kinds_and_readers()[-1] == ("task-approve_remedy", MANAGER)
    assert world.does(proposing, "task-approve_remedy", "approve") is Stage.REPLY
    approved = world.decision(proposing, TaskKind.APPROVE_REMEDY)
    assert on_record(approved) == ("approve", MANAGER, world.now)


@pytest.mark.parametrize("fields", [OFFER, LARGE | {"amount": "100,00"}, {"remedies": ["repair"]}])
def test_up_to_the_limit_nobody_has_to_approve(
    world: World, proposing: str, fields: dict[str, str | list[str]]
) -> None:
    assert world.does(proposing, "task-propose_remedy", "offer", **fields) is Stage.REPLY


def test_a_manager_does_not_approve_their_own_proposal(world: World) -> None:
    case_id = world.begins_case()
    world.triages(case_id, owner_email=MANAGER)
    world.reflects(case_id)
    world.concludes(case_id, "ours")
    world.proposes(case_id, "offer", **LARGE)
    assert last("task-approve_remedy").to == OWNER


def test_a_rejection_needs_a_reason(world: World, proposing: str) -> None:
    world.proposes(proposing, "offer", **LARGE)
    assert flaws(world.clicks(last("task-approve_remedy").link, "reject")) == [("reason", "reason-required")]
    assert world.carries(proposing) is Stage.APPROVE


def test_a_rejected_proposal_goes_back_to_the_owner_with_the_reason(world: World, proposing: str) -> None:
    world.proposes(proposing, "offer", **LARGE)
    first = last("task-propose_remedy").link
    assert world.does(proposing, "task-approve_remedy", "reject", reason="Korjaus riittää.") is Stage.PROPOSE
    again = last("task-propose_remedy")
    assert again.to == OWNER
    assert again.link != first
    assert "Korjaus riittää." in again.words
    assert "Korjaus riittää." in world.sees(again.link).words


def test_what_was_rejected_is_never_offered_and_the_next_proposal_is(world: World, proposing: str) -> None:
    world.proposes(proposing, "offer", **LARGE)
    world.does(proposing, "task-approve_remedy", "reject", reason="Korjaus riittää.")
    world.proposes(proposing, "offer", remedies="repair")
    world.replies(proposing)
    page = world.sees(last("reply").link)
    assert [value for name, value in page.radios if name == "choice"] == ["repair", "none_of_these"]


def test_a_second_proposal_above_the_limit_is_approved_again(world: World, proposing: str) -> None:
    world.proposes(proposing, "offer", **LARGE)
    world.does(proposing, "task-approve_remedy", "reject", reason="Liikaa.")
    assert world.does(proposing, "task-propose_remedy", "offer", **LARGE) is Stage.APPROVE
    assert world.does(proposing, "task-approve_remedy", "approve") is Stage.REPLY


def test_an_apology_alone_leaves_nothing_to_choose_and_nothing_to_deliver(world: World) -> None:
    case_id = world.comes_to_conclude()
    world.concludes(case_id, "unclear")
    world.proposes(case_id, "offer", remedies="apology")
    world.replies(case_id)
    assert world.carries(case_id) is Stage.WAIT
    (own_page,) = last("reply").links
    assert world.sees(own_page).forms[0]["data-kind"] == "my_case"
