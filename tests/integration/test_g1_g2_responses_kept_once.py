"""Promises G1 and G2: an acknowledged response is never lost, and one submission is one response."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest

from kuultu.errors import KeyReused
from kuultu.services.protection.admission import Sender
from kuultu.services.responses.response_recording import record_response
from kuultu.services.surveys import current_surveys
from kuultu.store.responses import ResponseItem
from kuultu.store.surveys import SurveyItem
from tests.integration.http import submit
from tests.integration.wire import Wire
from tests.integration.world import submission

KEY = "key-0123456789abcdef"


@pytest.fixture
def cached(wire: Wire) -> Wire:
    """The survey is cached, and nothing was sent since."""
    submit({"answers": {"nps": 10}})
    wire.sent.clear()
    return wire


@pytest.mark.parametrize("key", ["", KEY])
def test_g1_one_response_costs_exactly_one_write_and_no_read(cached: Wire, key: str) -> None:
    assert submit(submission(), key=key).status == 201
    assert cached.sent == ["UpdateItem"]


def test_the_first_response_of_a_lambda_also_reads_its_survey_and_the_people_once(wire: Wire) -> None:
    current_surveys.forget()
    submit(submission())
    submit(submission())
    assert wire.sent == ["GetItem", "GetItem", "UpdateItem", "UpdateItem"]


@pytest.mark.parametrize("content", ["{", {"answers": {"nps": 11}}, {"answers": {"nps": 3}, "contact": {"name": "A"}}])
def test_what_is_refused_costs_nothing(cached: Wire, content: object) -> None:
    assert submit(content).status in {400, 422}
    assert cached.sent == []


def test_f07_more_than_an_item_holds_is_a_413_before_the_call(cached: Wire) -> None:
    assert submit(submission(answers={"nps": 3, "why": "x" * 400 * 1024})).status == 413
    assert cached.sent == []


def test_a_repeated_submission_is_compared_with_one_read_and_stored_no_second_time(cached: Wire) -> None:
    submit(submission(), key=KEY)
    submit(submission(), key=KEY)
    assert cached.sent == ["UpdateItem", "UpdateItem", "GetItem"]
    assert ResponseItem.count() == 2


def test_g2_f02_the_same_key_and_body_are_answered_the_same_and_say_so(aws: None) -> None:
    first, again = submit(submission(), key=KEY), submit(submission(), key=KEY)
    assert (first.status, again.status) == (201, 200)
    assert first.body == again.body
    assert again.headers["idempotent-replayed"] == "true"
    assert "idempotent-replayed" not in first.headers


def test_g2_b23_f04_the_same_key_with_another_body_is_refused_and_the_first_is_kept(aws: None) -> None:
    first = submit(submission(), key=KEY)
    other = submit(submission(answers={"nps": 9}), key=KEY)
    assert (other.status, other.codes) == (422, [("", "idempotency-mismatch")])
    assert other.json["type"] == "urn:kuultu:problem:idempotency-mismatch"
    assert ResponseItem.get(first.json["response_id"]).answers["nps"] == 3


def test_g2_the_order_of_names_and_the_spaces_between_them_do_not_make_another_body(aws: None) -> None:
    backwards = dict(reversed(submission().items()))
    submit(submission(), key=KEY)
    assert submit(json.dumps(backwards, indent=3), key=KEY).status == 200


def test_g2_f03_of_many_senders_at_once_one_stores_and_the_others_hear_the_same(cached: Wire) -> None:
    told = at_once([submission()] * 8)
    assert sorted(status for status, _ in told) == [200] * 7 + [201]
    assert len({response_id for _, response_id in told}) == 1


def test_g2_b23_of_two_bodies_at_once_one_is_stored_and_the_other_is_told(cached: Wire) -> None:
    told = at_once([submission(), submission(answers={"nps": 9})])
    assert sorted(status for status, _ in told) == [201, 422]


def at_once(contents: list[dict[str, object]]) -> list[tuple[int, str]]:
    """Submit these at the same moment under the same key, each to a Lambda of its own."""
    together = Barrier(len(contents))

    def one(content: dict[str, object]) -> tuple[int, str]:
        together.wait()
        try:
            recorded = record_response("after-purchase", content, KEY, Sender("192.0.2.1"), datetime.now(UTC))
        except KeyReused as refused:
            return refused.status, ""
        return (200 if recorded.replayed else 201), recorded.response_id

    with ThreadPoolExecutor(len(contents)) as threads:
        return list(threads.map(one, contents))


def test_g1_f06_a_lost_answer_of_the_store_ends_in_one_response_and_a_good_answer(
    cached: Wire, no_waiting: None
) -> None:
    cached.lose_the_answer_to("UpdateItem")
    answer = submit(submission(), key=KEY)
    assert answer.status in {200, 201}
    assert cached.sent == ["UpdateItem", "UpdateItem", "GetItem"]
    assert ResponseItem.get(answer.json["response_id"]).verdict == "negative"


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("ProvisionedThroughputExceededException", 400),
        ("InternalServerError", 500),
        ("ServiceUnavailable", 503),
        ("AccessDeniedException", 400),
        ("KMSAccessDeniedException", 400),
    ],
)
def test_g1_b39_f05_a_failing_store_acknowledges_nothing(wire: Wire, no_waiting: None, code: str, status: int) -> None:
    wire.refuse("UpdateItem", code, status=status)
    answer = submit(submission(), key=KEY)
    assert (answer.status, answer.headers["retry-after"]) == (503, "5")
    assert "response_id" not in answer.json
    assert ResponseItem.count() == 0


def test_g1_after_the_store_has_healed_the_retry_is_stored(wire: Wire, no_waiting: None) -> None:
    wire.refuse("UpdateItem", "InternalServerError", status=500)
    submit(submission(), key=KEY)
    wire.heal()
    assert submit(submission(), key=KEY).status == 201


def test_a_short_failure_of_the_store_is_not_the_customers_business(cached: Wire, no_waiting: None) -> None:
    cached.refuse("UpdateItem", "ProvisionedThroughputExceededException", times=2)
    assert submit(submission()).status == 201
    assert cached.sent == ["UpdateItem"] * 3


def test_f08_after_a_crash_behind_the_write_the_retry_is_answered_from_the_item(wire: Wire, no_waiting: None) -> None:
    """Only the write went through; all that this process sent afterwards is as if it had died."""
    wire.lose_the_answer_to("UpdateItem")
    wire.refuse("UpdateItem", "InternalServerError", status=500)
    assert submit(submission(), key=KEY).status == 503
    wire.heal()
    again = submit(submission(), key=KEY)
    assert (again.status, again.headers["idempotent-replayed"], ResponseItem.count()) == (200, "true", 1)


def test_f09_a_missing_table_is_a_503_in_the_shape_of_a_problem_and_is_asked_once(cached: Wire) -> None:
    ResponseItem.delete_table()
    cached.sent.clear()
    answer = submit(submission())
    assert cached.sent == ["UpdateItem"]
    assert (answer.status, answer.headers["retry-after"]) == (503, "5")
    assert answer.headers["content-type"] == "application/problem+json; charset=utf-8"
    assert answer.headers["access-control-allow-origin"] == "*"


def test_a_survey_that_cannot_be_read_is_a_503_and_one_that_is_cached_goes_on(wire: Wire, no_waiting: None) -> None:
    wire.refuse("GetItem", "InternalServerError", status=500)
    assert submit(submission()).status == 503
    wire.heal()
    submit(submission())
    wire.refuse("GetItem", "InternalServerError", status=500)
    assert submit(submission()).status == 201


def test_b40_a_fault_of_our_own_is_a_500_that_says_nothing(aws: None) -> None:
    SurveyItem("broken", "current", number=1, definition={}).save()
    answer = submit(submission(), "broken")
    assert (answer.status, answer.json["type"]) == (500, "urn:kuultu:problem:internal-error")
    assert not {"KeyError", "Traceback", "line"} & set(answer.body.split())
