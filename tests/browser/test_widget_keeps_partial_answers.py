"""What a customer has answered so far is kept under the key of the whole answer, and never gets in its way."""

import json
from collections.abc import Callable
from time import monotonic

from playwright.sync_api import Page, Route, expect

from tests.browser.line import Line, Shop
from tests.browser.visits import THANKS, answer, score, sees, send

Count = Callable[[], int]
WORDS = "Tallennamme vastauksesi sitä mukaa kuin vastaat"


def comes(page: Page, line: Line, number: int = 1) -> None:
    """Wait until so many partial answers have come."""
    until = monotonic() + 20
    while len(line.partial) < number:
        assert monotonic() < until, "No partial answer came."
        page.wait_for_timeout(50)


def test_a_score_is_kept_soon_after_it_is_chosen_and_the_form_says_so(page: Page, line: Line, stored: Count) -> None:
    score(page, 3)
    sees(page, WORDS)
    assert line.partial == []
    comes(page, line)
    page.wait_for_timeout(300)
    assert (line.partial[0]["answers"], line.keys, stored()) == ({"nps": 3}, [], 1)
    assert line.partial[0]["context"]["reference"] == "order-1001"


def test_contact_details_wait_for_the_whole_answer(page: Page, line: Line) -> None:
    score(page, 3)
    page.get_by_label("Nimi").fill("Aino Esimerkki")
    page.get_by_label("Sähköposti").fill("aino@example.com")
    comes(page, line)
    assert "contact" not in line.partial[0]
    assert "aino" not in json.dumps(line.partial).lower()


def test_the_whole_answer_takes_the_place_of_the_partial_one_under_its_key(
    page: Page, line: Line, stored: Count
) -> None:
    score(page, 9)
    comes(page, line)
    send(page)
    sees(page, THANKS)
    page.wait_for_timeout(2500)
    assert (line.keys, len(line.partial), stored()) == ([line.partial[0]["key"]], 1, 1)
    assert page.evaluate("Object.keys(sessionStorage).filter((name) => name.startsWith('kuultu:draft'))") == []


def test_later_answers_are_kept_in_their_turn(page: Page, line: Line, stored: Count) -> None:
    score(page, 9)
    comes(page, line)
    score(page, 8)
    comes(page, line, 2)
    assert [one["answers"]["nps"] for one in line.partial] == [9, 8]
    assert (len({one["key"] for one in line.partial}), stored()) == (1, 1)


def test_who_leaves_the_page_at_once_has_answered_all_the_same(page: Page, line: Line, stored: Count) -> None:
    score(page, 2)
    page.goto("about:blank")
    comes(page, line)
    page.wait_for_timeout(300)
    assert stored() == 1


def test_after_loading_the_page_again_it_is_still_the_same_answer(page: Page, line: Line, stored: Count) -> None:
    score(page, 2)
    page.reload()
    answer(page, 9)
    sees(page, THANKS)
    comes(page, line)
    assert (line.keys, stored()) == ([line.partial[0]["key"]], 1)


def test_partial_answers_that_cannot_be_sent_are_no_business_of_the_whole_one(page: Page, stored: Count) -> None:
    page.route("**/responses", lambda route: route.abort() if is_partial(route) else route.continue_())
    score(page, 9)
    page.wait_for_timeout(2500)
    answer(page, 8)
    sees(page, THANKS)
    assert (page.evaluate("localStorage.length"), stored()) == (0, 1)


def test_a_survey_that_keeps_none_is_sent_none(page: Page, shop: Shop, line: Line) -> None:
    page.route("**/v1/surveys/after-purchase?*", without_partial)
    page.goto(shop.address)
    score(page, 9)
    page.wait_for_timeout(2500)
    expect(page.get_by_text(WORDS)).to_be_hidden()
    assert line.partial == []


def test_a_whole_answer_that_is_refused_and_mended_takes_the_place_of_the_same_partial_one(
    page: Page, line: Line, stored: Count
) -> None:
    page.route("**/responses", refuse_whole_ones)
    score(page, 9)
    comes(page, line)
    send(page)
    sees(page, "Vastaus ei lähtenyt vielä.")
    page.unroute("**/responses")
    send(page)
    sees(page, THANKS)
    assert (line.keys, stored()) == ([line.partial[0]["key"]], 1)


def refuse_whole_ones(route: Route) -> None:
    """Answer a whole answer as if something in it had to be mended."""
    flaws = [{"pointer": "/answers/nps", "code": "required", "detail": "This question must be answered."}]
    if is_partial(route):
        route.continue_()
    else:
        route.fulfill(status=422, headers={"Access-Control-Allow-Origin": "*"}, json={"errors": flaws})


def is_partial(route: Route) -> bool:
    """Whether this request holds a partial answer."""
    return bool(json.loads(route.request.post_data or "{}").get("partial"))


def without_partial(route: Route) -> None:
    """Answer with the survey as it would be without partial answers."""
    answer = route.fetch()
    route.fulfill(response=answer, json=answer.json() | {"partial": False})
