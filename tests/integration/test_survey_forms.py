"""What is sent from a survey's page: stored as programs' answers are, or given back to be mended."""

from typing import Any

import pytest

from kuultu.services.surveys import current_surveys, publication
from tests.integration.filling_in import SHOP, filled, send, the_response
from tests.integration.http import GatewayResponse, open_survey, send_answers
from tests.integration.page import Page
from tests.integration.tables import stored
from tests.integration.wire import Wire
from tests.unit.helpers.builders import document

pytestmark = pytest.mark.usefixtures("aws")

CONTACT = {"name": "Aino Esimerkki", "email": "aino@example.com", "phone": "", "consent": "yes"}


def flaws(answer: GatewayResponse) -> list[str]:
    """The fields that are marked."""
    assert (answer.status, stored()) == (422, 0)
    return [part.partition('-error"')[0] for part in answer.body.split('<p class="error" id="')[1:]]


def test_what_a_mail_chose_is_stored_when_a_person_sends_it() -> None:
    answer = send(filled(f"{SHOP}?language=sv&unit=turku&reference=order-1001&touchpoint=mail&nps=3"))
    assert (answer.status, answer.headers["location"]) == (303, "/s/after-purchase/thanks?language=sv")
    response = the_response()
    assert (response.answers, response.language, response.verdict) == ({"nps": 3}, "sv", "negative")
    assert (response.context.unit, response.context.reference, response.context.touchpoint) == (
        "turku",
        "order-1001",
        "mail",
    )


def test_a_form_is_stored_as_the_same_answers_from_a_program_are() -> None:
    send(filled(nps="3", why=" Paketti\r\noli rikki. ", delivery="2", topics=["delivery", "price"], **CONTACT))
    response = the_response()
    assert response.answers == {
        "nps": 3, "why": "Paketti\noli rikki.", "delivery": 2, "topics": ["delivery", "price"]
    }  # fmt: skip
    assert (response.contact.name, response.contact.email) == ("Aino Esimerkki", "aino@example.com")
    assert (response.language, response.survey_version) == ("fi", 1)


def test_the_thanks_are_the_surveys_own_and_can_be_looked_at_again_and_again(wire: Wire) -> None:
    where = send(filled(f"{SHOP}?language=sv", nps="9")).headers["location"]
    wire.sent.clear()
    pages = {open_survey(where.removeprefix("/s/")).body for _ in range(3)}
    assert "Tack för att du berättade. Ditt svar har kommit fram." in pages.pop()
    assert (pages, wire.writes) == (set(), [])


def test_consent_alone_is_no_contact() -> None:
    send(filled(nps="9", consent="yes"))
    assert the_response().anonymous


def test_an_answer_to_a_question_that_was_not_for_this_score_is_kept_as_programs_may_send_it_too() -> None:
    send(filled("delivery", csat="5", why="Yksi laatikko oli märkä."), "delivery")
    assert the_response().answers == {"csat": 5, "why": "Yksi laatikko oli märkä."}


def test_a_sender_without_a_key_is_heard_too() -> None:
    assert send_answers(SHOP, "nps=3").status == 303
    assert the_response().language == "fi"


def test_fields_that_no_form_of_ours_has_are_left_out() -> None:
    assert send(filled(nps="3", utm_source="mail", page="javascript:alert(1)", __proto__="x")).status == 303
    assert the_response().context.page == ""


def test_an_unusable_unit_does_not_cost_an_answer() -> None:
    assert send(filled(nps="3", unit="x" * 65, reference="a\nb")).status == 303
    assert (the_response().context.unit, the_response().context.reference) == ("", "")


@pytest.mark.parametrize(
    ("fields", "marked"),
    [
        ({}, ["nps"]),
        ({"nps": "11"}, ["nps"]),
        ({"nps": "03"}, ["nps"]),
        ({"nps": "٣"}, ["nps"]),
        ({"nps": "1e1"}, ["nps"]),
        ({"nps": "9" * 5_000}, ["nps"]),
        ({"nps": "3", "delivery": "0", "product": "6"}, ["delivery", "product"]),
        ({"nps": "3", "topics": ["weather"]}, ["topics"]),
        ({"nps": "3", "topics": ["price", "price"]}, ["topics"]),
        ({"nps": "3", "why": "x" * 5_001}, ["why"]),
        ({"nps": "3", "why": "x\x00"}, ["why"]),
        ({"nps": "3", "email": "aino@example.com"}, ["consent"]),
        ({"nps": "3", "email": "aino@", "consent": "yes"}, ["email"]),
        ({"nps": "3", "email": "a@example.com, b@example.com", "consent": "yes"}, ["email"]),
        ({"nps": "3", "email": "a@example.com\nBcc: b@example.com", "consent": "yes"}, ["email"]),
        ({"nps": "3", "name": "x" * 201, "phone": "0" * 41, "consent": "yes"}, ["name", "phone"]),
        ({"nps": "3", "wants_contact": "yes", "consent": "yes"}, ["wants_contact"]),
    ],
)
def test_what_must_be_mended_is_marked_at_its_field_and_nothing_is_stored(
    fields: dict[str, Any], marked: list[str]
) -> None:
    assert flaws(send(filled(**fields))) == marked


def test_what_was_filled_in_is_all_there_when_something_must_be_mended() -> None:
    sent = filled(
        f"{SHOP}?unit=turku", nps="3", why="Paketti\noli rikki.", topics=["price"], **CONTACT | {"consent": ""}
    )
    page = Page(send(sent).body)
    assert set(page.checked) == {("nps", "3"), ("topics", "price")}
    kept = ("why", "name", "email", "key", "form", "language", "unit")
    assert {name: page.fields[name] for name in kept} == {name: sent[name] for name in kept}


def test_flaws_are_listed_first_with_the_way_to_each_and_tied_to_their_fields() -> None:
    body = send(filled(email="aino@")).body
    page = Page(body)
    assert page.active == ["#f-nps", "#f-email", "#f-consent"]
    assert 'id="f-email" name="email" value="aino@" autocomplete="email" aria-invalid="true"' in body
    assert 'aria-describedby="nps-ends nps-error"' in body
    assert "<title>Ei vielä lähetetty: Miten ostoksesi sujui?</title>" in body


def test_a_form_that_lay_open_for_days_gets_a_new_time_when_it_is_mended() -> None:
    old = filled(form="1700000000.abc")
    assert Page(send(old).body).fields["form"] not in {"", old["form"]}


def test_a_survey_that_closed_meanwhile_takes_nothing_more() -> None:
    fields = filled(nps="3")
    publication.publish(document() | {"closed": True})
    current_surveys.forget()
    assert (send(fields).status, stored()) == (410, 0)
