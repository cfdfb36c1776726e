"""The widget in a real browser, on a strict shop's page, in front of a Kuultu as `make run` starts it."""

from collections.abc import Callable, Generator, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from infra.local.local_kuultu import LocalKuultu
from tests.browser.chromium import compared, launched
from tests.browser.line import Line, Shop, served

ELEMENT = '<kuultu-survey survey="after-purchase" language="fi" unit="helsinki" reference="order-1001"></kuultu-survey>'
PATIENCE = 20_000
"""Milliseconds until what is expected on a page must be there; the retries alone may take 18 s."""
expect.set_options(timeout=PATIENCE)


def pytest_report_header() -> list[str]:
    """The browser of this run, and the last one that passed."""
    return [f"browser {line}" for line in compared().splitlines()]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """The same beside each failure: a newer browser or another typeface may be the reason."""
    report = yield
    if report.failed:
        report.sections.append(("Browser", compared()))
    return report


@pytest.fixture(scope="package")
def kuultu(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalKuultu]:
    """A Kuultu of its own, on a slow clock; browsers that are driven answer faster than the limit for one address."""
    many = {"address_burst": 10_000, "address_per_minute": 10_000}
    with LocalKuultu(tmp_path_factory.mktemp("kuultu"), day_seconds=86400, **many) as running:
        yield running


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium."""
    with sync_playwright() as playwright:
        browser = launched(playwright)
        yield browser
        browser.close()


@pytest.fixture
def line(kuultu: LocalKuultu) -> Line:
    """What goes wrong between the browser and Kuultu: nothing, unless told."""
    return Line(kuultu.url)


@pytest.fixture
def shop(line: Line) -> Iterator[Shop]:
    """A shop on an address of its own, with the widget for what comes after a purchase; `address` is where."""
    with served(line.handler) as kuultu:
        shop = Shop(kuultu)
        shop.element = ELEMENT
        with served(shop.handler) as address:
            shop.address = address
            yield shop


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that has visited nothing, on a phone."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, shop: Shop) -> Page:
    """The shop's page, open."""
    page = context.new_page()
    page.goto(shop.address)
    return page


@pytest.fixture
def stored(kuultu: LocalKuultu) -> Callable[[], int]:
    """How many responses have been stored since the test began."""

    def count() -> int:
        found = kuultu.client("dynamodb").scan(TableName=kuultu.deployed.table("responses"), Select="COUNT")
        return int(found["Count"])

    before = count()
    return lambda: count() - before
