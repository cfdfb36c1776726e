"""`GET /widget.js`: small, compressed when wanted, cached, and usable on every page."""

import base64
import gzip
import tomllib

import pytest

from intake.handler import handle
from kuultu.services.surveys.publication import publish
from tests.conftest import ROOT
from tests.integration.http import SURVEY, ask_api, event

LARGEST = 10_000
"""Bytes that the widget may weigh on the wire, in all."""


def fetch(headers: dict[str, str] | None = None, method: str = "GET") -> tuple[dict[str, str], bytes]:
    """The headers and bytes of the widget, as the gateway would send them; the status is among the headers."""
    answer = handle(event(method, "/widget.js", headers=headers), None)
    named = {name.lower(): value for name, value in answer["headers"].items()}
    return {**named, "status": str(answer["statusCode"])}, base64.b64decode(answer["body"])


def test_the_whole_widget_weighs_at_most_ten_kilobytes() -> None:
    headers, body = fetch({"Accept-Encoding": "gzip, deflate, br, zstd"})
    assert headers["content-encoding"] == "gzip"
    assert len(body) <= LARGEST


@pytest.mark.parametrize("accepted", ["", "br", "gzip;q=0, br", "identity"])
def test_who_cannot_read_gzip_gets_the_same_script_plain(accepted: str) -> None:
    headers, body = fetch({"Accept-Encoding": accepted})
    assert "content-encoding" not in headers
    assert body == gzip.decompress(fetch({"Accept-Encoding": "gzip"})[1])


def test_the_script_may_be_used_by_every_page_and_kept_for_an_hour() -> None:
    headers, _ = fetch()
    assert headers["content-type"] == "text/javascript; charset=utf-8"
    assert headers["x-content-type-options"] == "nosniff"
    assert (headers["access-control-allow-origin"], headers["cross-origin-resource-policy"]) == ("*", "cross-origin")
    assert headers["cache-control"].startswith("public, max-age=3600")


@pytest.mark.parametrize("accepted", ["gzip", "identity"])
def test_a_script_that_has_not_changed_is_not_sent_again(accepted: str) -> None:
    etag = fetch({"Accept-Encoding": accepted})[0]["etag"]
    headers, body = fetch({"Accept-Encoding": accepted, "If-None-Match": etag})
    assert (headers["status"], body, headers["etag"], headers["vary"]) == ("304", b"", etag, "Accept-Encoding")


def test_each_encoding_has_an_entity_tag_of_its_own() -> None:
    assert fetch({"Accept-Encoding": "gzip"})[0]["etag"] != fetch()[0]["etag"]


def test_a_head_request_for_the_widget_is_answered_like_a_get() -> None:
    assert fetch(method="HEAD")[0] == fetch()[0]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_the_widget_can_only_be_read(method: str) -> None:
    answer = ask_api(method, "/widget.js")
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")


@pytest.mark.parametrize("name", ["eval(", "innerHTML", "document.write", "new Function", "document.cookie"])
def test_the_widget_holds_nothing_that_a_strict_page_would_not_let_in(name: str) -> None:
    assert name not in fetch()[1].decode()


@pytest.mark.usefixtures("aws")
def test_a_survey_says_after_which_answers_to_ask_for_contact_details() -> None:
    rules = ask_api("GET", SURVEY).json["contact_when"]
    assert {"question": "nps", "at_most": 6} in rules
    assert {"question": "topics", "any_of": ["safety", "accessibility"]} in rules
    assert len(rules) == 4


@pytest.mark.usefixtures("aws")
def test_a_surveys_own_limit_says_when_to_ask_for_contact_details() -> None:
    publish(_with_a_limit_of(8))
    rules = ask_api("GET", "/v1/surveys/own-limit").json["contact_when"]
    assert rules[0] == {"question": "nps", "at_most": 8}


def _with_a_limit_of(limit: int) -> dict[str, object]:
    survey = tomllib.loads((ROOT / "surveys" / "after-purchase.toml").read_text(encoding="utf-8"))
    survey["questions"][0]["negative_at_most"] = limit
    return {**survey, "id": "own-limit"}
