"""The page of a survey in a real browser that runs no script: a mail chose the score, a person sends it."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from infra.local.local_kuultu import LocalKuultu
from tests.browser.conftest import PATIENCE
from tests.browser.test_widget_for_everybody import STANDARDS
from tests.browser.visits import THANKS, sees, send

Count = Callable[[], int]
CONSENT = "Yhteystietojani saa käyttää tämän palautteen hoitamiseen"
MAIL = "/s/after-purchase?language=fi&unit=turku&reference=order-1001&nps=3"


@pytest.fixture
def scriptless(browser: Browser) -> Iterator[BrowserContext]:
    """A phone that runs no script."""
    context = browser.new_context(viewport={"width": 320, "height": 640}, java_script_enabled=False)
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


def opened(context: BrowserContext, kuultu: LocalKuultu, address: str = MAIL) -> Page:
    """A new tab with this page."""
    page = context.new_page()
    page.goto(kuultu.url + address)
    return page


def score(page: Page, question: str, value: int) -> Locator:
    return page.get_by_role("radiogroup", name=question).get_by_role("radio", name=str(value), exact=True)


def test_a_score_in_a_mail_is_chosen_sent_by_a_person_and_stored_once(
    scriptless: BrowserContext, kuultu: LocalKuultu, stored: Count
) -> None:
    page = opened(scriptless, kuultu)
    expect(score(page, "suosittelisit", 3)).to_be_checked()
    assert stored() == 0
    page.get_by_label("Miksi annoit tämän arvosanan?").fill("Paketti oli rikki.")
    send(page)
    sees(page, THANKS)
    page.reload()
    sees(page, THANKS)
    assert stored() == 1


def test_a_double_click_stores_one_answer_and_going_back_to_the_form_none(
    scriptless: BrowserContext, kuultu: LocalKuultu, stored: Count
) -> None:
    page = opened(scriptless, kuultu)
    page.get_by_label("Miksi annoit tämän arvosanan?").fill("Paketti oli rikki.")
    page.get_by_role("button", name="Lähetä vastaus").dblclick()
    sees(page, THANKS)
    page.go_back()
    expect(score(page, "suosittelisit", 3)).to_be_checked()
    assert stored() == 1


def test_what_is_wrong_is_said_and_the_rest_is_still_there(
    scriptless: BrowserContext, kuultu: LocalKuultu, stored: Count
) -> None:
    page = opened(scriptless, kuultu)
    page.get_by_role("checkbox", name="Hinta").check()
    page.get_by_label("Sähköposti").fill("aino@example..com")
    send(page)
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert").get_by_role("link")).to_have_text(["Sähköposti", CONSENT])
    expect(page.get_by_label("Sähköposti")).to_have_accessible_description(
        "Tarkista sähköpostiosoite: tähän ei voi lähettää viestiä."
    )
    expect(page.get_by_role("checkbox", name="Hinta")).to_be_checked()
    page.get_by_label("Sähköposti").fill("aino@example.com")
    page.get_by_label("Yhteystietojani saa käyttää").check()
    send(page)
    sees(page, THANKS)
    assert stored() == 1


def test_a_question_for_low_scores_comes_with_a_low_score_and_never_takes_words_away(
    scriptless: BrowserContext, kuultu: LocalKuultu
) -> None:
    page = opened(scriptless, kuultu, "/s/delivery?language=fi")
    why = page.get_by_label("Mikä meni pieleen?")
    expect(why).to_be_hidden()
    score(page, "tyytyväinen", 2).check()
    why.fill("Laatikko oli märkä.")
    score(page, "tyytyväinen", 5).check()
    expect(why).to_be_visible()
    sees(page, "Vastaa tähän, jos annoit enintään 3")
    expect(page.get_by_label("Mikä oli erityisen hyvää?")).to_be_visible()


def test_the_page_is_answered_with_a_keyboard_alone(
    scriptless: BrowserContext, kuultu: LocalKuultu, stored: Count
) -> None:
    page = opened(scriptless, kuultu, "/s/visit?language=fi")
    score(page, "tyytyväinen", 1).focus()
    for key in ("Space", "ArrowRight", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    expect(score(page, "tyytyväinen", 4)).to_be_checked()
    page.keyboard.press("Enter")
    sees(page, THANKS)
    assert stored() == 1


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_wrong_and_nothing_is_cut_off(
    browser: Browser, kuultu: LocalKuultu, colours: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=colours)
    found = []
    for address in (MAIL, "/s/delivery", "/s/support?ces=7&language=en", "/s/visit/thanks?language=sv", "/s/nobody"):
        page.goto(kuultu.url + address)
        found += violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto(kuultu.url + MAIL)
    page.get_by_label("Toivon, että minuun otetaan yhteyttä").check()
    send(page)
    sees(page, "Vastauksesi ei ole vielä lähtenyt.")
    assert found + violations(page) == []


def violations(page: Page) -> list[str]:
    """What axe finds on the page."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": STANDARDS}}).response["violations"]
    return [f"{one['id']}: {[node['target'] for node in one['nodes']]}" for one in found]


@pytest.mark.parametrize("address", [MAIL, "/s/visit"])
def test_every_score_is_a_target_that_a_thumb_hits(
    scriptless: BrowserContext, kuultu: LocalKuultu, address: str
) -> None:
    page = opened(scriptless, kuultu, address)
    for one in page.get_by_role("radio").all():
        box = one.bounding_box() or {"width": 0, "height": 0}
        assert (box["height"] >= 44, box["width"] >= 36) == (True, True)


@pytest.mark.parametrize(("width", "rows"), [(320, [5, 6]), (1280, [11])])
def test_eleven_scores_stand_in_two_rows_on_a_phone_and_in_one_on_a_desk(
    browser: Browser, kuultu: LocalKuultu, width: int, rows: list[int]
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(kuultu.url + MAIL)
    tops = page.evaluate("[...document.querySelectorAll('.of-11 label')].map((one) => one.offsetTop)")
    assert [tops.count(top) for top in sorted(set(tops))] == rows


def test_no_other_page_can_frame_a_survey(browser: Browser, kuultu: LocalKuultu) -> None:
    page = browser.new_page()
    page.set_content(f'<iframe src="{kuultu.url}/s/visit"></iframe>')
    page.wait_for_timeout(500)
    assert "Miten käyntisi meni" not in page.frames[1].content()
