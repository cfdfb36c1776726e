"""Whatever happens to the connection or the tab: an answer is kept before it is sent, and stored exactly once."""

import json
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.line import Line, Shop
from tests.browser.visits import ANSWER_IS_KEPT, THANKS, answer, answer_offline, score, seen, sees, send, watch

Count = Callable[[], int]
WEEK = 7 * 24 * 3600 * 1000


def test_f02_an_answer_that_was_stored_but_not_heard_of_is_sent_again_under_its_key(
    page: Page, line: Line, stored: Count
) -> None:
    line.lose_answers = 2
    answer(page)
    sees(page, "Yhteys pätkii")
    sees(page, THANKS)
    assert (len(line.keys), len(set(line.keys)), stored()) == (3, 1, 1)


def test_the_answer_is_kept_before_the_first_attempt(page: Page, line: Line) -> None:
    kept: list[str] = []
    page.route(
        "**/responses", lambda route: (kept.append(page.evaluate("JSON.stringify(localStorage)")), route.continue_())
    )
    answer(page)
    sees(page, THANKS)
    [(name, text)] = json.loads(kept[0]).items()
    assert name == f"kuultu:answer:{line.keys[0]}"
    assert json.loads(json.loads(text)["body"])["answers"] == {"nps": 9}


def test_f01_an_answer_given_offline_is_sent_when_the_connection_is_back(
    page: Page, context: BrowserContext, stored: Count
) -> None:
    watch(page)
    page.reload()
    answer_offline(page, context)
    context.set_offline(False)
    sees(page, THANKS)
    assert (seen(page), stored()) == (["kuultu:shown", "kuultu:kept", "kuultu:sent"], 1)


def test_f01_a_kept_answer_is_sent_from_the_next_page(
    page: Page, context: BrowserContext, shop: Shop, stored: Count
) -> None:
    answer_offline(page, context)
    page.goto("about:blank")
    context.set_offline(False)
    page.goto(f"{shop.address}/toinen")
    sees(page, "Aiempi vastauksesi lähti nyt perille.")
    assert stored() == 1


def test_two_tabs_that_come_online_together_send_a_kept_answer_once(
    page: Page, context: BrowserContext, shop: Shop, line: Line, stored: Count
) -> None:
    others = [context.new_page() for _ in range(3)]
    for other in others:
        other.goto(shop.address)
    answer_offline(page, context)
    context.set_offline(False)
    sees(page, THANKS)
    page.wait_for_timeout(500)
    assert (len(line.keys), stored()) == (1, 1)


def test_f01_after_four_more_tries_the_answer_is_kept_and_the_customer_hears_of_it(page: Page, line: Line) -> None:
    line.answer_with = (503, {})
    page.clock.install()
    answer(page)
    for number in range(1, 6):
        while len(line.keys) < number:
            page.wait_for_timeout(20)
        page.wait_for_timeout(100)
        page.clock.run_for(11_000)
    sees(page, ANSWER_IS_KEPT)
    assert (len(line.keys), len(set(line.keys))) == (5, 1)


def test_a_kept_answer_is_forgotten_after_a_week(page: Page, context: BrowserContext, stored: Count) -> None:
    answer_offline(page, context)
    page.evaluate(
        "for (const [name, text] of Object.entries(localStorage))"
        f" localStorage.setItem(name, JSON.stringify({{...JSON.parse(text), since: Date.now() - {WEEK}}}))"
    )
    page.goto("about:blank")
    context.set_offline(False)
    page.go_back()
    expect(page.get_by_role("radio", name="9")).to_be_visible()
    assert (page.evaluate("localStorage.length"), stored()) == (0, 0)


def test_f02_a_double_click_sends_one_answer(page: Page, line: Line, stored: Count) -> None:
    score(page, 9)
    page.get_by_role("button", name="Lähetä vastaus").dblclick()
    sees(page, THANKS)
    assert (len(line.keys), stored()) == (1, 1)


def test_coming_back_to_the_page_shows_the_thanks_and_sends_nothing(page: Page, line: Line, stored: Count) -> None:
    answer(page)
    sees(page, THANKS)
    page.get_by_role("link", name="Seuraava").click()
    page.wait_for_url("**/toinen")
    page.go_back()
    sees(page, THANKS)
    page.reload()
    sees(page, THANKS)
    assert (len(line.keys), stored()) == (1, 1)


def test_a_refusal_is_final_and_told_in_words_and_the_answer_stays_on_the_page(page: Page, line: Line) -> None:
    line.answer_with = (403, {})
    score(page, 9)
    page.get_by_label("Miksi annoit tämän arvosanan?").fill("Hyvä palvelu.")
    send(page)
    expect(page.get_by_role("status")).to_have_text("Emme saaneet vastaustasi perille. Se on yhä tällä sivulla.")
    expect(page.get_by_label("Miksi annoit tämän arvosanan?")).to_have_value("Hyvä palvelu.")
    assert (len(line.keys), page.evaluate("localStorage.length")) == (1, 0)


def test_a_survey_that_closed_meanwhile_says_so(page: Page, line: Line) -> None:
    line.answer_with = (410, {})
    answer(page)
    sees(page, "Kysely on päättynyt.")
    assert len(line.keys) == 1


def test_a_server_that_asks_for_patience_gets_it(page: Page, line: Line) -> None:
    line.answer_with = (429, {"Retry-After": "3"})
    answer(page)
    sees(page, "Yhteys pätkii")
    line.answer_with = None
    page.wait_for_timeout(2000)
    assert len(line.keys) == 1
    sees(page, THANKS)
