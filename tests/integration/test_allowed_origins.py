"""A survey that names the origins of its pages answers no others."""

import pytest

from kuultu.services.surveys import current_surveys, publication
from tests.integration.http import RESPONSES, SURVEY, GatewayResponse, ask_api, submit
from tests.integration.wire import Wire
from tests.integration.world import submission
from tests.unit.helpers.builders import document

pytestmark = pytest.mark.usefixtures("aws")

SHOP, OTHER = "https://shop.example", "https://other.example"


@pytest.fixture
def restricted(aws: None) -> None:
    """The survey of purchases, for the shop's own pages only."""
    publication.publish(document() | {"allowed_origins": [SHOP, "http://localhost:3000"]})


def cors(answer: GatewayResponse) -> set[str]:
    """The CORS headers of an answer."""
    return {name for name in answer.headers if name.startswith("access-control-")}


@pytest.mark.parametrize(("method", "path"), [("GET", SURVEY), ("OPTIONS", SURVEY), ("OPTIONS", RESPONSES)])
def test_the_shops_own_pages_may_ask_and_no_others(restricted: None, method: str, path: str) -> None:
    mine, others = (ask_api(method, path, headers={"Origin": origin}) for origin in (SHOP, OTHER))
    assert mine.headers["access-control-allow-origin"] == SHOP
    assert cors(others) == set()
    assert mine.headers["vary"] == others.headers["vary"] == "Origin"


def test_an_answer_given_on_the_shops_page_is_taken_and_its_thanks_can_be_read(restricted: None) -> None:
    answer = submit(submission(), headers={"Origin": SHOP})
    assert answer.status == 201
    assert answer.headers["access-control-allow-origin"] == SHOP


def test_what_is_wrong_with_an_answer_can_be_read_by_the_shops_pages_only(restricted: None) -> None:
    mine, others = (submit({"answers": 1}, headers={"Origin": origin}) for origin in (SHOP, OTHER))
    assert (mine.status, others.status) == (422, 422)
    assert mine.headers["access-control-allow-origin"] == SHOP
    assert cors(others) == set()


@pytest.mark.parametrize("origin", ["null", "x" * 10_000, SHOP + "/", SHOP.upper(), SHOP + ".evil.example"])
def test_an_origin_that_is_not_on_the_list_to_the_letter_is_another(restricted: None, origin: str) -> None:
    assert cors(ask_api("OPTIONS", RESPONSES, headers={"Origin": origin})) == set()


def test_a_survey_that_names_none_answers_every_page() -> None:
    answer = ask_api("GET", SURVEY, headers={"Origin": OTHER})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "vary" not in answer.headers


def test_programs_that_are_no_pages_are_not_asked_where_they_come_from(restricted: None) -> None:
    assert submit(submission()).status == 201


def test_looking_up_who_may_ask_costs_no_further_reading(restricted: None, wire: Wire) -> None:
    current_surveys.forget()
    submit(submission(), headers={"Origin": SHOP})
    assert wire.sent == ["GetItem", "UpdateItem"]


@pytest.mark.parametrize(("method", "status"), [("GET", 404), ("OPTIONS", 204)])
def test_pages_hear_that_there_is_no_such_survey(method: str, status: int) -> None:
    answer = ask_api(method, "/v1/surveys/nothing", headers={"Origin": OTHER})
    assert (answer.status, answer.headers["access-control-allow-origin"]) == (status, "*")


def test_pages_hear_that_a_survey_is_closed() -> None:
    publication.publish(document() | {"allowed_origins": [SHOP], "closed": True})
    answer = ask_api("GET", SURVEY, headers={"Origin": SHOP})
    assert (answer.status, answer.headers["access-control-allow-origin"]) == (410, "*")


def test_when_the_store_fails_pages_hear_it_and_it_is_not_asked_twice(wire: Wire) -> None:
    wire.refuse("GetItem", "ResourceNotFoundException")
    answer = ask_api("GET", SURVEY, headers={"Origin": SHOP})
    assert (answer.status, answer.headers["access-control-allow-origin"]) == (503, "*")
    assert wire.sent == ["GetItem"]
    assert ask_api("OPTIONS", RESPONSES, headers={"Origin": SHOP}).status == 204
