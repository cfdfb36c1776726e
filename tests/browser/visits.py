"""What customers do with the widget, and what they see; Playwright looks into the shadow tree by itself."""

from playwright.sync_api import BrowserContext, Page, expect

EVENTS = ("shown", "sent", "kept", "failed")


def watch(page: Page) -> None:
    """Note the widget's events from now on, also on the next pages."""
    names = [f"kuultu:{name}" for name in EVENTS]
    page.add_init_script(
        f"window.seen = []; for (const name of {names})"
        " document.addEventListener(name, (event) => seen.push({name, ...event.detail}))"
    )


def seen(page: Page) -> list[str]:
    """The names of the events so far."""
    return [event["name"] for event in page.evaluate("window.seen")]


def score(page: Page, value: int) -> None:
    """Choose the first question's score."""
    page.locator("fieldset").first.get_by_role("radio", name=str(value), exact=True).check()


def send(page: Page) -> None:
    """Press the button."""
    page.get_by_role("button", name="Lähetä vastaus").click()


def sees(page: Page, text: str) -> None:
    """Wait until the page says this."""
    expect(page.get_by_text(text)).to_be_visible()


def answer(page: Page, value: int = 9) -> None:
    """Give a score and send it."""
    score(page, value)
    send(page)


def answer_offline(page: Page, context: BrowserContext) -> None:
    """Give a score and send it without a connection; the answer is kept."""
    score(page, 9)
    context.set_offline(True)
    send(page)
    sees(page, ANSWER_IS_KEPT)


THANKS = "Kiitos, että kerroit. Vastauksesi tuli perille."
ANSWER_IS_KEPT = "Vastauksesi on tallessa"
