"""Requests that the public API refuses; B02 to B23 are rows of docs/inputs.md."""

import gzip
import json

import pytest

from kuultu.store.surveys import SurveyItem
from tests.integration.http import JSON, RESPONSES, SURVEY, ask_api, call, event, problem, submit
from tests.integration.tables import stored
from tests.integration.world import submission

pytestmark = pytest.mark.usefixtures("aws")

BODY = '{"answers": {"nps": 3}}'

NO_JSON = [
    *(
        "{",
        "}",
        "[",
        "nul",
        "undefined",
        "01",
        "+1",
        ".5",
        "1.",
        "0x10",
        "1e",
        "--1",
        "'a'",
        '"',
        '"\\x"',
        '"\\u00"',
        "é",
    ),
    *(
        "{} {}",
        "{},",
        "{'a': 1}",
        '{"a": 1,}',
        '{"a" 1}',
        '{"a": }',
        "{a: 1}",
        "{1: 1}",
        "[1 2]",
        "[1,]",
        "[,1]",
        "[1",
        "]",
    ),
    *(
        '"\t"',
        '"\x00"',
        '"\x1f"',
        "// x\n{}",
        "/* x */{}",
        "#\n{}",
        "{}\x00",
        "\u2028{}",
        "\u00a0{}",
        BODY + "x",
        BODY[:-1],
    ),
    *(
        f'{{"answers": {{"nps": {odd}}}}}'
        for odd in ("NaN", "Infinity", "-Infinity", "1e400", "-1e999", "9" * 5_000, "True")
    ),
]
"""Of the kinds that JSON test suites call "must be refused"."""


def close_survey() -> None:
    record = SurveyItem.get("visit", "current")
    record.update([SurveyItem.closed.set(True)])


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE", "TRACE"])
def test_b18_responses_can_only_be_posted(method: str) -> None:
    answer = ask_api(method, RESPONSES, json.dumps(submission()), JSON)
    assert (answer.status, answer.headers["allow"], stored()) == (405, "POST, OPTIONS", 0)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE"])
def test_surveys_can_only_be_read(method: str) -> None:
    answer = ask_api(method, SURVEY, "{}", JSON)
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")


@pytest.mark.parametrize("body", ["", "   ", "\n\t", b"", b" "])
def test_b02_an_empty_body_is_a_400(body: str | bytes) -> None:
    assert problem(submit(body)) == (400, "malformed-json")


@pytest.mark.parametrize("text", ["\ufeff" + BODY, BODY])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-32", "utf-7-broken"])
def test_b03_a_body_that_is_not_plain_utf_8_is_a_400(text: str, encoding: str) -> None:
    body = b"\xf8" + text.encode() if encoding == "utf-7-broken" else text.encode(encoding)
    plain = encoding == "utf-8" and text == BODY
    assert submit(body).status == (201 if plain else 400)
    assert stored() == plain


@pytest.mark.parametrize("body", NO_JSON)
def test_b04_malformed_json_is_a_400(body: str) -> None:
    assert problem(submit(body)) == (400, "malformed-json")


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"answers":', "}")])
@pytest.mark.parametrize("depth", [9, 1_000])
def test_b05_nesting_is_refused_before_anything_descends_into_it(opening: str, closing: str, depth: int) -> None:
    assert problem(submit(opening * depth + "1" + closing * depth)) == (400, "malformed-json")
    assert problem(submit(opening * depth)) == (400, "malformed-json")
    assert problem(submit("[" * 100_000)) == (413, "too-large")


@pytest.mark.parametrize("twice", ['{"answers": {}, "answers": {}}', '{"answers": {"nps": 3, "\\u006eps": 9}}'])
def test_b06_a_name_that_comes_twice_is_a_400(twice: str) -> None:
    assert problem(submit(twice)) == (400, "malformed-json")


def test_b17_a_body_that_is_not_really_base64_is_a_400() -> None:
    from intake.handler import handle

    answer = call(handle, event("POST", RESPONSES, "%%%", JSON, encoded=True))
    assert problem(answer) == (400, "malformed-request")


@pytest.mark.parametrize(
    "survey",
    ["nothing", "..", "%00", "after-purchase%20", "x" * 300, "x" * 10_000, "current", "１２", "../visit", "visit%0A"],
)
def test_b21_an_id_of_no_survey_is_a_404_whether_read_or_answered(survey: str) -> None:
    assert problem(submit(submission(), survey)) == (404, "not-found")
    assert problem(ask_api("GET", f"/v1/surveys/{survey}")) == (404, "not-found")


@pytest.mark.parametrize("path", ["/", "/v1", "/v1/surveys/", "/v2/surveys/visit", "/v1/surveys/visit/responses/x"])
def test_an_unknown_address_is_a_404(path: str) -> None:
    assert problem(ask_api("GET", path)) == (404, "not-found")


def test_b20_a_closed_survey_is_a_410_whether_read_or_answered() -> None:
    close_survey()
    assert problem(submit({"answers": {"csat": 1}}, "visit")) == (410, "survey-closed")
    assert problem(ask_api("GET", "/v1/surveys/visit")) == (410, "survey-closed")


def test_b13_a_body_of_thirty_two_kibibytes_is_read_and_one_byte_more_is_a_413() -> None:
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
def test_b15_another_content_type_is_a_415(media: str) -> None:
    assert problem(submit(submission(), headers={"Content-Type": media})) == (415, "unsupported-media-type")


def test_b15_no_content_type_at_all_is_a_415() -> None:
    assert ask_api("POST", RESPONSES, json.dumps(submission())).status == 415


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate", "gzip, identity"])
def test_b16_a_compressed_body_is_a_415_and_is_never_unpacked(encoding: str) -> None:
    bomb = gzip.compress(b" " * 10_000_000)
    for body in (json.dumps(submission()), bomb):
        assert problem(submit(body, headers={"Content-Encoding": encoding})) == (415, "unsupported-media-type")
    assert problem(submit(bomb)) == (400, "malformed-json")


def test_what_must_be_changed_is_a_422_that_points_to_each_flaw() -> None:
    answer = submit(submission(answers={"nps": 11}, contact={"email": "aino", "consent": True}))
    assert problem(answer) == (422, "invalid")
    assert answer.codes == [("/answers/nps", "out-of-range"), ("/contact/email", "invalid-email")]
    assert all(flaw["detail"] for flaw in answer.json["errors"])


def test_contact_details_without_consent_are_a_422_and_are_not_kept() -> None:
    assert submit(submission(contact={"name": "Aino"})).codes == [("/contact/consent", "consent-required")]
    assert stored() == 0
