"""What Step Functions is given to keep: little, and nothing but ids, stages and times."""

import json

from tests.statemachines.telling import Told

Stories = dict[str, Told]

MOST = 4 * 1024
"""Bytes of one input, output or payload; Step Functions itself would take 256 KiB."""


def test_f22_nothing_that_any_story_hands_over_is_larger_than_4_kb(everything_told: Stories) -> None:
    sizes = [len(message.encode()) for story in everything_told.values() for message in story.messages]
    assert len(sizes) > 1000
    assert max(sizes) <= MOST


def test_f22_what_goes_from_state_to_state_is_ids_stages_and_times(everything_told: Stories) -> None:
    handed_on = [json.loads(text) for story in everything_told.values() for text in story.handed_on]
    assert {key for one in handed_on for key in one} == {"case_id", "waits", "case", "error"}
    assert {key for one in handed_on for key in one.get("case", {})} == {"stage", "reflection_ends_at", "follow_up_at"}


def test_a_lambda_is_told_only_what_to_do_for_which_case(everything_told: Stories) -> None:
    payloads = [json.loads(text)["Payload"] for story in everything_told.values() for text in story.requests]
    assert {frozenset(payload) for payload in payloads} == {
        frozenset({"step", "case_id", "execution"}),
        frozenset({"ask", "case_id", "execution", "callback"}),
    }
