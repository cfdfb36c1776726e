"""A plain case through its pages on a phone: few taps, little scrolling, few mails; and nothing typed is lost."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from infra.local.client.journeys import Journey
from infra.local.local_kuultu import LocalKuultu
from tests.browser.conftest import PATIENCE
from tests.browser.test_survey_pages import violations

OWNER, MANAGER, CUSTOMER = "owner.helsinki@example.com", "manager.helsinki@example.com", "aino@example.com"
UNHAPPY = {
    "language": "fi",
    "answers": {"nps": 3, "why": "Paketti oli rikki, eikä kukaan vastannut puhelimeen.", "delivery": 2},
    "contact": {"name": "Aino Esimerkki", "email": CUSTOMER, "consent": True},
    "context": {"unit": "helsinki", "reference": "order-1001"},
}
LETTER = "Hei Aino, kiitos kun kerroit. Olen pahoillani: paketti oli pakattu huonosti. Lähetämme uuden tänään. Mari"
BLAME = "Hei Aino. Sinun olisi pitänyt lukea ohje."

SCREEN = 844
"""The height of a phone's screen in CSS pixels."""


@dataclass
class Thumb:
    """Counts taps and screens of scrolling on a page."""

    page: Page
    taps: int = 0
    scrolled: float = 0

    def taps_on(self, what: Locator) -> None:
        """Scroll to something, and tap on it."""
        before = self._place()
        what.scroll_into_view_if_needed()
        self.scrolled += abs(self._place() - before) / SCREEN
        what.click()
        self.taps += 1

    def chooses(self, choice: str, name: str = "choice") -> None:
        self.taps_on(self.page.locator(f'input[name="{name}"][value="{choice}"]'))

    def sends(self) -> None:
        self.taps_on(self.page.locator("form button").first)
        expect(self.page.locator(".done")).to_be_visible()

    def goes_on(self) -> None:
        self.taps_on(self.page.locator('a[rel="next"]'))

    def _place(self) -> float:
        return float(self.page.evaluate("window.scrollY"))


@pytest.fixture(scope="module")
def quick() -> dict[str, float]:
    """Days of ten minutes: half a minute to think, twelve seconds until the follow-up, six seconds for a next step."""
    many = {"address_burst": 10_000, "address_per_minute": 10_000}
    return {"day_seconds": 600, "reflection_days": 0.05, "follow_up_days": 0.02, **many}


@pytest.fixture(scope="module")
def shop(quick: dict[str, float], tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalKuultu]:
    """A Kuultu of its own."""
    with LocalKuultu(tmp_path_factory.mktemp("quick"), **quick) as running:  # type: ignore[arg-type]
        yield running


@pytest.fixture
def journey(shop: LocalKuultu) -> Journey:
    """An unhappy customer has answered."""
    journey = Journey(shop.url)
    assert journey.submit("after-purchase", UNHAPPY).status == 201
    return journey


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A phone."""
    context = browser.new_context(viewport={"width": 390, "height": SCREEN})
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def page(phone: BrowserContext, journey: Journey) -> Page:
    """The page of triage, to which the mail leads."""
    page = phone.new_page()
    page.goto(journey.wait_for("task-triage", OWNER)["links"][0])
    return page


@pytest.fixture
def writing(page: Page, journey: Journey) -> Page:
    """The page of the answer to the customer, after all pages before it; the manager has ended the time to think."""
    journey.do("task-end_reflection", MANAGER, "end", reason="Lapsen terveys on vaarassa.")
    decided(page, journey, Thumb(page))
    return page


def decided(page: Page, journey: Journey, thumb: Thumb) -> None:
    """The owner triages, concludes when that is possible, and offers nothing."""
    thumb.chooses("handle")
    thumb.sends()
    if page.locator('a[rel="next"]').count():
        thumb.goes_on()
    else:
        page.goto(journey.wait_for("task-conclude", OWNER)["links"][0])
    thumb.chooses("unclear")
    thumb.taps_on(page.locator("#facts"))
    page.keyboard.type("Paketti putosi varastossa.")
    thumb.chooses("delivery", "root_cause")
    thumb.sends()
    thumb.goes_on()
    thumb.chooses("nothing")
    thumb.sends()
    thumb.goes_on()


def test_a_plain_case_takes_twelve_taps_six_screens_and_three_mails(page: Page, journey: Journey) -> None:
    thumb = Thumb(page)
    decided(page, journey, thumb)
    expect(page.locator("#message")).to_be_focused()
    page.keyboard.type(LETTER)
    thumb.chooses("send")
    thumb.sends()
    journey.do("follow-up", CUSTOMER, "solved")
    journey.wait_for("ended", OWNER)
    assert thumb.taps <= 12
    assert thumb.scrolled <= 6
    assert [kind for kind, to in journey.sent() if to == OWNER] == ["task-triage", "task-conclude", "ended"]


def test_the_first_choice_of_triage_and_its_button_lie_within_900_pixels(page: Page) -> None:
    for place in (page.locator('input[name="choice"]').first, page.locator("form button").first):
        box = place.bounding_box()
        assert box
        assert box["y"] + box["height"] <= 900


def test_what_is_wrong_is_told_first_and_leads_to_its_field(writing: Page) -> None:
    writing.locator("#message").fill(BLAME)
    writing.locator('input[value="send"]').check()
    writing.locator("form button").first.click()
    expect(writing.get_by_role("alert")).to_be_focused()
    writing.get_by_role("alert").get_by_role("link").first.click()
    expect(writing.locator("#message")).to_be_focused()
    expect(writing.locator("#message")).to_have_value(BLAME)
    assert violations(writing) == []


def test_what_is_kept_is_there_again_until_it_is_sent(writing: Page) -> None:
    writing.locator("#message").fill(LETTER)
    writing.get_by_role("button", name="Tallenna keskeneräisenä").click()
    writing.reload()
    expect(writing.locator("#message")).to_have_value(LETTER)
    expect(writing.locator('input[value="send"]')).not_to_be_checked()


def test_a_page_of_the_case_that_is_out_of_date_says_so_and_gives_back_what_was_typed(
    phone: BrowserContext, page: Page, journey: Journey
) -> None:
    journey.do("task-triage", OWNER, "handle")
    stale = phone.new_page()
    stale.goto(journey.wait_for("task-triage", OWNER)["links"][-1])
    expect(stale.locator("main")).to_contain_text("Mitä nyt voi tehdä")
    stale.locator('input[value="ask"]').check()
    stale.locator("details.asking summary").first.click()
    stale.locator("#ask_customer").fill("Mihin aikaan soitit?")
    journey.do("task-conclude", OWNER, "unclear", facts="Ei selvinnyt.", root_cause="other")
    stale.locator("form button").first.click()
    expect(stale.get_by_role("alert")).to_contain_text("asia on jo edennyt")
    expect(stale.locator("main")).to_contain_text("Mihin aikaan soitit?")
    assert violations(stale) == []


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_wrong_on_the_owners_pages(browser: Browser, journey: Journey, colours: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": SCREEN}, color_scheme=colours)
    found = []
    mail = journey.wait_for("task-triage", OWNER)
    for address in (mail["links"][-1], mail["links"][0]):
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
        found += violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.evaluate("document.querySelector('form').noValidate = true")
    page.locator("form button").first.click()
    expect(page.get_by_role("alert")).to_be_focused()
    found += violations(page)
    journey.do("task-end_reflection", MANAGER, "end", reason="Lapsen terveys on vaarassa.")
    decided(page, journey, Thumb(page))
    assert found + violations(page) == []
