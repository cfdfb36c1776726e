"""What a customer wrote, as it stands in pages and mails: inert, with no working address and no hidden direction."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuultu.rendering.templates import LONGEST_QUOTE, paragraphs, quoted

BIDI_CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Unicode's Bidi_Control characters."""


@pytest.mark.parametrize(
    "address",
    ["http://evil.example", "https://evil.example/x", "HTTPS://EVIL.EXAMPLE", "ftp://evil.example", "www.evil.example"],
)
def test_an_address_that_a_customer_wrote_does_not_work_in_a_mail(address: str) -> None:
    assert address not in quoted(f"Katso {address} nyt")
    assert quoted(address).replace(" ", "") in {address, address.replace(".", "", 1)}
    assert " " in quoted(address)


@pytest.mark.parametrize("control", BIDI_CONTROLS)
def test_hidden_direction_marks_are_left_out_of_mails(control: str) -> None:
    assert quoted(f"abc{control}def") == "abcdef"


def test_a_long_text_is_cut_in_a_mail_and_says_so() -> None:
    assert quoted("x" * LONGEST_QUOTE) == "x" * LONGEST_QUOTE
    assert quoted("x" * (LONGEST_QUOTE + 1)) == "x" * LONGEST_QUOTE + " …"


@given(st.text(max_size=200))
def test_nothing_visible_is_lost_or_added_but_a_space_in_addresses(text: str) -> None:
    kept = [character for character in text if character not in BIDI_CONTROLS and not character.isspace()]
    assert [character for character in quoted(text) if not character.isspace()] == kept


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "'-alert(1)-'",
        "<svg/onload=alert(1)>",
        "&lt;b&gt;",
    ],
)
def test_markup_that_a_customer_wrote_is_shown_and_not_obeyed(attack: str) -> None:
    shown = str(paragraphs(attack))
    assert not set(shown) & set("<>\"'")
    assert "&amp;lt;" in shown or "&lt;" in shown or "&#39;" in shown


@given(st.text(max_size=200))
def test_whatever_was_written_only_our_own_line_breaks_are_markup(text: str) -> None:
    assert "<" not in str(paragraphs(text)).replace("<br>", "")


def test_line_breaks_are_kept() -> None:
    assert paragraphs("a\nb\r\nc") == "a<br>b<br>c"
