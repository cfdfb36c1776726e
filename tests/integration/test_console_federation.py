"""Signing in at the organisation's own issuer: there and back, for staff alone, in the browser that began."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from infra.components.functions import SIZES
from kuultu.gateways import issuer as gateway
from kuultu.services.console.federation import way_in_for
from kuultu.web.console.session_cookie import SESSION, SIGN_IN_COOKIE
from tests.integration.console import is_signed_in
from tests.integration.fake_issuer import FakeIssuer, begun, federated, links_in
from tests.integration.http import Cookies, GatewayResponse, open_console, send_console
from tests.integration.page import Page
from tests.integration.wire import Wire
from tests.integration.world import OWNER

pytestmark = pytest.mark.usefixtures("aws")


@pytest.fixture
def issuer() -> Iterator[FakeIssuer]:
    """The issuer of the organisation, at which the owner is signed in."""
    with federated(OWNER) as issuer:
        yield issuer


def pressed(path: str, cookies: Cookies) -> GatewayResponse:
    """The answer to the button of the page to which the issuer leads back."""
    answer = open_console(path, cookies)
    assert answer.status == 200
    page = Page(answer.body)
    assert [form["data-kind"] for form in page.forms] == ["return"]
    return send_console("/console/return", page.fields, cookies)


def signed_in_by(issuer: FakeIssuer) -> GatewayResponse:
    """The answer at the end of the whole way."""
    way, cookies = begun()
    return pressed(issuer.let_in(way), cookies)


def test_s14_a_work_account_signs_in(issuer: FakeIssuer) -> None:
    answer = signed_in_by(issuer)
    assert (answer.status, answer.headers["location"]) == (303, "/console")
    assert answer.cookies[SIGN_IN_COOKIE] == ""
    assert "Mari" in Page(open_console("/console", {SESSION: answer.cookies[SESSION]}).body).words


def test_looking_writes_nothing_and_nothing_is_kept_for_a_way_in(issuer: FakeIssuer, wire: Wire) -> None:
    way, cookies = begun()
    assert open_console(issuer.let_in(way), cookies).status == 200
    assert wire.sent == []


def test_the_way_leads_on_to_what_was_asked_for_in_the_chosen_language(issuer: FakeIssuer) -> None:
    way, cookies = begun("?language=sv&to=%2Fconsole%2Fcases%3Funit%3Dhelsinki")
    back = issuer.let_in(way)
    assert Page(open_console(back, cookies).body).language == "sv"
    assert pressed(back, cookies).headers["location"] == "/console/cases?unit=helsinki"


def test_a_way_on_out_of_the_console_is_not_taken(issuer: FakeIssuer) -> None:
    way, cookies = begun("?to=https%3A%2F%2Felsewhere.example")
    assert pressed(issuer.let_in(way), cookies).headers["location"] == "/console"


def test_s15_a_code_works_once(issuer: FakeIssuer) -> None:
    way, cookies = begun()
    back = issuer.let_in(way)
    assert [pressed(back, cookies).status for _ in range(2)] == [303, 422]


def test_s15_a_way_back_is_of_no_use_to_another_browser(issuer: FakeIssuer) -> None:
    back = issuer.let_in(begun()[0])
    fields = dict(parse_qsl(urlsplit(back).query))
    for cookies in ({}, begun()[1], {SIGN_IN_COOKIE: "x"}):
        asked = open_console(back, cookies)
        sent = send_console("/console/return", fields, cookies)
        assert (asked.status, sent.status, SESSION in sent.cookies) == (422, 422, False)
    assert "/tenant/token" not in issuer.asked


def test_s15_what_goes_along_cannot_be_changed_on_the_way(issuer: FakeIssuer) -> None:
    way, cookies = begun("?to=%2Fconsole%2Fcases")
    assert open_console(issuer.let_in(way).replace("cases", "looks"), cookies).status == 422


def test_tabs_of_one_browser_both_lead_in(issuer: FakeIssuer) -> None:
    first, cookies = begun()
    second, later = begun("?to=%2Fconsole%2Fcases", cookies)
    assert later == cookies
    assert [pressed(issuer.let_in(way), cookies).status for way in (first, second)] == [303, 303]


def test_a_code_of_another_way_in_is_refused(issuer: FakeIssuer) -> None:
    stolen = dict(parse_qsl(urlsplit(issuer.let_in(begun()[0])).query))["code"]
    way, cookies = begun()
    own = re.sub(r"code-\d+", stolen, issuer.let_in(way))
    assert pressed(own, cookies).status == 422


def test_s17_whoever_is_not_staff_is_told_the_address_and_whom_to_ask(issuer: FakeIssuer) -> None:
    issuer.email = "stranger@example.com"
    answer = signed_in_by(issuer)
    assert (answer.status, SESSION in answer.cookies) == (422, False)
    assert "stranger@example.com" in Page(answer.body).words
    assert links_in(answer) == ["/console/sign-in?language=en"]


@pytest.mark.parametrize(
    "claims", [{"email": None}, {"email": 7}, {"email_verified": False}, {"email_verified": "false"}]
)
def test_s17_an_address_that_the_issuer_does_not_vouch_for_is_nobodys(
    issuer: FakeIssuer, claims: dict[str, Any]
) -> None:
    issuer.claims = claims
    answer = signed_in_by(issuer)
    assert (answer.status, SESSION in answer.cookies) == (422, False)
    assert "confirmed email address" in Page(answer.body).words


@pytest.mark.parametrize(
    "claims", [{"iss": "https://elsewhere.example"}, {"aud": "other"}, {"exp": 1}, {"nonce": "other"}]
)
def test_s16_a_token_that_is_not_meant_for_this_way_in_is_refused(issuer: FakeIssuer, claims: dict[str, Any]) -> None:
    issuer.claims = claims
    answer = signed_in_by(issuer)
    assert (answer.status, SESSION in answer.cookies) == (422, False)


def test_whoever_is_stopped_at_the_issuer_is_told_so(issuer: FakeIssuer) -> None:
    way, cookies = begun()
    state = dict(parse_qsl(urlsplit(way).query))["state"]
    answer = open_console(f"/console/return?error=access_denied&error_description=%3Cb%3E&state={state}", cookies)
    assert answer.status == 422
    assert "IT support" in Page(answer.body).words
    assert "<b>" not in answer.body


BROKEN = [(500, b"{}"), (200, b"<html>"), (200, b"[]"), (302, b"{}"), (200, b'{"id_token": "a.b"}'), (200, b"{}")]


@pytest.mark.parametrize("answer", BROKEN)
def test_s18_an_issuer_that_fails_at_the_code_is_told_of_and_rings(
    issuer: FakeIssuer, answer: tuple[int, bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    way, cookies = begun()
    back = issuer.let_in(way)
    issuer.answer = answer
    told = pressed(back, cookies)
    assert (told.status, SESSION in told.cookies) == (503, False)
    assert "Try again in a few minutes" in Page(told.body).words
    assert "UnexpectedError" in capsys.readouterr().out


@pytest.mark.parametrize(
    "published", [{"issuer": "https://elsewhere.example"}, {"token_endpoint": "http://elsewhere.example/token"}]
)
def test_s18_an_issuer_that_publishes_what_cannot_be_trusted_is_not_used(
    issuer: FakeIssuer, published: dict[str, Any]
) -> None:
    issuer.published = published
    answer = open_console("/console/sign-in?language=en")
    assert answer.status == 503
    assert "Try again in a few minutes" in Page(answer.body).words


@pytest.mark.parametrize(("function", "asked"), [("console_pages", 1), ("console_actions", 2)])
def test_a_silent_issuer_is_given_up_before_lambda_ends_the_request(function: str, asked: int) -> None:
    """A page asks what the issuer publishes; an action asks that and for a token."""
    waits = asked * ((gateway.WITHIN.connect_timeout or 0) + (gateway.WITHIN.read_timeout or 0))
    assert 0 < waits < SIZES[function].seconds


def test_no_code_is_mailed_when_staff_sign_in_at_the_issuer(issuer: FakeIssuer, wire: Wire) -> None:
    asked = send_console("/console/sign-in", {"email": OWNER})
    assert (asked.status, asked.headers["location"], asked.cookies) == (303, "/console/sign-in", {})
    assert wire.invoked == []


def test_the_issuer_is_asked_about_itself_once_an_hour(issuer: FakeIssuer) -> None:
    for _ in range(3):
        begun()
    assert issuer.asked == ["/tenant/.well-known/openid-configuration"]


def test_without_an_issuer_no_way_leads_back(wire: Wire) -> None:
    own = way_in_for("")
    fields, cookies = {"code": "1", "state": own.state("")}, {SIGN_IN_COOKIE: own.token}
    answers = [open_console(f"/console/return?{urlencode(fields)}", cookies)]
    answers.append(send_console("/console/return", fields, cookies))
    assert [(one.status, links_in(one)) for one in answers] == [(422, ["/console/sign-in"])] * 2
    assert wire.sent == []


def test_signing_in_anew_ends_the_former_session(issuer: FakeIssuer) -> None:
    former = {SESSION: signed_in_by(issuer).cookies[SESSION]}
    assert is_signed_in(former)
    way, cookies = begun()
    pressed(issuer.let_in(way), {**cookies, **former})
    assert not is_signed_in(former)
