"""Codes for the console that are wrong, late or too many, and addresses that are none."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from time_machine import Traveller

from kuultu.domain.console.sign_in import MOST_TRIES
from tests.integration.console import (
    ask_for_code,
    asked_as,
    enter,
)
from tests.integration.http import open_console, send_console
from tests.integration.limiting import limit
from tests.integration.moto_backends import rows
from tests.integration.page import Page
from tests.integration.wire import Wire
from tests.integration.world import OWNER

pytestmark = pytest.mark.usefixtures("aws")
__all__ = ["limit"]

STRANGER = "stranger@example.com"
WRONG = "0000 0000"


def test_s05_after_five_wrong_codes_the_right_one_is_too_late(wire: Wire) -> None:
    cookies, code = asked_as(OWNER, wire)
    answers = [enter(WRONG, cookies) for _ in range(MOST_TRIES)]
    assert [answer.status for answer in answers] == [422] * MOST_TRIES
    assert "Voit yrittää vielä 4 kertaa." in Page(answers[0].body).words
    assert Page(answers[-1].body).forms == []
    assert enter(code, cookies).status == 422
    assert open_console("/console/code", cookies).headers["location"] == "/console/sign-in"


def test_s05_the_fifth_try_may_still_be_right(wire: Wire) -> None:
    cookies, code = asked_as(OWNER, wire)
    for _ in range(MOST_TRIES - 1):
        assert Page(enter(WRONG, cookies).body).forms
    assert enter(code, cookies).status == 303


def test_s06_after_ten_minutes_a_code_is_over(wire: Wire, clock: Traveller) -> None:
    cookies, code = asked_as(OWNER, wire)
    clock.shift(timedelta(minutes=10))
    answer = enter(code, cookies)
    assert (answer.status, Page(answer.body).forms) == (422, [])
    assert open_console("/console/code", cookies).headers["location"] == "/console/sign-in"


def test_s06_just_before_that_it_works(wire: Wire, clock: Traveller) -> None:
    cookies, code = asked_as(OWNER, wire)
    clock.shift(timedelta(minutes=9, seconds=59))
    assert enter(code, cookies).status == 303


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("", "Kirjoita"),
        ("1234567", "kahdeksan"),
        ("123456789", "kahdeksan"),
        ("abcdefgh", "kahdeksan"),
        ("١٢٣٤٥٦٧٨", "kahdeksan"),
    ],
)
def test_s08_what_is_no_code_costs_no_try(wire: Wire, typed: str, word: str) -> None:
    cookies, code = asked_as(OWNER, wire)
    answers = [enter(typed, cookies) for _ in range(MOST_TRIES + 1)]
    assert answers[-1].status == 422
    assert 'aria-describedby="code-error"' in answers[-1].body
    assert word in Page(answers[-1].body).words
    assert enter(code, cookies).status == 303


@pytest.mark.parametrize(
    "typed", ["", " ", "mari", "mari@", "a@b@c.example", "x" * 9_000, "mari@example.com\nBcc: x@example.com"]
)
def test_s08_what_is_no_address_is_asked_for_again(wire: Wire, typed: str) -> None:
    answer = ask_for_code(typed)
    assert (answer.status, answer.cookies) == (422, {})
    assert 'aria-describedby="email-error"' in answer.body
    assert (wire.writes, wire.invoked) == ([], [])


def test_s08_a_form_without_its_field_is_asked_for_again(wire: Wire) -> None:
    assert [send_console(f"/console/{page}", "").status for page in ("sign-in", "code")] == [422, 422]


def test_s13_beyond_the_codes_of_a_day_an_address_gets_no_more(wire: Wire, limit: Callable[..., None]) -> None:
    limit(codes_per_address=3)
    for address in (OWNER, STRANGER):
        answers = [ask_for_code(one) for one in (address, address.upper(), address.replace("@", "+x@"), address)]
        assert [answer.status for answer in answers] == [303, 303, 303, 429]
        assert answers[-1].headers["retry-after"] == "3600"
        assert "tunti" in Page(answers[-1].body).words
    assert len(wire.invoked) == 6


def test_s13_a_day_later_it_gets_some_again(wire: Wire, limit: Callable[..., None], clock: Traveller) -> None:
    limit(codes_per_address=1)
    assert [ask_for_code(OWNER).status for _ in range(2)] == [303, 429]
    clock.shift(timedelta(days=1))
    assert ask_for_code(OWNER).status == 303


def test_s13_a_network_that_asks_for_too_many_codes_waits_and_another_does_not(
    limit: Callable[..., None], wire: Wire
) -> None:
    limit(codes_per_network=2)
    asked = [ask_for_code(f"someone{n}@example.com", "2001:db8::1").status for n in range(3)]
    assert asked == [303, 303, 429]
    assert ask_for_code(OWNER, "2001:db8::2").status == 429
    assert ask_for_code(OWNER, "2001:db8:1::1").status == 303


def test_s13_an_address_is_kept_in_no_name_of_a_limit(wire: Wire) -> None:
    ask_for_code(OWNER)
    assert not any(part in str(rows("limits")) for part in (OWNER, "192.0.2.1"))
