"""Keys of submissions: their form, and whom they belong to."""

import pytest

from tests.integration.http import submit
from tests.integration.tables import stored
from tests.integration.world import submission

KEY = "key-0123456789abcdef"


def test_without_a_key_every_post_is_a_new_response(aws: None) -> None:
    ids = {submit(submission()).json["response_id"] for _ in range(3)}
    assert len(ids) == 3


def test_a_key_belongs_to_one_survey(aws: None) -> None:
    submit({"answers": {"csat": 1}}, "visit", KEY)
    assert submit({"answers": {"ces": 1}}, "support", KEY).status == 201


@pytest.mark.parametrize("key", ["short", "x" * 15, "x" * 65, "sixteen letters!", "ä" * 16, f"{KEY}, {KEY}", "１" * 16])
def test_b22_a_key_of_another_form_is_a_400(aws: None, key: str) -> None:
    answer = submit(submission(), key=key)
    assert (answer.status, answer.json["type"]) == (400, "urn:kuultu:problem:invalid-idempotency-key")
    assert stored() == 0


@pytest.mark.parametrize("key", ["x" * 16, "x" * 64, "a-B_9" * 4])
def test_a_key_of_sixteen_to_sixty_four_letters_is_taken(aws: None, key: str) -> None:
    assert submit(submission(), key=key).status == 201


def test_b22_an_empty_key_is_not_taken_for_none(aws: None) -> None:
    assert submit(submission(), headers={"Idempotency-Key": ""}).status == 400
