"""When the server asks for a proof of work, the widget does it, and the customer notices nothing."""

import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, Route, expect

from infra.local.client.browser import ask
from infra.local.local_kuultu import LocalKuultu
from tests.browser.line import Line
from tests.browser.test_widget_answers import sent_body
from tests.browser.visits import THANKS, answer, score, sees, send

Count = Callable[[], int]
ALLOWED = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "Retry-After"}
NO_TLS = "Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined })"


def with_form(page: Page, form: str) -> None:
    """Let the survey come with another form than it has."""

    def change(route: Route) -> None:
        reply = route.fetch()
        route.fulfill(response=reply, json={**reply.json(), "form": form})

    page.route("**/v1/surveys/*?*", change)
    page.reload()


def refuse_once(page: Page, problem: dict[str, Any], wait: int = 30) -> None:
    """Answer the first response with 429, to be sent again after seconds long enough to be seen on a busy machine."""
    headers = {**ALLOWED, "Retry-After": str(wait)}
    page.route("**/responses", lambda route: route.fulfill(status=429, headers=headers, json=problem), times=1)


def test_a_form_that_needs_a_proof_gets_one_from_the_widget(page: Page, line: Line, stored: Count) -> None:
    with_form(page, "1.an-old-form")
    answer(page)
    sees(page, THANKS)
    assert (len(line.keys), len(set(line.keys)), stored()) == (2, 1, 1)


def test_an_answer_to_a_drowned_survey_arrives_without_the_customers_doing(
    page: Page, kuultu: LocalKuultu, line: Line, stored: Count
) -> None:
    forged = json.dumps({"answers": {"nps": 9}, "form": "forged"}).encode()
    asked = ask(f"{kuultu.url}/v1/surveys/after-purchase/responses", forged, {"Content-Type": "application/json"})
    refuse_once(page, asked.json)
    with page.expect_request(lambda request: "kuultu-proof" in request.headers) as proven:
        answer(page)
    sees(page, THANKS)
    assert proven.value.headers["idempotency-key"] == line.keys[0]
    assert (len(line.keys), stored()) == (1, 1)


def test_a_page_without_tls_sends_no_form_and_waits_instead(page: Page, line: Line, stored: Count) -> None:
    page.add_init_script(NO_TLS)
    page.reload()
    refuse_once(page, {"challenge": {}}, wait=6)
    body = sent_body(page, lambda: answer(page))
    sees(page, "Yhteys pätkii")
    sees(page, THANKS)
    assert "form" not in body
    assert (len(line.keys), stored()) == (1, 1)


def test_a_challenge_that_cannot_be_solved_leaves_the_answer_kept(page: Page, stored: Count) -> None:
    refuse_once(page, {"challenge": {"parameters": {}}}, wait=6)
    answer(page)
    sees(page, "Yhteys pätkii")
    sees(page, THANKS)
    assert stored() == 1


def test_the_survey_s_form_goes_along_with_the_answer(page: Page) -> None:
    body = sent_body(page, lambda: answer(page))
    sees(page, THANKS)
    assert int(body["form"].partition(".")[0]) > 0
    assert "website" not in body


def test_people_neither_see_nor_reach_the_field_that_machines_fill_in(page: Page) -> None:
    score(page, 9)
    trap = page.locator("input[name=website]")
    reached = []
    for _ in range(20):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.querySelector('kuultu-survey').shadowRoot.activeElement?.name"))
    assert "website" not in reached
    expect(trap).to_have_attribute("aria-hidden", "true")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_machine_that_fills_in_everything_is_thanked_and_stored_nowhere(page: Page, stored: Count) -> None:
    score(page, 9)
    page.locator("input[name=website]").evaluate("(input) => { input.value = 'https://spam.example'; }")
    send(page)
    sees(page, THANKS)
    assert stored() == 0
