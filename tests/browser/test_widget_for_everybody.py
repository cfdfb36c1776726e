"""The widget for every page and every person: strict policies, small screens, the dark, keyboards, screen readers."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import ELEMENT
from tests.browser.line import Shop
from tests.browser.visits import THANKS, answer, score, seen, sees, send, watch

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    """What axe finds on the page, the widget's shadow tree with it."""
    rules = {"runOnly": {"type": "tag", "values": STANDARDS}}
    found = Axe().run(page, options=rules).response["violations"]
    return [f"{one['id']}: {[node['target'] for node in one['nodes']]}" for one in found]


def complaints(page: Page) -> list[str]:
    """What the browser complains of from now on."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


@pytest.mark.parametrize("mode", ["inline", "button", "banner"])
def test_a_strict_policy_without_inline_styles_has_nothing_to_complain_of(page: Page, shop: Shop, mode: str) -> None:
    said = complaints(page)
    shop.element = ELEMENT.replace(">", f' mode="{mode}">', 1)
    page.goto(shop.address)
    if mode != "inline":
        page.get_by_role("button", name="Kerro, miten meni" if mode == "button" else "Vastaa").click()
    answer(page)
    sees(page, THANKS)
    colour = page.get_by_role("heading", name=THANKS).evaluate("(title) => getComputedStyle(title).fontSize")
    assert (said, colour) == ([], "21.6px")


@pytest.mark.parametrize("mode", ["inline", "button", "banner"])
def test_everything_fits_on_a_phone_320_pixels_wide(page: Page, shop: Shop, mode: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    shop.element = ELEMENT.replace(">", f' mode="{mode}">', 1)
    page.goto(shop.address)
    if mode != "inline":
        page.get_by_role("button", name="Kerro, miten meni" if mode == "button" else "Vastaa").click()
    score(page, 2)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for control in page.get_by_role("radio").all() + page.get_by_role("button").all():
        box = control.bounding_box() or {"width": 0, "height": 0}
        assert min(box["width"], box["height"]) >= 24


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("mode", ["inline", "button", "banner"])
def test_axe_finds_nothing_wrong_at_any_moment(page: Page, shop: Shop, colours: str, mode: str) -> None:
    page.emulate_media(color_scheme=colours)
    shop.element = ELEMENT.replace(">", f' mode="{mode}">', 1)
    page.goto(shop.address)
    if mode != "inline":
        opener = page.get_by_role("button", name="Kerro, miten meni" if mode == "button" else "Vastaa")
        opener.wait_for()
        found = violations(page)
        opener.click()
    else:
        found = []
    score(page, 2)
    page.get_by_label("Toivon, että minuun otetaan yhteyttä").check()
    found += violations(page)
    send(page)
    sees(page, "Korjaa alla merkityt kohdat.")
    found += violations(page)
    page.get_by_label("Toivon, että minuun otetaan yhteyttä").uncheck()
    send(page)
    sees(page, THANKS)
    assert found + violations(page) == []


@pytest.mark.parametrize(("page_says", "dark"), [("light dark", True), ("light", False)])
def test_the_widget_is_dark_where_the_page_around_it_is(page: Page, page_says: str, dark: bool) -> None:
    page.emulate_media(color_scheme="dark")
    page.evaluate(f"document.querySelector('[name=color-scheme]').content = '{page_says}'")
    score(page, 9)
    colour = page.locator("section.card").evaluate("(card) => getComputedStyle(card).backgroundColor")
    assert colour == ("rgb(34, 30, 27)" if dark else "rgb(255, 255, 255)")


def test_a_shop_gives_the_widget_its_own_colours(page: Page) -> None:
    page.evaluate("document.querySelector('kuultu-survey').style.setProperty('--kuultu-accent', 'rgb(0, 90, 60)')")
    score(page, 9)
    button = page.get_by_role("button", name="Lähetä vastaus")
    assert button.evaluate("(one) => getComputedStyle(one).backgroundColor") == "rgb(0, 90, 60)"


def test_the_whole_survey_can_be_answered_with_a_keyboard(page: Page) -> None:
    expect(page.get_by_role("radio", name="0", exact=True)).to_be_visible()
    for key in ("Tab", "Space", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    expect(page.get_by_role("radio", name="2", exact=True).first).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.type("Paketti oli rikki.")
    while page.evaluate("document.activeElement?.shadowRoot?.activeElement?.type") != "submit":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    sees(page, THANKS)


def test_a_screen_reader_hears_questions_their_ends_and_what_comes(page: Page) -> None:
    group = page.get_by_role("radiogroup", name="Kuinka todennäköisesti suosittelisit meitä ystävällesi?")
    expect(group).to_have_accessible_description("0 = En lainkaan 10 = Erittäin todennäköisesti")
    score(page, 9)
    expect(page.get_by_role("status")).to_have_text("Alle tuli lisää kysymyksiä.")


def test_nothing_is_animated_for_those_who_want_no_motion(browser: Browser, shop: Shop) -> None:
    names = {}
    for wish in ("reduce", "no-preference"):
        context = browser.new_context(reduced_motion=wish)
        page = context.new_page()
        page.goto(shop.address)
        answer(page)
        said = page.locator(".said")
        names[wish] = said.evaluate("(one) => getComputedStyle(one).animationName")
        context.close()
    assert names == {"reduce": "none", "no-preference": "kuultu"}


@pytest.mark.parametrize(
    ("language", "button"), [("fi", "Lähetä vastaus"), ("sv", "Skicka svaret"), ("en", "Send the answer")]
)
def test_the_widget_speaks_the_language_of_its_survey(page: Page, shop: Shop, language: str, button: str) -> None:
    shop.element = ELEMENT.replace('language="fi"', f'language="{language}"')
    page.goto(shop.address)
    score(page, 9)
    expect(page.get_by_role("button", name=button)).to_be_visible()
    assert page.locator("section.card").get_attribute("lang") == language


def test_a_survey_that_comes_after_the_language_was_changed_is_not_shown(page: Page, shop: Shop) -> None:
    late: list[Route] = []
    page.route(re.compile("/v1/surveys/"), lambda route: late.append(route))
    watch(page)
    with page.expect_request(re.compile("language=fi")):
        page.goto(shop.address)
    with page.expect_request(re.compile("language=sv")):
        page.evaluate("document.querySelector('kuultu-survey').setAttribute('language', 'sv')")
    for route in late:
        with page.expect_response(route.request.url):
            route.continue_()
    score(page, 9)
    expect(page.get_by_role("button", name="Skicka svaret")).to_be_visible()
    assert seen(page) == ["kuultu:shown"]


def test_without_a_language_the_widget_speaks_that_of_the_page(page: Page, shop: Shop) -> None:
    shop.element = f'<div lang="sv-FI">{ELEMENT.replace("language=", "data-language=")}</div>'
    page.goto(shop.address)
    score(page, 9)
    expect(page.get_by_role("button", name="Skicka svaret")).to_be_visible()
