"""Partial answers: kept if the survey says so, replaced under their key, final once complete."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import permutations
from threading import Barrier

import pytest
from time_machine import Traveller

from kuultu.errors import KeyReused
from kuultu.services.protection.admission import Sender
from kuultu.services.responses.response_recording import record_response
from kuultu.services.surveys import publication
from kuultu.store.responses import ResponseItem
from tests.integration.http import SURVEY, GatewayResponse, ask_api, submit
from tests.integration.wire import Wire
from tests.integration.world import submission
from tests.unit.helpers.builders import document

pytestmark = pytest.mark.usefixtures("aws")

KEY = "key-0123456789abcdef"


def send(partial: object = True, **changes: object) -> GatewayResponse:
    """Post an answer under the one key of a customer."""
    return submit(submission(partial=partial, **changes), key=KEY)


def kept() -> ResponseItem:
    """The one response that is kept."""
    [record] = ResponseItem.scan()
    return record


def test_a_partial_answer_is_kept_without_what_is_required() -> None:
    answer = send(answers={"why": "Paketti"}, contact=None)
    assert (answer.status, kept().partial, kept().answers) == (201, True, {"why": "Paketti"})


def test_another_partial_answer_takes_the_place_of_the_first() -> None:
    first, second = send(answers={"nps": 3}), send(answers={"nps": 4})
    assert (second.status, second.body) == (200, first.body)
    assert "idempotent-replayed" not in second.headers
    assert kept().answers == {"nps": 4}


def test_the_same_partial_answer_again_is_a_replay() -> None:
    send()
    again = send()
    assert (again.status, again.headers["idempotent-replayed"]) == (200, "true")


@pytest.mark.parametrize("partial", [None, False])
def test_the_complete_answer_takes_the_place_of_a_partial_one_and_is_final(partial: object) -> None:
    send(answers={"nps": 3})
    complete = send(partial=partial)
    assert (complete.status, kept().partial) == (200, None)
    assert "idempotent-replayed" not in complete.headers
    assert send(partial=partial).headers["idempotent-replayed"] == "true"


def test_saying_that_an_answer_is_not_partial_makes_it_no_other_body() -> None:
    send(partial=None)
    assert send(partial=False).status == 200


@pytest.mark.parametrize("later", [{"partial": True}, {"partial": None, "answers": {"nps": 9}}])
def test_nothing_takes_the_place_of_the_complete_answer(later: dict[str, object]) -> None:
    send(partial=None)
    refused = send(**later)
    assert (refused.status, refused.codes) == (422, [("", "idempotency-mismatch")])
    assert kept().answers["nps"] == 3


def test_a_partial_answer_without_a_key_is_refused_as_nothing_could_replace_it() -> None:
    refused = submit(submission(partial=True))
    assert (refused.status, refused.codes) == (422, [("/partial", "key-required")])
    assert ResponseItem.count() == 0


def test_a_survey_that_does_not_say_so_keeps_no_partial_answers() -> None:
    publication.publish({name: value for name, value in document().items() if name != "partial"})
    assert send().codes == [("/partial", "partial-not-kept")]
    assert ask_api("GET", SURVEY).json["partial"] is False
    assert ResponseItem.count() == 0


def test_a_survey_that_keeps_them_tells_those_who_ask() -> None:
    assert ask_api("GET", SURVEY).json["partial"] is True


@pytest.mark.parametrize("partial", [1, 0, "true", []])
def test_partial_is_true_or_false(partial: object) -> None:
    assert send(partial=partial).codes == [("/partial", "wrong-type")]


@pytest.mark.parametrize(
    ("changes", "flaw"),
    [
        ({"answers": {"nps": 11}}, ("/answers/nps", "out-of-range")),
        ({"contact": {"email": "aino@example.com"}}, ("/contact/consent", "consent-required")),
        ({"language": "tlh"}, ("/language", "unknown-language")),
    ],
)
def test_all_else_in_a_partial_answer_must_be_as_usual(changes: dict[str, object], flaw: tuple[str, str]) -> None:
    assert send(**changes).codes == [flaw]


def test_each_answer_costs_one_write_and_no_read_also_in_place_of_another(wire: Wire) -> None:
    send(answers={"nps": 3})
    wire.sent.clear()
    send(answers={"nps": 4})
    send(partial=None)
    assert wire.sent == ["UpdateItem", "UpdateItem"]


def test_a_partial_answer_rests_for_half_an_hour_and_each_later_one_anew(clock: Traveller) -> None:
    send(answers={"nps": 3})
    assert kept().attend_at == datetime.now(UTC) + timedelta(minutes=30)
    clock.shift(timedelta(minutes=20))
    send(answers={"nps": 4})
    assert kept().attend_at == datetime.now(UTC) + timedelta(minutes=30)
    send(partial=None)
    assert kept().attend_at == datetime.now(UTC) + timedelta(minutes=1)


def test_a_lost_answer_of_the_store_to_the_complete_one_ends_well(wire: Wire, no_waiting: None) -> None:
    send(answers={"nps": 3})
    wire.lose_the_answer_to("UpdateItem")
    assert send(partial=None).status == 200
    assert kept().partial is None


def test_a_partial_answer_that_another_overtakes_in_the_same_moment_is_taken_for_as_good(wire: Wire) -> None:
    send(answers={"nps": 3})
    wire.refuse("UpdateItem", "ConditionalCheckFailedException", times=1)
    overtaken = send(answers={"nps": 4})
    assert overtaken.status == 200
    assert "idempotent-replayed" not in overtaken.headers


@pytest.mark.parametrize("order", list(permutations(["first", "second", "complete"])))
def test_in_whatever_order_they_come_the_complete_answer_stands(wire: Wire, order: tuple[str, ...]) -> None:
    bodies = {"first": {"nps": 1}, "second": {"nps": 2}, "complete": {"nps": 3}}
    for name in order:
        send(partial=name != "complete", answers=bodies[name])
    assert (kept().answers, kept().partial) == ({"nps": 3}, None)


def test_of_partial_and_complete_answers_in_the_same_moment_the_complete_one_stands(wire: Wire) -> None:
    contents = [submission(partial=True, answers={"nps": score}) for score in (1, 1, 2)] + [submission()] * 2
    told = at_once(contents)
    assert told.count(201) == 1
    assert set(told) <= {200, 201, 422}
    assert told[-1] in {200, 201}
    assert (kept().answers["nps"], kept().partial) == (3, None)


def at_once(contents: list[dict[str, object]]) -> list[int]:
    """Submit these at the same moment under the same key, each to a Lambda of its own."""
    submit({"answers": {"csat": 5}}, "visit")  # so that connections are there
    ResponseItem.scan().next().delete()
    together = Barrier(len(contents))

    def one(content: dict[str, object]) -> int:
        together.wait()
        try:
            recorded = record_response("after-purchase", content, KEY, Sender("192.0.2.1"), datetime.now(UTC))
        except KeyReused as refused:
            return refused.status
        return 201 if recorded.new else 200

    with ThreadPoolExecutor(len(contents)) as threads:
        return list(threads.map(one, contents))
