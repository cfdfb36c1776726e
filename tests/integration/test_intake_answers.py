"""The answers of the public API to good requests (rows B01, B17 and B19 of docs/inputs.md, and more)."""

import base64
import json

import pytest

from kuultu.store.responses import ResponseItem
from tests.integration.http import RESPONSES, SURVEY, ask_api, submit
from tests.integration.world import submission

pytestmark = pytest.mark.usefixtures("aws")


def test_b01_a_response_is_taken_and_the_sender_hears_its_id_and_thanks() -> None:
    answer = submit(submission())
    assert answer.status == 201
    assert set(answer.json) == {"response_id", "message"}
    assert answer.json["message"] == "Kiitos, että kerroit. Vastauksesi tuli perille."
    assert ResponseItem.get(answer.json["response_id"]).verdict == "negative"


def test_thanks_are_said_in_the_customers_language() -> None:
    assert submit(submission(language="sv")).json["message"].startswith("Tack")


def test_a_survey_is_shown_with_all_that_a_widget_needs() -> None:
    answer = ask_api("GET", f"{SURVEY}?language=sv")
    names = {"id", "version", "language", "languages", "title", "intro", "questions", "contact", "thanks"}
    parts = {"id", "kind", "text", "required", "min", "max", "min_label", "max_label", "choices", "show_when"}
    assert answer.status == 200
    assert names <= set(answer.json)
    assert all(set(question) == parts for question in answer.json["questions"])
    assert (answer.json["language"], answer.json["title"]) == ("sv", "Hur gick ditt köp?")


def test_a_survey_is_shown_in_its_first_language_when_another_is_wanted() -> None:
    assert ask_api("GET", f"{SURVEY}?language=tlh").json["language"] == "fi"
    assert ask_api("GET", SURVEY).json["language"] == "fi"


def test_a_survey_that_has_not_changed_is_not_sent_again() -> None:
    first = ask_api("GET", SURVEY)
    again = ask_api("GET", SURVEY, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status, again.body, again.headers["etag"]) == (304, "", first.headers["etag"])
    assert first.headers["cache-control"] == "public, max-age=60"


def test_each_language_of_a_survey_has_a_tag_of_its_own() -> None:
    tags = {ask_api("GET", f"{SURVEY}?language={language}").headers["etag"] for language in ("fi", "sv", "en")}
    assert len(tags) == 3


@pytest.mark.parametrize("path", [SURVEY, "/health", "/openapi.json"])
def test_a_head_request_is_answered_like_a_get(path: str) -> None:
    head, get = ask_api("HEAD", path), ask_api("GET", path)
    assert head.status == get.status == 200
    assert head.headers == get.headers


@pytest.mark.parametrize("path", [SURVEY, RESPONSES, "/health", "/openapi.json"])
@pytest.mark.parametrize("origin", ["https://shop.example", "null", "x" * 10_000, "https://ä.example"])
def test_b19_a_preflight_is_answered_for_every_origin_without_repeating_it(path: str, origin: str) -> None:
    answer = ask_api("OPTIONS", path, headers={"Origin": origin, "Access-Control-Request-Method": "POST"})
    assert (answer.status, answer.body) == (204, "")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["access-control-allow-headers"] == "Content-Type, Idempotency-Key, Kuultu-Proof"
    assert answer.headers["access-control-max-age"] == "3600"


def test_b17_a_body_passed_on_in_base64_is_decoded_once() -> None:
    assert submit(json.dumps(submission()).encode()).status == 201
    twice = base64.b64encode(json.dumps(submission()).encode())
    assert submit(twice).status == 400


@pytest.mark.parametrize("media", ["application/json; charset=utf-8", 'Application/JSON;charset="UTF-8"'])
def test_json_in_utf_8_may_be_announced_in_any_of_its_ways(media: str) -> None:
    assert submit(submission(), headers={"Content-Type": media}).status == 201


def test_health_and_the_description_of_the_api_are_there() -> None:
    assert ask_api("GET", "/health").status == 200
    assert ask_api("GET", "/openapi.json").json["openapi"].startswith("3.1")
