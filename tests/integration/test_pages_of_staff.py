"""The page on which staff enter what a customer told them: used again and again, stored once, withdrawn when lost."""

import pytest

from kuultu.domain.cases.short_number import short_number
from kuultu.services.responses import staff_links
from kuultu.services.surveys import current_surveys, publication
from kuultu.store.responses import ResponseItem
from tests.integration.at_the_counter import COMPLAINT, PHONE, SAID, entered, enters, page_at, the_link
from tests.integration.filling_in import HERE, the_response
from tests.integration.http import open_link, send_form
from tests.integration.page import Page
from tests.integration.tables import stored
from tests.integration.wire import Wire
from tests.integration.world import CUSTOMER, DAY, World
from tests.unit.helpers.builders import document


def test_the_page_has_one_form_with_the_surveys_questions_and_nothing_chosen(world: World) -> None:
    page = page_at(the_link(world))
    assert page.forms == [{"method": "post", "data-kind": "enter"}]
    assert [value for name, value in page.radios if name in {"choice", "heard"}] == [
        "counter", "phone", "mail", "store"
    ]  # fmt: skip
    assert set(page.fields) == {"key", "why", "topics", "name", "email", "phone", "language", "reference"}
    assert {name for name, _ in page.radios} == {"nps", "delivery", "product", "heard", "choice"}
    assert page.checked == []


def test_staff_read_what_to_say_about_what_is_kept(world: World) -> None:
    assert "jotta voimme selvittää asian ja vastata sinulle" in page_at(the_link(world)).words


def test_looking_writes_nothing(world: World, wire: Wire) -> None:
    link = the_link(world)
    wire.sent.clear()
    open_link(link)
    open_link(f"{link}?case={'a' * 26}")
    assert wire.writes == []


def test_what_is_entered_is_stored_with_unit_language_and_place(world: World) -> None:
    contact = {"name": "Aino Esimerkki", "email": CUSTOMER, "phone": PHONE}
    enters(the_link(world, "turku"), language="sv", reference="order-1001", topics=["product", "price"], **contact)
    response = the_response()
    assert response.answers == {"why": SAID, "topics": ["product", "price"]}
    assert (response.language, response.verdict, response.survey_version) == ("sv", "negative", 1)
    assert (response.context.unit, response.context.reference, response.context.heard) == (
        "turku", "order-1001", "counter"
    )  # fmt: skip
    assert (response.contact.email, response.contact.phone) == (CUSTOMER, PHONE)


def test_the_same_page_then_shows_what_was_stored_and_an_empty_form(world: World) -> None:
    link = the_link(world)
    answer = enters(link, email=CUSTOMER)
    where = answer.headers["location"]
    page = page_at(where.removeprefix("/l/"))
    (case_id,) = (item.response_id for item in ResponseItem.scan())
    assert (answer.status, where.partition("?")[0]) == (303, link.removeprefix("https://feedback.example.com"))
    assert f"Tallennettu: {short_number(case_id)}. Asiaa hoitaa nyt Mari Lindholm." in page.words
    assert f"kiitoksen ja myöhemmin vastauksen osoitteeseen {CUSTOMER}" in page.words
    assert page.fields["why"] == page.fields["email"] == ""


def test_the_receipt_says_what_happens_to_whoever_left_less(world: World) -> None:
    link = the_link(world)
    by_phone, without = enters(link, phone=PHONE), enters(link)
    assert f"Mari Lindholm soittaa asiakkaalle numeroon {PHONE}" in page_at(by_phone.headers["location"][3:]).words
    assert "Asiakas ei jättänyt yhteystietojaan" in page_at(without.headers["location"][3:]).words


def test_the_receipt_names_the_owner_of_the_case_once_there_is_one(world: World) -> None:
    link = the_link(world)
    case_id = entered(world, link)
    world.triages(case_id, owner_email="owner.turku@example.com")
    assert "Asiaa hoitaa nyt Jari Salonen" in page_at(f"{link}?case={case_id}").words


def test_a_receipt_is_shown_for_a_quarter_of_an_hour_and_by_its_own_link_only(world: World) -> None:
    link, other = the_link(world), the_link(world, "turku")
    where = enters(link, email=CUSTOMER).headers["location"].partition("?")[2]
    customers = world.hears()
    assert "Tallennettu" not in page_at(f"{other}?{where}").words
    assert "Tallennettu" not in page_at(f"{link}?case={customers}").words
    world.passes(DAY / 24)
    assert "Tallennettu" not in page_at(f"{link}?{where}").words


def test_what_cannot_be_an_id_is_not_even_looked_up(world: World, wire: Wire) -> None:
    link = the_link(world)
    open_link(link)  # the survey is then known for a minute
    wire.sent.clear()
    assert open_link(f"{link}?case={'x' * 3_000}").status == 200
    assert wire.sent == ["GetItem"]


def test_a_form_that_is_sent_twice_is_stored_once(world: World) -> None:
    link = the_link(world)
    form = {"key": page_at(link).fields["key"], **COMPLAINT}
    answers = [send_form(link, form, HERE) for _ in range(2)]
    assert [answer.status for answer in answers] == [303, 303]
    assert len({answer.headers["location"] for answer in answers}) == stored() == 1


def test_a_stored_form_that_was_changed_and_sent_again_is_asked_about_and_takes_a_new_key(world: World) -> None:
    link = the_link(world)
    form = {"key": page_at(link).fields["key"], **COMPLAINT}
    send_form(link, form, HERE)
    answer = send_form(link, form | {"why": "Toinen asia."}, HERE)
    page = Page(answer.body)
    assert (answer.status, stored()) == (422, 1)
    assert "Tämä on jo tallennettu" in page.words
    assert send_form(link, form | {"why": "Toinen asia.", "key": page.fields["key"]}, HERE).status == 303
    assert stored() == 2


def test_a_link_is_used_again_and_again(world: World) -> None:
    link = the_link(world)
    assert [enters(link, why=f"Asia {number}").status for number in range(3)] == [303] * 3
    assert stored() == 3


def test_what_must_be_mended_is_told_with_the_way_to_each_field_and_everything_is_kept(world: World) -> None:
    sent = {"choice": "", "why": "", "email": "aino@", "name": "Aino", "reference": "x" * 201, "nps": "3"}
    answer = enters(the_link(world), heard="phone", language="sv", topics=["price"], **sent)
    page = Page(answer.body)
    assert (answer.status, stored()) == (422, 0)
    assert page.active == ["#email", "#reference", "#choice"]
    assert {name: page.fields[name] for name in ("email", "name", "reference")} == {
        name: sent[name] for name in ("email", "name", "reference")
    }
    assert {("nps", "3"), ("heard", "phone"), ("topics", "price"), ("option", "sv")} == set(page.checked)


def test_a_form_without_a_word_leads_to_the_open_question(world: World) -> None:
    answer = enters(the_link(world), why="")
    assert (answer.status, Page(answer.body).active) == (422, ["#f-why"])
    assert "Kirjoita tähän, mitä asiakas kertoi." in Page(answer.body).words
    assert answer.body.count("<li>") == 1


def test_a_failing_store_keeps_the_form(world: World, wire: Wire) -> None:
    link = the_link(world)
    form = {"key": page_at(link).fields["key"], **COMPLAINT}
    wire.refuse("UpdateItem", "InternalServerError", status=500)
    answer = send_form(link, form, HERE)
    assert (answer.status, Page(answer.body).fields["why"]) == (503, SAID)
    assert Page(answer.body).fields["key"] == form["key"]


def test_a_form_from_another_site_is_refused(world: World) -> None:
    answer = send_form(the_link(world), COMPLAINT, {"Sec-Fetch-Site": "cross-site"})
    assert (answer.status, stored()) == (403, 0)


@pytest.mark.parametrize("method", ["open", "send"])
def test_a_withdrawn_link_is_gone_and_the_next_one_works(world: World, method: str) -> None:
    survey, link = publication.published_survey("after-purchase"), the_link(world)
    assert staff_links.withdraw_staff_link(survey, "helsinki", world.now)
    answer = open_link(link) if method == "open" else send_form(link, COMPLAINT, HERE)
    assert (answer.status, stored()) == (410, 0)
    assert "Linkki on vaihdettu tai suljettu." in answer.body
    assert the_link(world) != link
    assert enters(the_link(world)).status == 303


def test_a_link_lasts_for_years_and_can_be_shown_again(world: World) -> None:
    link = the_link(world)
    world.passes(900 * DAY)
    assert open_link(link).status == 200
    assert the_link(world) == link


def test_a_link_of_a_closed_survey_is_gone(world: World) -> None:
    link = the_link(world)
    publication.publish(document() | {"closed": True})
    current_surveys.forget()
    assert open_link(link).status == 410


def test_a_link_of_a_unit_that_left_the_survey_is_gone(world: World) -> None:
    link = the_link(world, "turku")
    publication.publish(document() | {"units": ["helsinki"]})
    current_surveys.forget()
    assert open_link(link).status == 410
