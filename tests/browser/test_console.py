"""The console in a real browser: signing in, fifty answers with a key each, and pages that everybody can read."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from infra.local.client.browser import ask
from infra.local.client.journeys import Journey
from infra.local.local_kuultu import LocalKuultu
from tests.browser.conftest import PATIENCE

OWNER, DIRECTOR = "owner.helsinki@example.com", "director@example.com"
MANY = 50


def heard(kuultu: LocalKuultu, nps: int, **more: Any) -> None:  # noqa: ANN401 - any part of a response
    """Somebody answers; unhappy people leave an address."""
    contact = {"contact": {"name": "Aino", "email": "aino@example.com", "consent": True}} if nps < 7 else {}
    body = {"language": "fi", "answers": {"nps": nps, **more}, "context": {"unit": "helsinki"}, **contact}
    sent = json.dumps(body).encode()
    address = f"{kuultu.url}/v1/surveys/after-purchase/responses"
    assert ask(address, sent, {"Content-Type": "application/json"}).status == 201


def sign_in(page: Page, kuultu: LocalKuultu, address: str) -> None:
    """Ask for a code, read the mail, and type the code, with the keyboard alone."""
    journey = Journey(kuultu.url, patience=90)
    page.goto(f"{kuultu.url}/console")
    expect(page.locator("input[name=email]")).to_be_focused()
    page.keyboard.type(address)
    page.keyboard.press("Enter")
    expect(page.locator("input[name=code]")).to_be_focused()
    page.keyboard.type(str(journey.wait_for("sign-in", address)["subject"])[:9])
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{kuultu.url}/console")


def press_access_key(page: Page, letter: str) -> None:
    """Press Alt and a letter: one press for a person. Playwright's keyboard leaves out what Chromium looks at."""
    keyboard = page.context.new_cdp_session(page)
    stroke = {
        "key": letter,
        "code": f"Key{letter.upper()}",
        "windowsVirtualKeyCode": ord(letter.upper()),
        "modifiers": 1,
    }
    keyboard.send("Input.dispatchKeyEvent", {"type": "keyDown", "unmodifiedText": letter, **stroke})
    keyboard.send("Input.dispatchKeyEvent", {"type": "keyUp", **stroke})
    keyboard.detach()


@pytest.fixture(scope="module")
def full(kuultu: LocalKuultu) -> LocalKuultu:
    """A Kuultu in which people have answered."""
    for number in range(MANY - 1):
        heard(kuultu, 9, why=f"Hyvin meni, kiitos numero {number}.")
    heard(kuultu, 2, why="Paketti oli rikki.", topics=["delivery"])
    return kuultu


@pytest.fixture(scope="module")
def signed_in(browser: Browser, full: LocalKuultu) -> Iterator[BrowserContext]:
    """The director's browser: looking leaves everything unread."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    sign_in(context.new_page(), full, DIRECTOR)
    yield context
    context.close()


PAGES = (
    "/console",
    "/console/answers",
    "/console/answers?read=any",
    "/console/answers?read=any&from=oops",
    "/console/cases",
    "/console/looks",
)
BEHIND = ("/console/answers", "/console/cases")
"""The lists whose first row leads to another kind of page."""


def shown(context: BrowserContext, full: LocalKuultu) -> Iterator[Page]:
    """Every kind of page of the console."""
    page = context.new_page()
    for path in PAGES:
        page.goto(full.url + path)
        yield page
    for path in BEHIND:
        page.goto(full.url + path)
        page.locator("td a").first.click()
        yield page
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_cut_off(
    scheme: Any,  # noqa: ANN401 - one of Playwright's words
    signed_in: BrowserContext,
    full: LocalKuultu,
) -> None:
    for page in shown(signed_in, full):
        page.emulate_media(color_scheme=scheme)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
        found = Axe().run(page).response["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == [], page.url
        for width in (390, 320):  # 320 is a screen of 1280 at 400 %
            page.set_viewport_size({"width": width, "height": 844})
            overhang = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert overhang <= 0, (page.url, width)


def test_a_long_stage_leaves_room_for_the_moment_on_a_phone(signed_in: BrowserContext, full: LocalKuultu) -> None:
    page = signed_in.new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{full.url}/console/cases")
    moment, stage = page.locator("tbody tr").first.locator("td").all()[:2]
    stage.evaluate("(cell) => { cell.textContent = 'asiakas sanoo, että asia on kunnossa' }")
    place = moment.bounding_box()
    assert place
    assert place["width"] > 100
    page.close()


def test_the_start_page_answers_whether_anything_burns_without_scrolling(
    signed_in: BrowserContext, full: LocalKuultu
) -> None:
    page = signed_in.new_page()
    page.goto(f"{full.url}/console")
    place = page.locator("dl.tally").bounding_box()
    assert place
    assert place["y"] + place["height"] <= 844
    expect(page.locator("[data-count=unread]")).to_have_text(str(MANY))
    page.close()


def test_fifty_answers_are_read_without_a_pointer_in_few_key_presses(
    context: BrowserContext, full: LocalKuultu
) -> None:
    page = context.new_page()
    sign_in(page, full, OWNER)
    press_access_key(page, "a")
    expect(page.locator("table")).to_have_attribute("data-total", str(MANY))
    press_access_key(page, "o")
    page.wait_for_url("**/answers/*")
    presses = 2
    while "/answers/" in page.url:
        assert presses < 3 * MANY
        before = page.url
        press_access_key(page, "n")
        presses += 1
        page.wait_for_url(lambda address, before=before: address != before)
    assert presses == MANY + 2
    expect(page.locator("table")).to_have_attribute("data-total", "0")
