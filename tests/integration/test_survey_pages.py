"""The page of a survey: what it shows, what an address fills in, and that looking stores nothing (promise G6)."""

from datetime import UTC, datetime
from typing import Any

import pytest

from kuultu.domain.protection.form_token import TokenCheck, check_token
from kuultu.services.surveys import current_surveys, publication
from kuultu.services.surveys.current_surveys import survey_in_use
from tests.integration.http import GatewayResponse, open_survey
from tests.integration.page import Page
from tests.integration.wire import Wire
from tests.unit.helpers.builders import document

pytestmark = pytest.mark.usefixtures("aws")

SHOP = "after-purchase"


def page(address: str = SHOP, headers: dict[str, str] | None = None) -> Page:
    answer = open_survey(address, headers=headers)
    assert answer.status == 200
    return Page(answer.body)


def test_a_survey_is_one_form_with_all_its_questions_and_nothing_chosen() -> None:
    shown = page()
    answers = {"why", "topics", "name", "email", "phone", "wants_contact", "consent"}
    assert shown.forms == [{"method": "post", "data-kind": "survey", "novalidate": ""}]
    assert {name for name, _ in shown.radios} == {"nps", "delivery", "product"}
    assert set(shown.fields) == answers | {"key", "form", "language", "website"}
    assert shown.checked == []


def test_it_is_in_the_words_of_the_survey() -> None:
    words = page(f"{SHOP}?unit=turku").words
    said = ["Kattila & Kannu, Turun myymälä", "Miten ostoksesi sujui?", "10 = Erittäin todennäköisesti"]
    assert [
        text for text in [*said, "Yhteystietojani saa käyttää tämän palautteen hoitamiseen"] if text not in words
    ] == []


def test_a_link_in_mail_chooses_answers_beforehand() -> None:
    shown = page(f"{SHOP}?nps=3&delivery=2&topics=price&topics=delivery&why=Paketti+oli+rikki.")
    assert shown.checked == [("nps", "3"), ("delivery", "2"), ("topics", "delivery"), ("topics", "price")]
    assert shown.fields["why"] == "Paketti oli rikki."


@pytest.mark.parametrize(
    "query",
    ["nps=11", "nps=-1", "nps=03", "nps=٣", "nps=", "nps", "nps[]=3", "topics=weather", "why=%00", "nps=3.", "&&==&%",
     f"why={'x' * 5_001}", "colour=red", "nps=%ff%fe", "&".join(f"a{n}=1" for n in range(1_100))],
)  # fmt: skip
def test_what_an_address_says_amiss_is_not_chosen_and_does_no_harm(query: str) -> None:
    shown = page(f"{SHOP}?{query}")
    assert (shown.checked, shown.fields["why"]) == ([], "")


def test_what_an_answer_is_about_goes_along_unseen() -> None:
    shown = page(f"{SHOP}?unit=helsinki&reference=order-1001&touchpoint=delivery")
    assert [shown.fields[name] for name in ("unit", "reference", "touchpoint")] == [
        "helsinki",
        "order-1001",
        "delivery",
    ]


@pytest.mark.parametrize(
    "query", ["unit=" + "x" * 65, "reference=a%0Ab", "touchpoint=%00", "unit=", "email=a@b.example"]
)
def test_what_nobody_can_have_meant_does_not_go_along(query: str) -> None:
    shown = page(f"{SHOP}?{query}")
    assert not set(shown.fields) & {"unit", "reference", "touchpoint"}
    assert shown.fields["email"] == ""


@pytest.mark.parametrize(
    ("query", "browser", "language"),
    [
        ("", "", "fi"),
        ("?language=sv", "en", "sv"),
        ("?language=de", "sv-FI", "sv"),
        ("", "en-GB,en;q=0.9,fi;q=0.8", "en"),
        ("", "de, sv;q=0.3, en;q=0.7", "en"),
        ("", "sv;q=0, en;q=x, *", "fi"),
        ("", "en;q=-1" * 9_000, "fi"),
    ],
)
def test_the_address_says_the_language_or_else_the_browser_or_else_the_survey(
    query: str, browser: str, language: str
) -> None:
    shown = page(SHOP + query, {"Accept-Language": browser})
    assert (shown.language, shown.fields["language"]) == (language, language)


def test_the_way_to_another_language_keeps_what_the_address_says() -> None:
    assert page(f"{SHOP}?nps=3&unit=turku&colour=red").active == [
        "?language=sv&unit=turku&nps=3",
        "?language=en&unit=turku&nps=3",
    ]


def test_every_form_has_a_key_and_a_time_of_its_own() -> None:
    before = datetime.now(UTC)
    first, second = page(), page()
    assert len(first.fields["key"]) == 32
    assert first.fields["key"] != second.fields["key"]
    assert check_token(first.fields["form"], survey_in_use(SHOP, before), before) is TokenCheck.HASTY


@pytest.mark.parametrize(
    ("query", "opened"), [("", True), ("?nps=3", True), ("?nps=10", False), ("?topics=price", True)]
)
def test_contact_details_wait_behind_one_click_for_those_who_come_content(query: str, opened: bool) -> None:
    assert ('<details class="contact" open>' in open_survey(SHOP + query).body) is opened


def test_a_question_for_certain_scores_says_so_and_no_browser_insists_on_it() -> None:
    publication.publish(document("delivery") | {"id": "strict", "questions": strict()})
    body = open_survey("strict").body
    assert "Vastaa tähän, jos annoit enintään 3 kohtaan ”Kuinka tyytyväinen olet toimitukseen?”" in body
    assert body.count(" required>") == 5  # the scores
    assert body.count('class="shows-1"') == 3


def strict() -> list[dict[str, Any]]:
    return [one | {"required": True} for one in document("delivery")["questions"] if one["id"] in {"csat", "why"}]


SCANNERS = [{}, {"Purpose": "prefetch"}, {"User-Agent": "BarracudaSentinel", "X-HTTP-Method-Override": "POST"}]


def test_g6_no_scanner_that_follows_a_link_to_a_survey_stores_anything(wire: Wire) -> None:
    current_surveys.forget()
    for headers in SCANNERS:
        for method in ("GET", "HEAD"):
            assert open_survey(f"{SHOP}?nps=3&consent=yes&_method=POST", method, headers).status == 200
            assert open_survey(f"{SHOP}/thanks", method, headers).status == 200
    assert wire.sent == ["GetItem", "GetItem"]  # the survey and the people


def test_a_page_runs_nothing_and_keeps_itself_out_of_caches_frames_and_search() -> None:
    answer = open_survey("visit")
    assert not Page(answer.body).tags & {"script", "img", "iframe", "link"}
    assert answer.headers["cache-control"] == "no-store"
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-robots-tag"] == "noindex, nofollow"


def test_the_field_for_machines_is_out_of_sight_of_everybody_else() -> None:
    body = open_survey(SHOP).body
    assert '<div class="trap" aria-hidden="true">' in body
    assert 'name="website" value="" tabindex="-1" autocomplete="off"' in body


@pytest.mark.parametrize("address", [SHOP, f"{SHOP}?nps=3", f"{SHOP}/thanks"])
def test_head_is_answered_like_get(address: str) -> None:
    get, head = open_survey(address), open_survey(address, "HEAD")
    assert (head.status, head.headers) == (get.status, get.headers)


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "OPTIONS"])
def test_a_page_takes_get_head_and_post_only(method: str) -> None:
    answer = open_survey(SHOP, method)
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD, POST")
    assert open_survey(f"{SHOP}/thanks", method).headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    "survey",
    ["nobody", "x" * 65, "x" * 8_000, "..", "%00", "a%2Fb", "ä", "１", "after-purchase/more", "a b", "'\"><b>"],
)
def test_what_is_no_survey_is_a_page_that_says_so_in_every_language(survey: str) -> None:
    answer = open_survey(survey)
    assert (answer.status, answer.body) == (404, open_survey("unknown").body)
    assert [text in answer.body for text in ("Tällaista kyselyä ei ole", "ingen sådan enkät", "no such survey")] == [
        True
    ] * 3


def closed() -> GatewayResponse:
    publication.publish(document("visit") | {"id": "past", "closed": True})
    return open_survey("past")


def test_a_closed_survey_says_that_it_has_ended_and_still_thanks_who_answered_just_before() -> None:
    answer = closed()
    assert answer.status == 410
    assert "Kysely on päättynyt" in answer.body
    assert (open_survey("past/thanks?language=sv").status, Page(answer.body).forms) == (200, [])


def test_a_failing_store_is_a_503_page_that_says_what_to_do(wire: Wire, no_waiting: None) -> None:
    wire.refuse("GetItem", "InternalServerError", status=500)
    current_surveys.forget()
    answer = open_survey(SHOP)
    assert (answer.status, answer.headers["retry-after"]) == (503, "5")
    assert "reload this page" in answer.body


def test_the_time_that_suits_a_call_is_asked_for_beside_the_number_if_the_survey_has_words_for_it() -> None:
    html = page("support").html
    assert "contact_when" in page("support").fields
    assert html.index('name="phone"') < html.index('name="contact_when"') < html.index('name="consent"')
    assert "Milloin sinulle sopii puhua?" in page("support").words
    assert "contact_when" not in page(SHOP).fields
