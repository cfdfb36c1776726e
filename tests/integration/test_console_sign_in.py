"""Signing in to the console: a code out of a mail, once, in the browser that asked for it."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from kuultu.domain.console.sign_in import MOST_TRIES
from kuultu.services.surveys import all_surveys
from kuultu.web.console.session_cookie import SIGN_IN_COOKIE
from tests.integration.console import ask_for_code, asked_as, deliver, enter, last_code
from tests.integration.http import Cookies, open_console
from tests.integration.page import Page
from tests.integration.wire import Wire
from tests.integration.world import MANAGER, OWNER

pytestmark = pytest.mark.usefixtures("aws")

STRANGER = "stranger@example.com"
WRONG = "0000 0000"


def test_s02_a_code_out_of_the_mail_signs_in(wire: Wire) -> None:
    asked = ask_for_code(OWNER)
    assert (asked.status, asked.headers["location"]) == (303, "/console/code")
    page = Page(open_console("/console/code", asked.cookies).body)
    assert (page.forms[0]["data-kind"], page.fields) == ("code", {"code": ""})
    deliver(wire)
    answer = enter(last_code(wire), asked.cookies)
    assert (answer.status, answer.headers["location"]) == (303, "/console")
    assert "Mari" in Page(open_console("/console", answer.cookies).body).words


@pytest.mark.parametrize("spaced", ["{} {}", " {}{} ", "\u00a0{}  {}\t"])
def test_s02_spaces_in_and_around_a_code_are_tolerated(wire: Wire, spaced: str) -> None:
    cookies, code = asked_as(OWNER, wire)
    assert enter(spaced.format(code[:4], code[4:]), cookies).status == 303


FOR_ANYBODY = ["UpdateItem", "UpdateItem", "UpdateItem", "PutItem", "Invoke"]
"""The calls for a code: the limit of the network, that of the address from its beginning, the sign-in, the mail."""


def test_s03_an_unknown_address_costs_the_same_calls_and_gets_the_same_answers(wire: Wire) -> None:
    ask_for_code(MANAGER)  # the first of a day makes the day's secret
    calls, *answers = seen_from_outside(OWNER, wire)
    assert calls == FOR_ANYBODY
    assert [calls, *answers] == seen_from_outside(STRANGER, wire)


def seen_from_outside(address: str, wire: Wire) -> list[Any]:
    """The calls to AWS, and the answers from the address to the last wrong code, without what is random."""
    all_surveys.forget()  # a Lambda that looked up who works here would have to read
    wire.sent.clear()
    asked = ask_for_code(address)
    calls = list(wire.sent)
    page = open_console("/console/code", asked.cookies).body
    deliver(wire)
    wire.invoked.clear()
    wrong = [enter(WRONG, asked.cookies) for _ in range(MOST_TRIES + 1)]
    told = [text.replace(address, "ADDRESS") for text in (page, *(one.body for one in wrong))]
    return [calls, asked.status, asked.headers, list(asked.cookies), [one.status for one in wrong], told]


def test_s04_a_code_works_once(wire: Wire) -> None:
    cookies, code = asked_as(OWNER, wire)
    assert [enter(code, cookies).status for _ in range(2)] == [303, 422]


def test_s04_of_two_who_type_the_code_at_the_same_moment_one_gets_in(wire: Wire) -> None:
    cookies, code = asked_as(OWNER, wire)
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: enter(code, cookies).status, range(4)))
    assert sorted(answers) == [303, 422, 422, 422]


@pytest.mark.parametrize("cookies", [{}, {SIGN_IN_COOKIE: ""}, {SIGN_IN_COOKIE: "A" * 43}])
def test_s07_a_code_works_only_in_the_browser_that_asked_for_it(wire: Wire, cookies: Cookies) -> None:
    _, code = asked_as(OWNER, wire)
    answer = enter(code, cookies)
    assert (answer.status, answer.cookies) == (422, {})


def test_s07_the_code_of_another_browser_does_not_work_in_this_one(wire: Wire) -> None:
    cookies, _ = asked_as(OWNER, wire)
    _, other = asked_as(OWNER, wire)
    assert enter(other, cookies).status == 422


@pytest.mark.parametrize(("language", "title"), [("fi", "Kirjaudu sisään"), ("sv", "Logga in"), ("en", "Sign in")])
def test_the_pages_speak_each_language_by_query_and_by_browser(language: str, title: str) -> None:
    asked = [
        open_console(f"/console/sign-in?language={language}"),
        open_console("/console/sign-in", headers={"Accept-Language": f"de, {language}-FI;q=0.5"}),
    ]
    for answer in asked:
        page = Page(answer.body)
        assert (page.language, page.forms[0]["data-kind"], page.fields) == (language, "sign_in", {"email": ""})
        assert title in page.words
        assert answer.body.count("<h1") == 1


def test_a_chosen_language_goes_along_to_the_page_of_the_code(wire: Wire) -> None:
    assert ask_for_code(OWNER, path="/console/sign-in?language=sv").headers["location"] == "/console/code?language=sv"
    assert ask_for_code(OWNER, path="/console/sign-in?language=xx").headers["location"] == "/console/code"


def test_browsers_and_password_managers_know_what_the_fields_are_for(wire: Wire) -> None:
    assert 'autocomplete="username" inputmode="email"' in open_console("/console/sign-in").body
    cookies, _ = asked_as(OWNER, wire)
    assert 'autocomplete="one-time-code" inputmode="numeric"' in open_console("/console/code", cookies).body


def test_looking_at_the_pages_for_signing_in_writes_nothing(wire: Wire) -> None:
    cookies, _ = asked_as(OWNER, wire)
    wire.sent.clear()
    for method in ("GET", "HEAD"):
        assert open_console("/console/sign-in", cookies, method).status == 200
        assert open_console("/console/code", cookies, method).status == 200
    assert wire.writes == []
