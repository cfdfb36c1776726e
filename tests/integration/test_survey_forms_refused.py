"""What is no form of a survey's page (rows B02 to B40 of docs/inputs.md, for forms), and what words cannot do there."""

import string
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from survey_forms.handler import handle as take
from survey_pages.handler import handle as show
from tests.integration.http import FORM, call, event, open_survey, send_answers
from tests.integration.page import Page
from tests.integration.tables import stored
from tests.integration.test_customers_words_are_inert import ALLOWED, ATTACKS

pytestmark = pytest.mark.usefixtures("aws")

SHOP = "after-purchase"
HERE = "https://feedback.example.com"


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        ('{"answers": {"nps": 3}}', {"Content-Type": "application/json"}, 415),
        ("nps=3", {"Content-Type": "multipart/form-data; boundary=x"}, 415),
        ("nps=3", {"Content-Type": "text/plain"}, 415),
        ("nps=3", {"Content-Type": ""}, 415),
        ("nps=3&why=" + "x" * 65_536, {}, 413),
        ("nps=3&nps=4", {}, 400),
        ("nps=3&nps=3", {}, 400),
        ("nps=3&email=a@example.com&email=b@example.com", {}, 400),
        ("nps=3&why=%ff", {}, 400),
        (b"nps=3&why=\xff", {}, 400),
        ("nps=3&" + "&".join("x=" for _ in range(1_000)), {}, 400),
        ("nps=3&key=short", {}, 400),
        ("nps=3&key=" + "x" * 65, {}, 400),
        ("nps=3&key=" + "%C3%A4" * 16, {}, 400),
    ],
)
def test_what_is_no_form_of_ours_is_refused_with_a_page(
    body: str | bytes, headers: dict[str, str], status: int
) -> None:
    answer = send_answers(SHOP, body, headers)
    assert (answer.status, stored()) == (status, 0)
    assert answer.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("body", ["", " ", "&&==", "nps", "=3"])
def test_an_empty_form_is_given_back_to_be_filled_in(body: str) -> None:
    answer = send_answers(SHOP, body)
    assert (answer.status, len(Page(answer.body).forms), stored()) == (422, 1, 0)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": HERE, "Sec-Fetch-Site": "cross-site"},
    ],
)
def test_another_site_cannot_answer_in_somebodys_name(headers: dict[str, str]) -> None:
    answer = send_answers(SHOP, "nps=3", headers)
    assert (answer.status, stored()) == (403, 0)
    assert "evil" not in answer.body


@pytest.mark.parametrize("survey", ["nobody", "x" * 8_000, "..", "%00", "a%2Fb", "ä", "after-purchase/more"])
def test_sending_to_what_is_no_survey_is_the_same_page_as_looking_there(survey: str) -> None:
    answer = send_answers(survey, "nps=3")
    assert (answer.status, answer.body) == (404, open_survey("nobody").body)


def test_nothing_can_be_sent_to_the_thanks() -> None:
    answer = send_answers(f"{SHOP}/thanks", "nps=3")
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")


def test_a_body_that_cannot_be_decoded_is_refused() -> None:
    request = event("POST", f"/s/{SHOP}", "nps=3!", FORM, encoded=True)
    assert call(take, request).status == 400


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_that_is_sent_or_stands_in_an_address_is_obeyed(attack: str) -> None:
    names = ["why", "name", "email", "phone", "reference", "touchpoint", "unit", "form", "language"]
    sent = Page(send_answers(SHOP, dict.fromkeys(names, attack)).body)
    asked = Page(open_survey(f"{SHOP}?" + "&".join(f"{name}={quoted(attack)}" for name in names)).body)
    for page in (sent, asked):
        assert page.tags <= ALLOWED | {"nav"}
        assert [one for one in page.active if not one.startswith(("?", "#f-"))] == []
        assert (page.fields["why"], page.fields["reference"], len(page.forms)) == (attack, attack, 1)


def quoted(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode())


WORDS = st.sampled_from(
    ["nps", "why", "topics", "email", "consent", "key", "form", "language", "unit", "3", "delivery"]
)
QUERY = st.lists(st.tuples(WORDS | st.text(), WORDS | st.text()), max_size=6).map(
    lambda pairs: "&".join(f"{name}={value}" for name, value in pairs)
) | st.text(string.printable)
OFTEN = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


def asked(method: str, query: str, body: str | bytes | None = None) -> dict[str, Any]:
    request = event(method, f"/s/{SHOP}", body, FORM)
    return request | {"rawQueryString": query}


@OFTEN
@given(query=QUERY)
def test_whatever_stands_in_an_address_the_page_is_shown(query: str) -> None:
    assert call(show, asked("GET", query)).status == 200


@OFTEN
@given(body=QUERY | st.binary())
def test_whatever_is_posted_is_taken_or_refused_and_never_a_failure_of_ours(body: str | bytes) -> None:
    assert call(take, asked("POST", "", body)).status in {303, 400, 422}
