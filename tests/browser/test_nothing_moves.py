"""The widget comes and asks, and nothing on the page moves by itself: its place is large enough from the beginning."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from infra.local.local_kuultu import LocalKuultu
from tests.browser.conftest import ELEMENT
from tests.browser.internet import Internet, snippets
from tests.browser.line import Shop

SURVEYS = ["after-purchase", "support", "visit"]
SHIFTS = """
window.moved = [];
new PerformanceObserver((list) => {
  for (const { hadRecentInput, sources } of list.getEntries()) {
    if (hadRecentInput) continue;
    for (const { node, previousRect, currentRect } of sources) {
      moved.push(`${node?.nodeName} "${node?.textContent}": ${previousRect.top} -> ${currentRect.top}`);
    }
  }
}).observe({type: "layout-shift", buffered: true});
"""
PLACE = "document.querySelector('kuultu-survey').getBoundingClientRect().height"
CARD = "document.querySelector('kuultu-survey').shadowRoot.querySelector('.card').getBoundingClientRect().height"


@pytest.mark.parametrize("survey", SURVEYS)
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_on_the_page_moves_by_itself(page: Page, shop: Shop, survey: str, width: int) -> None:
    page.add_init_script(SHIFTS)
    page.set_viewport_size({"width": width, "height": 844})
    shop.element = ELEMENT.replace("after-purchase", survey)
    page.goto(shop.address)
    asks(page)
    page.wait_for_timeout(300)
    assert page.evaluate("moved") == []


@pytest.mark.parametrize("survey", SURVEYS)
@pytest.mark.parametrize("width", [320, 360, 390, 412, 1280])
def test_the_widget_keeps_to_its_place_in_the_sample_shop(
    context: BrowserContext, kuultu: LocalKuultu, survey: str, width: int
) -> None:
    before, after = heights(context, width, f"{kuultu.url}/?survey={survey}&language=fi")
    assert before == after


@pytest.mark.parametrize("survey", SURVEYS)
@pytest.mark.parametrize("width", [320, 360, 390, 412, 1280])
def test_the_widget_keeps_to_the_place_that_the_guides_style_sheet_gives(
    context: BrowserContext, kuultu: LocalKuultu, survey: str, width: int
) -> None:
    internet = Internet(context, kuultu.url)
    element = snippets("Any page", "html")[0].replace("after-purchase", survey)
    address = internet.publish(element, f"<style>{snippets('Any page', 'css')[0]}</style>")
    before, after = heights(context, width, address)
    context.unroute_all(behavior="wait")
    assert before == after


def heights(context: BrowserContext, width: int, address: str) -> tuple[float, float]:
    """The height of a page's element before its script has come, and of its card with the first question."""
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 844})
    page.route("**/widget.js", lambda route: route.abort(), times=1)
    page.goto(address)
    before = page.evaluate(PLACE)
    page.reload()
    asks(page)
    return before, page.evaluate(CARD)


def asks(page: Page) -> None:
    """Wait until the first question is there."""
    expect(page.get_by_role("radio", name="5", exact=True)).to_be_visible()
