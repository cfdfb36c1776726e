"""Signing in to the console on the deployed stack, over HTTP: routes, cookies, and the mail in between."""

from infra.local.client.browser import ask
from infra.local.client.journeys import Journey
from tests.e2e.console import Colleague
from tests.integration.page import Page

OWNER = "owner.helsinki@example.com"


def test_a_colleague_signs_in_with_the_code_out_of_the_mail_and_out_again(journey: Journey) -> None:
    owner = Colleague(journey, OWNER)
    assert owner.opens("/console").headers["location"] == "/console/sign-in"
    assert "Mari" in Page(owner.signs_in().body).words
    session = dict(owner.cookies)
    assert owner.sends("/console/sign-out").status == 303
    assert (list(session), owner.cookies) == (["__Host-kuultu"], {})
    owner.cookies = session
    assert owner.opens("/console").status == 303


def test_the_mail_is_shown_with_its_kind_and_the_address_for_answers(journey: Journey) -> None:
    Colleague(journey, OWNER).asks_for_a_code()
    mail = journey.wait_for("sign-in", OWNER)
    assert (mail["links"], mail["reply_to"]) == ([], "director@example.com")
    assert mail["from"] == "Kuultu, Kattila & Kannu <palaute@kuultu.example>"


def test_a_stranger_gets_no_mail(journey: Journey) -> None:
    stranger = Colleague(journey, "stranger@example.com")
    assert stranger.sends("/console/sign-in", email=stranger.address).status == 303
    assert stranger.opens("/console/code").status == 200
    Colleague(journey, OWNER).asks_for_a_code()
    assert ("sign-in", stranger.address) not in journey.sent()


def test_every_method_of_every_page_of_the_console_is_answered(journey: Journey) -> None:
    for page in ("/console", "/console/sign-in", "/console/cases/x"):
        answers = {one: ask(journey.url + page, method=one).status for one in ("PUT", "DELETE", "PATCH", "OPTIONS")}
        assert set(answers.values()) == {405}
    assert ask(f"{journey.url}/console/sign-in", method="HEAD").status == 200
    assert ask(f"{journey.url}/console/no/such/page").status == 303
