"""What the public API refuses: each as a problem that says what to change, and never repeats what was sent."""

import json

import pytest

from kuultu.store.surveys import SurveyRecord
from tests.integration.http import JSON, RESPONSES, SURVEY, Answer, ask_api, call, event, submit
from tests.integration.tables import stored
from tests.integration.world import submission

pytestmark = pytest.mark.usefixtures("aws")


def close_survey() -> None:
    record = SurveyRecord.get("visit", "current")
    record.update([SurveyRecord.closed.set(True)])


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
