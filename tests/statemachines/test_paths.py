"""Every path through the handling, on moto's interpreter; `stories.py` says what happens in each."""

from collections.abc import Callable

import pytest

from tests.statemachines.stories import ASKED, FOR_GOOD
from tests.statemachines.telling import STATE_OF, Told

Tell = Callable[[str], Told]

BEGINNING = ["Take up the case", "Where does the case stand?"]
ROUND = [
    "Triage",
    "Is it a complaint?",
    "Find out",
    "Reflect",
    "Conclude",
    "Share privately",
    "Can the customer be answered?",
    "Propose a remedy",
    "Must somebody else approve?",
    "Approve the remedy",
    "Is it approved?",
    "Reply",
    "Send the reply",
    "Is there something to choose?",
    "Choose a remedy",
    "What did the customer choose?",
    "Deliver the remedy",
    "Was it delivered?",
    "Wait seven days",
    "Follow up",
    "Did it help?",
]
PROPOSAL = ROUND.index("Propose a remedy")
END = ["Close", "Closed"]
AGAIN = ["Reopen with the manager", *ROUND]

TAKEN_UP = {
    "acknowledge": "Acknowledge",
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
    return [*BEGINNING, "Acknowledge", *ROUND[:back], *ROUND[PROPOSAL:], *END]


def test_a_customer_who_is_helped_is_heard_in_one_round(told: Tell) -> None:
    story = told("helped")
    assert story.status == "SUCCEEDED"
    assert story.states == [*BEGINNING, "Acknowledge", *ROUND, *END]


def test_what_is_not_a_complaint_is_closed_after_triage(told: Tell) -> None:
    story = told("not a complaint")
    assert story.status == "SUCCEEDED"
    assert story.states[-4:] == ["Triage", "Is it a complaint?", *END]


def test_a_case_of_which_nobody_is_asked_reflects_at_once(told: Tell) -> None:
    assert told("nobody to ask").states == [*BEGINNING, "Acknowledge", *without("Find out"), *END]


def test_a_customer_without_an_address_is_not_written_to(told: Tell) -> None:
    story = told("unreachable")
    assert story.status == "SUCCEEDED"
    assert story.states[-5:] == ["Conclude", "Share privately", "Can the customer be answered?", *END]


def test_what_the_owner_may_offer_alone_is_not_approved(told: Tell) -> None:
    story = told("nothing to approve")
    assert story.states == [*BEGINNING, "Acknowledge", *without("Approve the remedy", "Is it approved?"), *END]


def test_a_rejected_proposal_goes_back_to_the_owner(told: Tell) -> None:
    assert told("rejected").states == proposed_again_after("Is it approved?")


def test_a_customer_who_wishes_for_something_else_is_offered_something_else(told: Tell) -> None:
    assert told("wishes for something else").states == proposed_again_after("What did the customer choose?")


def test_what_cannot_be_delivered_goes_back_to_the_owner(told: Tell) -> None:
    assert told("cannot be delivered").states == proposed_again_after("Was it delivered?")


def test_a_reply_that_offers_nothing_is_followed_up(told: Tell) -> None:
    chosen = ROUND[ROUND.index("Choose a remedy") : ROUND.index("Wait seven days")]
    assert told("nothing to choose").states == [*BEGINNING, "Acknowledge", *without(*chosen), *END]


def test_a_customer_who_does_not_choose_is_followed_up(told: Tell) -> None:
    delivered = ("Deliver the remedy", "Was it delivered?")
    assert told("does not choose").states == [*BEGINNING, "Acknowledge", *without(*delivered), *END]


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
    assert story.states == [*BEGINNING, "Acknowledge", *ROUND, *AGAIN, *END]


def test_a_case_is_reopened_as_often_as_the_record_says(told: Tell) -> None:
    assert told("unhappy twice more").states == [*BEGINNING, "Acknowledge", *ROUND, *AGAIN, *AGAIN, *END]


def test_reflection_lasts_until_its_moment(told: Tell) -> None:
    story = told("reflects")
    assert story.seconds_in("Reflect") >= 1
    assert story.seconds_in("Wait seven days") < 1


def test_the_follow_up_waits_for_its_moment(told: Tell) -> None:
    story = told("waits")
    assert story.seconds_in("Wait seven days") >= 1
    assert story.seconds_in("Reflect") < 1


@pytest.mark.parametrize(("stage", "state"), TAKEN_UP.items())
def test_an_interrupted_case_goes_on_from_its_record(told: Tell, stage: str, state: str) -> None:
    story = told(f"taken up at {stage}")
    assert story.status == "SUCCEEDED"
    assert story.states[:3] == [*BEGINNING, state]


def test_nothing_is_done_in_a_closed_case(told: Tell) -> None:
    assert told("taken up at closed").called == ["take_up"]


@pytest.mark.parametrize("story", ["every step breaks once", "every question breaks once"])
def test_what_breaks_once_is_tried_again_and_the_case_goes_on(told: Tell, story: str) -> None:
    assert told(story).status == "SUCCEEDED"
    assert told(story).states == [*BEGINNING, "Acknowledge", *ROUND, *AGAIN, *END]


def test_every_call_that_breaks_is_made_again(told: Tell) -> None:
    broken = told("every step breaks once").called_again | told("every question breaks once").called_again
    assert broken == set(STATE_OF)


def test_every_call_that_is_throttled_is_made_again(told: Tell) -> None:
    throttled = [told("every step is throttled once"), told("every question is throttled once")]
    assert {story.status for story in throttled} == {"SUCCEEDED"}
    assert throttled[0].called_again | throttled[1].called_again == set(STATE_OF)


def test_a_mail_that_has_to_wait_is_tried_more_often_than_what_is_broken(told: Tell) -> None:
    story = told("mail asked to wait")
    assert story.status == "SUCCEEDED"
    assert story.called.count("acknowledge") > FOR_GOOD


@pytest.mark.parametrize("name", STATE_OF)
def test_what_breaks_for_good_is_left_to_the_sweep(told: Tell, name: str) -> None:
    story = told(f"{name} breaks for good")
    assert (story.status, story.error) == ("FAILED", "LeftToTheSweep")
    assert story.states[-2:] == [STATE_OF[name], "Left to the sweep"]
    assert story.called.count(name) == FOR_GOOD


def test_a_step_that_hangs_is_left_to_the_sweep(told: Tell) -> None:
    story = told("hangs")
    assert (story.status, story.error) == ("FAILED", "LeftToTheSweep")
    assert story.called.count("close") == 1


@pytest.mark.parametrize("name", ASKED)
def test_when_nobody_answers_in_time_the_record_is_read_and_the_question_asked_again(told: Tell, name: str) -> None:
    story = told(f"{name} goes unanswered")
    first = story.states.index(STATE_OF[name])
    assert story.status == "SUCCEEDED"
    assert story.states[first : first + 4] == [STATE_OF[name], *BEGINNING, STATE_OF[name]]


@pytest.mark.parametrize("name", ASKED)
def test_a_question_that_is_asked_again_waits_on_a_new_token(told: Tell, name: str) -> None:
    tokens = [call.callback for call in told(f"{name} goes unanswered").calls if call.name == name]
    assert len(tokens) == len(set(tokens)) == 2


def test_a_question_is_asked_as_often_as_it_takes(told: Tell) -> None:
    story = told("asked three times")
    assert story.status == "SUCCEEDED"
    assert story.called.count("triage") == 3


@pytest.mark.parametrize("name", ASKED)
def test_an_answer_recorded_as_time_runs_out_counts_and_nobody_is_asked_again(told: Tell, name: str) -> None:
    story = told(f"{name} is answered as time runs out")
    assert story.status == "SUCCEEDED"
    assert story.called.count(name) == 1
    assert "Reopen with the manager" not in story.states


@pytest.mark.parametrize("name", ASKED)
def test_an_answer_recorded_just_after_time_ran_out_is_heard_at_once(told: Tell, name: str) -> None:
    story = told(f"{name} is answered just after time ran out")
    assert story.status == "SUCCEEDED"
    assert story.called.count(name) == 2
    assert "Reopen with the manager" not in story.states


def test_a_second_click_on_an_earlier_link_moves_nothing(told: Tell) -> None:
    assert told("clicked twice").states == told("helped").states
