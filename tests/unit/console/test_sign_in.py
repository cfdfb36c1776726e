"""Codes to sign in with: how they are told, typed and compared; and where the way may lead afterwards."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuultu.domain.console.sign_in import (
    CODE_DIGITS,
    MOST_TRIES,
    SignIn,
    code_from,
    hash_of_code,
    spoken,
    typed_code,
    wanted_in,
)

KEY = "a" * 64


@given(st.integers(0, 10**CODE_DIGITS - 1))
def test_every_code_is_told_in_two_groups_of_four_and_typed_back_as_it_was(number: int) -> None:
    code = code_from(number)
    assert [len(group) for group in spoken(code).split()] == [4, 4]
    assert typed_code(spoken(code)) == code
    assert int(code) == number


def test_a_small_number_is_a_code_of_eight_digits_too() -> None:
    assert (code_from(42), spoken(code_from(42))) == ("00000042", "0000 0042")


@pytest.mark.parametrize("text", ["", "1234567", "123456789", "1234-5678", "+1234567", "١٢٣٤٥٦٧٨", "1234 567a"])
def test_what_has_not_eight_digits_is_no_code(text: str) -> None:
    assert typed_code(text) is None


def test_a_sign_in_takes_its_own_code_and_that_of_no_other() -> None:
    sign_in = SignIn(KEY, "mari@example.com", code_hash=hash_of_code(KEY, "12345678"))
    assert sign_in.takes("12345678")
    assert not sign_in.takes("12345679")
    assert hash_of_code("b" * 64, "12345678") != sign_in.code_hash


def test_before_its_code_was_made_a_sign_in_takes_none() -> None:
    assert not SignIn(KEY, "mari@example.com").takes("")


def test_tries_run_out() -> None:
    left = [SignIn(KEY, "mari@example.com", tries=tries).tries_left for tries in (0, 1, MOST_TRIES, MOST_TRIES + 1)]
    assert left == [MOST_TRIES, MOST_TRIES - 1, 0, 0]


@pytest.mark.parametrize(
    "text", ["/console", "/console/cases/a1-b_2", "/console/answers.csv?from=2026-11-01&text=a%20b+c"]
)
def test_an_address_of_the_console_is_gone_on_to(text: str) -> None:
    assert wanted_in(text) == text


ASTRAY = ["", "/", "/l/x", "/consoles", "console", "//evil.example/console", "https://evil.example/console"]
CROOKED = [
    "/console//x",
    "/console/../l/x",
    "/console/.",
    "/console/%2e%2e/l",
    "/console/a\\b",
    "/console/a\n",
    "/console#a",
]


@pytest.mark.parametrize("text", [*ASTRAY, *CROOKED, "/console?" + "a" * 1_000])
def test_any_other_address_leads_to_the_start(text: str) -> None:
    assert wanted_in(text) == "/console"


@pytest.mark.parametrize("text", ["/console/sign-in", "/console/code?language=fi", "/console/sign-out"])
def test_the_way_in_leads_not_to_itself(text: str) -> None:
    assert wanted_in(text) == "/console"


def test_a_view_whose_name_begins_like_the_way_in_is_another() -> None:
    assert wanted_in("/console/codes") == "/console/codes"
