"""What happens when steps break and nobody answers, on moto's interpreter; `stories.py` says what happens in each."""

import pytest

from tests.statemachines.scripted_cases import AGAIN, ASKED, BEGINNING, END, FOR_GOOD, ROUND
from tests.statemachines.telling import STATE_OF, Tell


@pytest.mark.parametrize("story", ["every step breaks once", "every question breaks once"])
def test_f20_what_breaks_once_is_tried_again_and_the_case_goes_on(told: Tell, story: str) -> None:
    assert told(story).status == "SUCCEEDED"
    assert told(story).states == [*BEGINNING, *ROUND, *AGAIN, *END]


def test_every_call_that_breaks_is_made_again(told: Tell) -> None:
    stories = ("every step breaks once", "every question breaks once", "a call breaks once")
    assert set.union(*(told(story).called_again for story in stories)) == set(STATE_OF)


def test_f20_every_call_that_is_throttled_is_made_again(told: Tell) -> None:
    stories = ("every step is throttled once", "every question is throttled once", "a call is throttled once")
    assert {told(story).status for story in stories} == {"SUCCEEDED"}
    assert set.union(*(told(story).called_again for story in stories)) == set(STATE_OF)


def test_a_mail_that_has_to_wait_is_tried_more_often_than_what_is_broken(told: Tell) -> None:
    story = told("mail asked to wait")
    assert story.status == "SUCCEEDED"
    assert story.called.count("take_up") > FOR_GOOD


@pytest.mark.parametrize("name", STATE_OF)
def test_f20_what_breaks_for_good_is_left_to_the_sweep(told: Tell, name: str) -> None:
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
