"""The public API, row by row of its contract."""

import base64
import json

import pytest

from kuultu.store.responses import ResponseRecord
from kuultu.store.surveys import SurveyRecord
from tests.integration.http import Answer, ask_api, call, event, submit
from tests.integration.world import submission

pytestmark = pytest.mark.usefixtures("aws")

SURVEY = "/v1/surveys/after-purchase"
RESPONSES = f"{SURVEY}/responses"
JSON = {"Content-Type": "application/json"}


def stored() -> int:
    return ResponseRecord.count()


def close_survey() -> None:
    record = SurveyRecord.get("visit", "current")
    record.update([SurveyRecord.closed.set(True)])


def test_a_response_is_taken_and_the_sender_hears_its_id_and_thanks() -> None:
    answer = submit(submission())
    assert answer.status == 201
    assert set(answer.json) == {"response_id", "message"}
    assert answer.json["message"] == "Kiitos, että kerroit. Jokainen vastaus luetaan."
    assert ResponseRecord.get(answer.json["response_id"]).verdict == "negative"


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
def test_a_preflight_is_answered_for_every_origin_without_repeating_it(path: str, origin: str) -> None:
    answer = ask_api("OPTIONS", path, headers={"Origin": origin, "Access-Control-Request-Method": "POST"})
    assert (answer.status, answer.body) == (204, "")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["access-control-allow-headers"] == "Content-Type, Idempotency-Key"
    assert answer.headers["access-control-max-age"] == "3600"


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE", "TRACE"])
def test_responses_can_only_be_posted(method: str) -> None:
    answer = ask_api(method, RESPONSES, json.dumps(submission()), JSON)
    assert (answer.status, answer.headers["allow"], stored()) == (405, "POST, OPTIONS", 0)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE"])
def test_surveys_can_only_be_read(method: str) -> None:
    answer = ask_api(method, SURVEY, "{}", JSON)
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")


@pytest.mark.parametrize("body", ["", "   ", "{", '{"answers": {"nps": NaN}}', '{"answers": {}, "answers": {}}'])
def test_malformed_json_is_a_400(body: str) -> None:
    assert problem(submit(body)) == (400, "malformed-json")


@pytest.mark.parametrize("body", [b'"\xff"', b"\xef\xbb\xbf{}", b"[" * 9 + b"]" * 9])
def test_bytes_that_cannot_be_read_are_a_400(body: bytes) -> None:
    assert problem(submit(body)) == (400, "malformed-json")


def test_a_body_that_is_not_really_base64_is_a_400() -> None:
    from intake.handler import handle

    answer = call(handle, event("POST", RESPONSES, "%%%", JSON, encoded=True))
    assert problem(answer) == (400, "malformed-request")


def test_a_body_passed_on_in_base64_is_decoded_once() -> None:
    assert submit(json.dumps(submission()).encode()).status == 201
    twice = base64.b64encode(json.dumps(submission()).encode())
    assert problem(submit(twice)) == (400, "malformed-json")


@pytest.mark.parametrize("survey", ["nothing", "..", "%00", "after-purchase%20", "x" * 300, "x" * 3_000, "current"])
def test_an_unknown_survey_is_a_404_whether_read_or_answered(survey: str) -> None:
    assert problem(submit(submission(), survey)) == (404, "not-found")
    assert problem(ask_api("GET", f"/v1/surveys/{survey}")) == (404, "not-found")


@pytest.mark.parametrize("path", ["/", "/v1", "/v1/surveys/", "/v2/surveys/visit", "/v1/surveys/visit/responses/x"])
def test_an_unknown_address_is_a_404(path: str) -> None:
    assert problem(ask_api("GET", path)) == (404, "not-found")


def test_a_closed_survey_is_a_410_whether_read_or_answered() -> None:
    close_survey()
    assert problem(submit({"answers": {"csat": 1}}, "visit")) == (410, "survey-closed")
    assert problem(ask_api("GET", "/v1/surveys/visit")) == (410, "survey-closed")


def test_a_body_of_thirty_two_kibibytes_is_read_and_one_byte_more_is_a_413() -> None:
    body = json.dumps(submission()).ljust(32 * 1024)
    assert submit(body).status == 201
    assert problem(submit(body + " ")) == (413, "too-large")


@pytest.mark.parametrize(
    "media",
    [
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=latin1",
        "application/json, application/json",
        "application/problem+json",
    ],
)
def test_another_content_type_is_a_415(media: str) -> None:
    assert problem(submit(submission(), headers={"Content-Type": media})) == (415, "unsupported-media-type")


def test_no_content_type_at_all_is_a_415() -> None:
    assert ask_api("POST", RESPONSES, json.dumps(submission())).status == 415


@pytest.mark.parametrize("media", ["application/json; charset=utf-8", 'Application/JSON;charset="UTF-8"'])
def test_json_in_utf_8_may_be_announced_in_any_of_its_ways(media: str) -> None:
    assert submit(submission(), headers={"Content-Type": media}).status == 201


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate", "gzip, identity"])
def test_a_compressed_body_is_a_415(encoding: str) -> None:
    assert submit(submission(), headers={"Content-Encoding": encoding}).status == 415


def test_what_must_be_changed_is_a_422_that_points_to_each_flaw() -> None:
    answer = submit(submission(answers={"nps": 11}, contact={"email": "aino", "consent": True}))
    assert problem(answer) == (422, "invalid")
    assert answer.codes == [("/answers/nps", "out-of-range"), ("/contact/email", "invalid-email")]
    assert all(flaw["detail"] for flaw in answer.json["errors"])


def test_contact_details_without_consent_are_a_422_and_are_not_kept() -> None:
    assert submit(submission(contact={"name": "Aino"})).codes == [("/contact/consent", "consent-required")]
    assert stored() == 0


def problem(answer: Answer) -> tuple[int, str]:
    """Status and code of a problem, after a look at its shape."""
    assert answer.headers["content-type"] == "application/problem+json; charset=utf-8"
    assert {"type", "title", "status", "detail", "instance"} <= set(answer.json)
    assert answer.json["status"] == answer.status
    assert answer.json["instance"] == "request-1"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cache-control"] == "no-store"
    return answer.status, answer.json["type"].removeprefix("urn:kuultu:problem:")


CANARY = "kanarialintu"


@pytest.mark.parametrize(
    "content",
    [
        {"answers": {"nps": CANARY}},
        {"answers": {CANARY: 1, "nps": 3}},
        {"language": CANARY, "answers": {"nps": 3}},
        {"answers": {"nps": 3, "topics": [CANARY]}},
        {"answers": {"nps": 3}, "contact": {"email": CANARY, "consent": CANARY}},
        {"answers": {"nps": 3}, "context": {"page": CANARY}},
        '{"' + CANARY,
    ],
)
def test_an_error_never_repeats_what_was_sent(content: object) -> None:
    answer = submit(content, headers={"X-Anything": CANARY})
    assert answer.status in {400, 422}
    assert CANARY not in answer.body + str(answer.headers)


def test_an_error_does_not_repeat_the_address_either() -> None:
    assert CANARY not in ask_api("GET", f"/v1/surveys/{CANARY}?{CANARY}=1").body


def test_health_and_the_description_of_the_api_are_there() -> None:
    assert ask_api("GET", "/health").status == 200
    assert ask_api("GET", "/openapi.json").json["openapi"].startswith("3.1")
