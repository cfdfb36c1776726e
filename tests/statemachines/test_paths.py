"""Every path through the handling, on moto's interpreter; `stories.py` says what happens in each."""

import pytest

from tests.statemachines.scripted_cases import AGAIN, BEGINNING, END, ROUND
from tests.statemachines.telling import Tell

PROPOSAL = ROUND.index("Propose a remedy")
TAKEN_UP = {
    "call": "Call the customer",
    "triage": "Triage",
    "find_out": "Find out",
    "reflect": "Reflect",
    "conclude": "Conclude",
    "share": "Share privately",
    "propose": "Propose a remedy",
    "approve": "Approve the remedy",
    "reply": "Reply",
    "send_reply": "Send the reply",
    "choose": "Choose a remedy",
    "deliver": "Deliver the remedy",
    "wait": "Wait seven days",
    "follow_up": "Follow up",
    "reopen": "Reopen with the manager",
    "close": "Close",
    "closed": "Closed",
}


def without(*names: str) -> list[str]:
    """A round that leaves these out."""
    return [state for state in ROUND if state not in names]


def proposed_again_after(name: str) -> list[str]:
    """A case in which something comes back to the owner, once."""
    back = ROUND.index(name) + 1
    return [*BEGINNING, *ROUND[:back], *ROUND[PROPOSAL:], *END]


def test_a_customer_who_is_helped_is_heard_in_one_round(told: Tell) -> None:
    story = told("helped")
    assert story.status == "SUCCEEDED"
    assert story.states == [*BEGINNING, *ROUND, *END]


def test_what_is_not_a_complaint_is_closed_after_triage(told: Tell) -> None:
    story = told("not a complaint")
    assert story.status == "SUCCEEDED"
    assert story.states[-3:] == ["Triage", "Is it a complaint?", *END]


WISH = [*BEGINNING, "Call the customer", "Was the customer reached?"]
LETTER = ["Reply", "Send the reply", "Is there something to choose?", *END]


def test_a_content_customer_who_wishes_to_be_called_is_called_and_that_is_all(told: Tell) -> None:
    story = told("wishes to be called")
    assert story.status == "SUCCEEDED"
    assert story.states == [*WISH, *END]


def test_a_customer_who_was_not_reached_is_called_again(told: Tell) -> None:
    assert told("wishes to be called, and is not reached at first").states == [*WISH, *WISH[-2:], *END]


def test_a_content_customer_who_is_never_reached_gets_a_letter(told: Tell) -> None:
    assert told("wishes to be called, and gets a letter").states == [*WISH, *LETTER]


def test_a_content_customer_without_a_number_gets_a_letter(told: Tell) -> None:
    assert told("wishes for a letter").states == [*BEGINNING, *LETTER]


def test_a_wish_that_is_a_complaint_after_all_is_handled_like_one(told: Tell) -> None:
    assert told("wishes to be called, and complains").states == [*WISH, *ROUND, *END]


def test_a_remedy_chosen_by_phone_is_delivered_at_once(told: Tell) -> None:
    by_mail = ("Choose a remedy", "What did the customer choose?")
    assert told("chooses by phone").states == [*BEGINNING, *without(*by_mail), *END]


def test_what_does_not_suit_a_customer_on_the_phone_goes_back_to_the_owner(told: Tell) -> None:
    assert told("wishes for something else by phone").states == proposed_again_after("Is there something to choose?")


def test_a_case_of_which_nobody_is_asked_reflects_at_once(told: Tell) -> None:
    assert told("nobody to ask").states == [*BEGINNING, *without("Find out"), *END]


def test_a_customer_without_contact_details_is_not_answered(told: Tell) -> None:
    story = told("unreachable")
    assert story.status == "SUCCEEDED"
    shared = ["Is there something to share?", "Share privately", "Can the customer be answered?"]
    assert story.states[-5:] == ["Conclude", *shared, *END]


SHARED = ("Share privately", "Can the customer be answered?")


def test_what_nobody_else_is_to_read_goes_on_to_the_remedy(told: Tell) -> None:
    assert told("nobody to share with").states == [*BEGINNING, *without(*SHARED), *END]


def test_what_nobody_else_is_to_read_ends_for_a_customer_without_contact_details(told: Tell) -> None:
    assert told("nobody to share with or to answer").states[-3:] == ["Conclude", "Is there something to share?", *END]


def test_what_the_owner_may_offer_alone_is_not_approved(told: Tell) -> None:
    story = told("nothing to approve")
    assert story.states == [*BEGINNING, *without("Approve the remedy", "Is it approved?"), *END]


def test_a_rejected_proposal_goes_back_to_the_owner(told: Tell) -> None:
    assert told("rejected").states == proposed_again_after("Is it approved?")


def test_a_customer_who_wishes_for_something_else_is_offered_something_else(told: Tell) -> None:
    assert told("wishes for something else").states == proposed_again_after("What did the customer choose?")


def test_what_cannot_be_delivered_goes_back_to_the_owner(told: Tell) -> None:
    assert told("cannot be delivered").states == proposed_again_after("Was it delivered?")


def test_a_reply_that_offers_nothing_is_followed_up(told: Tell) -> None:
    chosen = ROUND[ROUND.index("Choose a remedy") : ROUND.index("Wait seven days")]
    assert told("nothing to choose").states == [*BEGINNING, *without(*chosen), *END]


def test_a_customer_who_does_not_choose_is_followed_up(told: Tell) -> None:
    delivered = ("Deliver the remedy", "Was it delivered?")
    assert told("does not choose").states == [*BEGINNING, *without(*delivered), *END]


@pytest.mark.parametrize(
    ("story", "then"), [("chooses late", END[0]), ("chooses late and is unhappy", "Reopen with the manager")]
)
def test_a_remedy_chosen_at_the_follow_up_is_still_delivered(told: Tell, story: str, then: str) -> None:
    states = told(story).states
    late = states.index("Did it help?")
    assert told(story).status == "SUCCEEDED"
    assert states[late : late + 4] == ["Did it help?", "Deliver the remedy", "Was it delivered?", then]


def test_an_unhappy_follow_up_begins_another_round_with_the_manager(told: Tell) -> None:
    story = told("unhappy again")
    assert story.status == "SUCCEEDED"
    assert story.states == [*BEGINNING, *ROUND, *AGAIN, *END]


def test_a_case_is_reopened_as_often_as_the_record_says(told: Tell) -> None:
    assert told("unhappy twice more").states == [*BEGINNING, *ROUND, *AGAIN, *AGAIN, *END]


def test_reflection_lasts_until_its_moment(told: Tell) -> None:
    story = told("reflects")
    assert story.seconds_in("Reflect") >= 1
    assert story.seconds_in("Wait seven days") < 3  # a machine that does much else takes a second for nothing


def test_the_follow_up_waits_for_its_moment(told: Tell) -> None:
    story = told("waits")
    assert story.seconds_in("Wait seven days") >= 1
    assert story.seconds_in("Reflect") < 3  # a machine that does much else takes a second for nothing


@pytest.mark.parametrize(("stage", "state"), TAKEN_UP.items())
def test_an_interrupted_case_goes_on_from_its_record(told: Tell, stage: str, state: str) -> None:
    story = told(f"taken up at {stage}")
    assert story.status == "SUCCEEDED"
    assert story.states[:3] == [*BEGINNING, state]


def test_nothing_is_done_in_a_closed_case(told: Tell) -> None:
    assert told("taken up at closed").called == ["take_up"]
