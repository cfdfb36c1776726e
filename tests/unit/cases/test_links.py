"""Tokens of links: forgiving at the end, strict in all else (promise G6: only a whole token opens anything)."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kuultu.domain.cases.link_tokens import TOKEN_BYTES, hash_of, next_token, staff_token, token_in
from tests.unit.helpers.builders import survey

TOKEN = "FLKBX_V0qXB5MyEDigK8GJdKwGldPm3lUfMZ7AaxwPY"


@pytest.mark.parametrize(
    "tail", ["", ".", ">", ")", ").", ">.", "...", "%0A", "%0d%0a", "%0D%0A", "%3E", "%3e", "%29", "\n", " ", "\r\n"]
)
def test_what_mail_readers_append_to_a_link_is_forgiven(tail: str) -> None:
    assert token_in(TOKEN + tail) == TOKEN


@pytest.mark.parametrize(
    "address",
    [
        "",
        ".",
        TOKEN[:-1],
        TOKEN + "A",
        "." + TOKEN,
        " " + TOKEN,
        TOKEN[:20] + "." + TOKEN[21:],
        TOKEN + "%00",
        TOKEN + "\x00",
        TOKEN + "%2E",
        TOKEN + "=",
        TOKEN + "/..",
        TOKEN + "?x=1",
        TOKEN * 2,
        "ä" * 43,
        "１" * 43,
        "A" * 8_000,
        ")" * 8_000,
    ],
)
def test_what_is_not_a_whole_token_is_not_a_link(address: str) -> None:
    assert token_in(address) is None


@given(st.text(max_size=60))
def test_random_text_is_never_a_token(text: str) -> None:
    assume(len(text.rstrip(".>) \n")) != 43)
    assert token_in(text) is None


@given(st.binary(min_size=TOKEN_BYTES, max_size=TOKEN_BYTES), st.integers(0, 42), st.sampled_from("!/+ä.%~\x00é"))
def test_one_foreign_character_spoils_a_token_unless_it_stands_at_the_end(data: bytes, at: int, wrong: str) -> None:
    import base64

    token = base64.urlsafe_b64encode(data).decode().rstrip("=")
    assert token_in(token) == token
    assert token_in(token[:at] + wrong + token[at + 1 :]) is None


def test_what_is_stored_of_a_token_does_not_lead_back_to_it() -> None:
    assert hash_of(TOKEN) == hash_of(TOKEN)
    assert hash_of(TOKEN) != hash_of(TOKEN[:-1] + ("A" if TOKEN[-1] != "A" else "B"))
    assert TOKEN not in hash_of(TOKEN)
    assert len(hash_of(TOKEN)) == 64


def test_the_token_of_the_next_step_is_a_token_that_the_stored_hashes_do_not_tell() -> None:
    following = next_token(TOKEN)
    assert token_in(following) == following
    assert len({TOKEN, following, next_token(following)}) == 3
    assert next_token(hash_of(TOKEN)) != following


def test_the_links_of_staff_differ_by_key_survey_unit_and_number_and_can_be_found_again() -> None:
    shop, visit = (replace(survey(name), key="k") for name in ("after-purchase", "visit"))
    other_key = replace(shop, key="other")
    places = [
        (shop, "turku", 1),
        (shop, "turku", 2),
        (shop, "helsinki", 1),
        (visit, "turku", 1),
        (other_key, "turku", 1),
    ]
    tokens = {staff_token(*place) for place in places}
    assert len(tokens) == len(places)
    assert all(token_in(token) == token for token in tokens)
    assert staff_token(shop, "turku", 1) in tokens
