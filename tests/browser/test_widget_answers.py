"""Customers answer in the widget: every kind of question, and the contact details of those who are unhappy."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from infra.local.local_kuultu import LocalKuultu
from tests.browser.conftest import ELEMENT
from tests.browser.line import Shop
from tests.browser.visits import THANKS, answer, score, seen, sees, send, watch

Count = Callable[[], int]


def open_shop(page: Page, shop: Shop, element: str) -> None:
    """Visit the shop with another element on its page."""
    shop.element = element
    page.goto(shop.address)


def sent_body(page: Page, act: Callable[[], None]) -> dict[str, Any]:
    """The body of the response that an act sends."""
    with page.expect_request(lambda request: request.method == "POST") as sent:
        act()
    body: dict[str, Any] = sent.value.post_data_json
    return body


def test_a_content_customer_answers_with_two_clicks_and_is_thanked(page: Page, stored: Count) -> None:
    answer(page)
    sees(page, THANKS)
    assert stored() == 1
    assert page.evaluate("document.querySelector('kuultu-survey').shadowRoot.activeElement.className") == "said"
    assert page.evaluate("Object.keys(localStorage)") == []


def test_every_kind_of_question_arrives_with_what_the_page_knows(page: Page, shop: Shop) -> None:
    score(page, 9)
    page.get_by_label("Miksi annoit tämän arvosanan?").fill("Nopea toimitus.")
    page.get_by_role("radiogroup", name="Tilaus tuli perille").get_by_role("radio", name="4").check()
    page.get_by_role("checkbox", name="Hinta").check()
    body = sent_body(page, lambda: send(page))
    assert body["answers"] == {"nps": 9, "why": "Nopea toimitus.", "delivery": 4, "topics": ["price"]}
    assert body["context"] == {"unit": "helsinki", "reference": "order-1001", "page": f"{shop.address}/"}
    assert "contact" not in body


@pytest.mark.parametrize(("survey", "question", "value"), [("support", "ces", 6), ("visit", "csat", 5)])
def test_other_scores_are_asked_on_their_own_scales(
    page: Page, shop: Shop, survey: str, question: str, value: int
) -> None:
    open_shop(page, shop, f'<kuultu-survey survey="{survey}"></kuultu-survey>')
    body = sent_body(page, lambda: answer(page, value))
    expect(page.locator(".said")).to_be_visible()
    assert body["answers"][question] == value


def test_an_unhappy_customer_is_asked_how_to_be_reached_and_for_leave_to_use_it(page: Page) -> None:
    score(page, 3)
    page.get_by_label("Sähköposti").fill("aino@example.com")
    send(page)
    sees(page, "Tarvitsemme luvan")
    page.get_by_label("Yhteystietojani saa käyttää").check()
    body = sent_body(page, lambda: send(page))
    sees(page, THANKS)
    assert body["contact"] == {"email": "aino@example.com", "consent": True}


def test_a_danger_is_asked_about_whatever_the_score(page: Page) -> None:
    score(page, 10)
    expect(page.get_by_label("Sähköposti")).to_be_hidden()
    page.get_by_role("checkbox", name="Vaara terveydelle").check()
    expect(page.get_by_label("Sähköposti")).to_be_visible()


def test_a_content_customers_contact_details_are_behind_one_click(page: Page) -> None:
    score(page, 10)
    page.get_by_text("Saammeko olla yhteydessä?").click()
    expect(page.get_by_label("Sähköposti")).to_be_visible()


def test_what_is_wrong_is_said_at_its_field_which_gets_the_focus(page: Page) -> None:
    score(page, 2)
    page.get_by_label("Toivon, että minuun otetaan yhteyttä").check()
    page.get_by_label("Yhteystietojani saa käyttää").check()
    send(page)
    email = page.get_by_label("Sähköposti")
    expect(email).to_be_focused()
    expect(email).to_have_attribute("aria-invalid", "true")
    expect(email).to_have_accessible_description(
        "Kerro sähköpostiosoitteesi tai puhelinnumerosi, niin voimme olla yhteydessä."
    )


def test_what_the_server_finds_wrong_is_said_at_its_field_too(page: Page, stored: Count) -> None:
    score(page, 2)
    page.get_by_label("Sähköposti").fill("aino@example..com")
    page.get_by_label("Yhteystietojani saa käyttää").check()
    send(page)
    sees(page, "Tarkista sähköpostiosoite.")
    assert page.evaluate("Object.keys(localStorage)") == []
    page.get_by_label("Sähköposti").fill("aino@example.com")
    send(page)
    sees(page, THANKS)
    assert stored() == 1


def test_a_question_is_shown_only_after_the_answer_that_it_belongs_to(page: Page, shop: Shop) -> None:
    def only_after_low(route: Route) -> None:
        survey = route.fetch().json()
        survey["questions"][1]["show_when"] = {"question": "nps", "at_most": 6}
        route.fulfill(json=survey, headers={"Access-Control-Allow-Origin": "*"})

    page.route("**/v1/surveys/after-purchase?*", only_after_low)
    page.reload()
    score(page, 9)
    expect(page.get_by_label("Miksi annoit tämän arvosanan?")).to_be_hidden()
    score(page, 3)
    page.get_by_label("Miksi annoit tämän arvosanan?").fill("Rikki.")
    score(page, 9)
    assert "why" not in sent_body(page, lambda: send(page))["answers"]


def test_the_page_hears_what_happens_and_nothing_personal(page: Page) -> None:
    watch(page)
    page.reload()
    score(page, 3)
    page.get_by_label("Sähköposti").fill("aino@example.com")
    page.get_by_label("Yhteystietojani saa käyttää").check()
    send(page)
    sees(page, THANKS)
    assert seen(page) == ["kuultu:shown", "kuultu:sent"]
    told = str(page.evaluate("seen"))
    assert not any(word in told for word in ("aino", "order-1001"))


@pytest.mark.parametrize("mode", ["button", "banner"])
def test_a_survey_in_a_dialog_opens_when_asked_for_and_closes_with_escape(page: Page, shop: Shop, mode: str) -> None:
    open_shop(page, shop, ELEMENT.replace(">", f' mode="{mode}">', 1))
    opener = page.get_by_role("button", name="Kerro, miten meni" if mode == "button" else "Vastaa")
    opener.click()
    answer(page)
    sees(page, THANKS)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_a_banner_that_was_put_away_stays_away(page: Page, shop: Shop) -> None:
    open_shop(page, shop, ELEMENT.replace(">", ' mode="banner">', 1))
    page.get_by_role("button", name="Ei nyt").click()
    page.reload()
    page.wait_for_timeout(1000)
    expect(page.get_by_role("button", name="Ei nyt")).to_be_hidden()


def test_a_survey_far_below_is_not_fetched_before_one_comes_near(page: Page, shop: Shop) -> None:
    asked: list[str] = []
    page.goto("about:blank")  # what the page before asked for is not this one's
    page.on("request", lambda request: asked.append(request.url))
    open_shop(page, shop, "<p>.</p>" * 200 + ELEMENT)
    page.wait_for_timeout(500)
    assert not any("/v1/" in url for url in asked)
    page.locator("kuultu-survey").scroll_into_view_if_needed()
    score(page, 9)


def test_a_survey_that_the_page_moves_before_anyone_came_near_is_fetched_all_the_same(page: Page, shop: Shop) -> None:
    open_shop(page, shop, "<p>.</p>" * 200 + ELEMENT)
    page.evaluate("document.body.append(document.querySelector('kuultu-survey'))")
    page.locator("kuultu-survey").scroll_into_view_if_needed()
    score(page, 9)


def test_the_sample_shop_asks_with_the_widget_and_shows_the_way_to_the_mailbox(page: Page, kuultu: LocalKuultu) -> None:
    page.goto(f"{kuultu.url}/?language=sv&survey=visit&unit=turku")
    page.get_by_role("radio", name="5", exact=True).first.check()
    page.get_by_role("button", name="Skicka svaret").click()
    sees(page, "Öppna brevlådan")
