"""Sessions of the console: who has none, how they begin and end, and the cookies that bear them."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from time_machine import Traveller

from kuultu.services.surveys.directory_publication import publish_directory
from kuultu.web.console.session_cookie import SESSION, SIGN_IN_COOKIE
from tests.integration.console import ask_for_code, asked_as, deliver, enter, is_signed_in, last_code, signed_in_as
from tests.integration.http import open_console, send_console
from tests.integration.moto_backends import rows
from tests.integration.wire import Wire
from tests.integration.world import MANAGER, OWNER
from tests.unit.helpers.builders import staffed

pytestmark = pytest.mark.usefixtures("aws")

WRONG = "0000 0000"


@pytest.mark.parametrize(
    "path", ["/console", "/console/answers", "/console/cases/a", "/console/no/such/page", "/console/"]
)
def test_s01_without_a_session_every_page_leads_to_the_one_for_signing_in(path: str) -> None:
    answer = open_console(path)
    assert (answer.status, answer.headers["location"].partition("?")[0]) == (303, "/console/sign-in")
    assert open_console(path, {SESSION: "x" * 43}).status == 303


OTHERS = [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "same-site"}]


@pytest.mark.parametrize("headers", OTHERS)
@pytest.mark.parametrize("page", ["sign-in", "code", "sign-out"])
def test_s09_a_form_from_another_site_changes_nothing(wire: Wire, page: str, headers: dict[str, str]) -> None:
    cookies = signed_in_as(OWNER)
    wire.sent.clear()
    answer = send_console(f"/console/{page}", {"email": OWNER, "code": WRONG}, cookies, headers)
    assert (answer.status, answer.cookies, wire.sent) == (403, {}, [])
    assert is_signed_in(cookies)


def test_s10_signing_out_ends_the_session_within_this_request() -> None:
    cookies = signed_in_as(OWNER)
    answer = send_console("/console/sign-out", "", cookies)
    assert (answer.status, answer.headers["location"], answer.cookies) == (303, "/console/sign-in", {SESSION: ""})
    assert "Max-Age=0" in answer.set_cookies[0]
    assert not is_signed_in(cookies)


def test_s11_a_session_ends_after_twelve_hours(clock: Traveller) -> None:
    cookies = signed_in_as(OWNER)
    clock.shift(timedelta(hours=11, minutes=59))
    assert is_signed_in(cookies)
    clock.shift(timedelta(minutes=1))
    assert not is_signed_in(cookies)


def test_s11_the_session_of_somebody_who_has_left_is_none_a_minute_later(clock: Traveller) -> None:
    cookies = signed_in_as(OWNER)
    assert is_signed_in(cookies)
    directory = staffed()
    helsinki = next(unit for unit in directory["units"] if unit["id"] == "helsinki")
    publish_directory({**directory, "units": [{**helsinki, "owner": "pirjo"}, *directory["units"][1:]]})
    clock.shift(timedelta(seconds=61))
    assert not is_signed_in(cookies)


def test_s11_nobody_else_has_a_session_whatever_is_stored() -> None:
    assert not is_signed_in(signed_in_as("stranger@example.com"))


def test_s12_signing_in_always_begins_a_new_session_and_ends_the_old_one(wire: Wire) -> None:
    before = signed_in_as(MANAGER)
    cookies, code = asked_as(OWNER, wire)
    after = enter(code, {**cookies, **before}).cookies
    assert after[SESSION] != before[SESSION]
    assert is_signed_in(after)
    assert not is_signed_in(before)


def test_s12_a_session_that_somebody_else_chose_is_never_taken_up(wire: Wire) -> None:
    chosen = {SESSION: "A" * 43}
    cookies, code = asked_as(OWNER, wire)
    assert enter(code, {**cookies, **chosen}).cookies[SESSION] != chosen[SESSION]
    assert not is_signed_in(chosen)


ATTRIBUTES = {"Path=/", "HttpOnly", "Secure", "SameSite=Lax"}


def test_cookies_are_for_this_address_alone_and_for_no_script(wire: Wire) -> None:
    asked = ask_for_code(OWNER)
    deliver(wire)
    entered = enter(last_code(wire), asked.cookies)
    parts = {cookie.split("=")[0]: set(cookie.split("; ")[1:]) for cookie in (*entered.set_cookies, *asked.set_cookies)}
    assert parts == {SESSION: {*ATTRIBUTES, "Max-Age=43200"}, SIGN_IN_COOKIE: {*ATTRIBUTES, "Max-Age=600"}}
    assert entered.cookies[SIGN_IN_COOKIE] == ""


def test_tokens_are_kept_as_hashes(wire: Wire) -> None:
    cookies, code = asked_as(OWNER, wire)
    known = {**cookies, **enter(code, cookies).cookies}
    kept = str(rows("sessions"))
    assert "session#" in kept
    assert not any(token in kept for token in known.values() if token)


def test_after_signing_in_the_way_goes_on_to_the_page_that_was_asked_for(wire: Wire) -> None:
    wanted = "/console/cases?stage=reply&text=a+b"
    sent_to = open_console(wanted).headers["location"]
    cookies = ask_for_code(OWNER, path=sent_to).cookies
    deliver(wire)
    assert enter(last_code(wire), cookies).headers["location"] == wanted


ASTRAY = [
    "https://evil.example",
    "//evil.example",
    "/console//evil.example",
    "/console/../l/x",
    "/l/x",
    "/console/code",
    "/consoles",
]


@pytest.mark.parametrize(
    "wanted", [*ASTRAY, "/console/sign-out", "/console/a\\b", "/console/a\r\nX: y", "/console/" + "a" * 1_000]
)
def test_signing_in_leads_nobody_astray(wire: Wire, wanted: str) -> None:
    cookies = ask_for_code(OWNER, path=f"/console/sign-in?{urlencode({'to': wanted})}").cookies
    deliver(wire)
    assert enter(last_code(wire), cookies).headers["location"] == "/console"


def test_a_page_that_is_not_there_says_so_to_whoever_is_signed_in() -> None:
    assert open_console("/console/no/such/page", signed_in_as(OWNER)).status == 404
    assert open_console("/console/code", method="PUT").status == 405
