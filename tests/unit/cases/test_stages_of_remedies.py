"""How it is put right: what is proposed, approved, chosen and delivered, and the ways back to the owner."""

from dataclasses import replace

import pytest

from kuultu.domain.cases.case import Stage
from kuultu.domain.cases.remedies import accepted_proposals, latest_choice, replies_wanted, standing_offer
from kuultu.domain.cases.remedy import Remedy
from kuultu.domain.cases.stages import stage_of
from kuultu.domain.cases.task_kind import TaskKind
from tests.unit.helpers.builders import Life

PROPOSE, APPROVE, REPLY = TaskKind.PROPOSE_REMEDY, TaskKind.APPROVE_REMEDY, TaskKind.REPLY
CHOOSE, DELIVER, FOLLOW_UP = TaskKind.CHOOSE_REMEDY, TaskKind.DELIVER_REMEDY, TaskKind.FOLLOW_UP
APPROVER = "manager.helsinki@example.com"


def offered_again(life: Life) -> Life:
    """The owner offers something else, with another answer."""
    return life.offers("replacement", name="2").sends_the_answer().is_asked(CHOOSE, "2")


def lapsed(life: Life, name: str = "") -> Life:
    """The customer has not chosen in time; the offer stays open."""
    return life.keeps(replace(life.task(CHOOSE, name), lapsed_at=life.now))


def stage(life: Life) -> Stage:
    return stage_of(life.record)


def test_what_needs_no_approval_is_answered_at_once() -> None:
    assert stage(Life().is_concluded().offers("repair")) is Stage.REPLY


def test_a_proposal_that_was_asked_for_is_waited_for() -> None:
    assert stage(Life().is_concluded().is_asked(PROPOSE)) is Stage.PROPOSE
    rejected = Life().is_concluded().offers("refund", approver=APPROVER).decides(APPROVE, "reject")
    assert stage(rejected.is_asked(PROPOSE, "2")) is Stage.PROPOSE


def test_a_proposal_waits_for_its_approver() -> None:
    life = Life().is_concluded().offers("refund", approver=APPROVER)
    assert stage(life) is Stage.APPROVE
    assert standing_offer(life.record).remedies == ()
    assert stage(life.decides(APPROVE, "approve")) is Stage.REPLY


def test_a_rejected_proposal_goes_back_to_the_owner_as_often_as_it_is_rejected() -> None:
    life = Life().is_concluded()
    for number in ("", "2", "3"):
        life.offers("refund", name=number, approver=APPROVER).decides(APPROVE, "reject", number, reason="Liikaa.")
        assert stage(life) is Stage.PROPOSE
    assert accepted_proposals(life.record) == []
    assert stage(life.offers("repair", name="4")) is Stage.REPLY


def test_a_rejected_proposal_costs_no_answer() -> None:
    life = Life().is_concluded().offers("refund", approver=APPROVER).decides(APPROVE, "reject")
    life.offers("repair", name="2")
    assert replies_wanted(life.record) == 1
    assert standing_offer(life.record).remedies == (Remedy.REPAIR,)


def test_a_case_in_which_nothing_is_offered_waits_for_its_follow_up() -> None:
    assert stage(Life().is_answered()) is Stage.WAIT


@pytest.mark.parametrize(("choice", "then"), [("refund", "deliver"), ("gift_card", "deliver"), ("apology", "wait")])
def test_what_the_customer_chose_is_delivered_and_an_apology_needs_no_delivery(choice: str, then: str) -> None:
    assert stage(Life().has_offered("refund", "gift_card", "apology").chooses(choice)) == then


def test_what_was_delivered_leads_to_the_follow_up() -> None:
    assert stage(Life().has_offered("refund").chooses("refund").decides(DELIVER, "delivered")) is Stage.WAIT


def test_a_wish_for_something_else_goes_back_to_the_owner_once() -> None:
    life = Life().has_offered("refund").chooses("none_of_these", wish="Uusi pannu.")
    assert stage(life) is Stage.PROPOSE
    assert stage(offered_again(life)) is Stage.CHOOSE
    assert stage(life.chooses("none_of_these", "2")) is Stage.WAIT


def test_a_second_offer_gets_an_answer_and_a_choice_of_its_own() -> None:
    life = Life().has_offered("refund").chooses("none_of_these").offers("replacement", name="2")
    assert (stage(life), replies_wanted(life.record)) == (Stage.REPLY, 2)
    assert stage(life.decides(REPLY, "send", "2")) is Stage.SEND_REPLY
    life.sends_the_answer().is_asked(CHOOSE, "2").chooses("replacement", "2")
    assert stage(life) is Stage.DELIVER
    assert latest_choice(life.record) == life.task(CHOOSE, "2")


def test_a_second_proposal_of_nothing_is_answered_and_nothing_is_chosen() -> None:
    life = Life().has_offered("refund").chooses("none_of_these").decides(PROPOSE, "nothing", "2")
    assert stage(life.sends_the_answer()) is Stage.WAIT
    assert latest_choice(life.record) is None


def test_what_cannot_be_delivered_goes_back_to_the_owner_who_offers_something_else() -> None:
    life = Life().has_offered("repair").chooses("repair").decides(DELIVER, "impossible")
    assert stage(life) is Stage.PROPOSE
    offered_again(life).chooses("replacement", "2")
    assert stage(life) is Stage.DELIVER
    assert stage(life.decides(DELIVER, "delivered", "2")) is Stage.WAIT


def test_a_choice_that_nobody_made_in_time_lets_the_case_go_on_with_the_offer_kept_open() -> None:
    life = lapsed(Life().has_offered("refund"))
    assert stage(life) is Stage.WAIT
    assert life.task(CHOOSE).open


def test_a_choice_that_is_made_late_leaves_the_follow_up_as_it_was() -> None:
    life = lapsed(Life().has_offered("refund")).chooses("refund")
    assert stage(life) is Stage.WAIT
    assert stage(life.is_asked(FOLLOW_UP)) is Stage.FOLLOW_UP


@pytest.mark.parametrize(("answer", "then"), [("solved", "close"), ("not_solved", "reopen")])
def test_what_was_chosen_late_is_delivered_before_the_case_ends(answer: str, then: str) -> None:
    life = lapsed(Life().has_offered("refund")).is_asked(FOLLOW_UP).chooses("refund")
    life.says(answer)
    assert stage(life) is Stage.DELIVER
    assert stage(life.decides(DELIVER, "delivered")) == then


def test_what_was_chosen_late_and_cannot_be_delivered_goes_back_to_the_owner() -> None:
    life = lapsed(Life().has_offered("refund")).chooses("refund").says("solved")
    assert stage(life.decides(DELIVER, "impossible")) is Stage.PROPOSE
    assert stage(offered_again(life)) is Stage.CHOOSE
    assert stage(life.chooses("replacement", "2").decides(DELIVER, "delivered", "2")) is Stage.CLOSE


def test_an_offer_of_the_round_before_is_past_when_the_case_is_reopened() -> None:
    life = lapsed(Life().has_offered("refund")).says("not_solved").is_reopened()
    assert latest_choice(life.record) is None
    assert standing_offer(life.record).remedies == ()
    assert stage(life.has_offered("repair")) is Stage.CHOOSE
