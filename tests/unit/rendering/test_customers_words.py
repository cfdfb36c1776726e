"""What a customer wrote, as it stands in pages and mails: inert, with no working address and no hidden direction."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuultu.rendering.quotation import HIDDEN, LONGEST_QUOTE, quoted
from kuultu.rendering.templates import paragraphs

BIDI_CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Unicode's Bidi_Control characters."""

UNSEEN = "\u00ad\u200b\u2060\ufeff"
"""Characters without a shape that break an address for a rule, and not for a reader of mail."""

OPEN, CLOSE = '<p dir="auto">', "</p>"
"""What stands around a paragraph."""

GRAPHEMES = [
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\U0001f1eb\U0001f1ee",
    "\U0001f44d\U0001f3fd",
    "e\u0301",
    "\U0001f3f4\U000e0067\U000e0062\U000e007f",
    "\u1100\u1161\u11a8",
    "\u0915\u094d\u0937\u093f",
    "\u0e01\u0e33",
    "\r\n",
]
"""A family, a flag, a colour of skin, an accent, another flag, Korean, Hindi, Thai, the end of a line."""


@pytest.mark.parametrize(
    "address",
    ["http://evil.example", "https://evil.example/x", "HTTPS://EVIL.EXAMPLE", "ftp://evil.example", "www.evil.example"],
)
def test_an_address_that_a_customer_wrote_does_not_work_in_a_mail(address: str) -> None:
    assert address not in quoted(f"Katso {address} nyt")
    assert quoted(address).replace(" ", "") in {address, address.replace(".", "", 1)}
    assert " " in quoted(address)


@pytest.mark.parametrize(
    "address",
    [
        "nordea-turva.example/kirjaudu",
        "mailto:pay@evil.example",
        "WWW\u2060.evil.example",
        "evil\u200d.example",
        "evil.\u200bexample",
        "evil。example",
        "pay@evil.example",
        "tel:+358700123456",
        "myapp://open",
        "192.0.2.1/kirjaudu",
    ],
)
def test_no_reader_of_mail_finds_an_address_in_a_quotation(address: str) -> None:
    assert not re.search(r"(?i)\S[.。．｡]\w|mailto:\S|tel:\S|://", re.sub("[\u200c\u200d]", "", quoted(address)))


def test_sums_dates_and_sentences_stay_as_they_were_written() -> None:
    text = "Maksoin 1.234,50 € 24.11.2026 klo 9.30. Kansi puuttui... Nro 4.5!"
    assert quoted(text) == text


@pytest.mark.parametrize("grapheme", GRAPHEMES)
def test_a_cut_leaves_no_half_of_what_looks_like_one_character(grapheme: str) -> None:
    for inside in range(1, len(grapheme)):
        text = "x" * (LONGEST_QUOTE - inside) + grapheme + "y"
        assert quoted(text) == "x" * (LONGEST_QUOTE - inside) + " …"


def test_a_heap_of_marks_is_cut_all_the_same() -> None:
    assert quoted("e" + "\u0301" * 3_000) == "e" + "\u0301" * (LONGEST_QUOTE - 1) + " …"


@pytest.mark.parametrize("control", BIDI_CONTROLS + UNSEEN)
def test_hidden_direction_marks_are_left_out_of_mails(control: str) -> None:
    assert quoted(f"abc{control}def") == "abcdef"


def test_a_long_text_is_cut_in_a_mail_and_says_so() -> None:
    assert quoted("x" * LONGEST_QUOTE) == "x" * LONGEST_QUOTE
    assert quoted("x" * (LONGEST_QUOTE + 1)) == "x" * LONGEST_QUOTE + " …"


@given(st.text(max_size=200))
def test_nothing_visible_is_lost_or_added_but_a_space_in_addresses(text: str) -> None:
    kept = [character for character in HIDDEN.sub("", text) if not character.isspace()]
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
    assert not set(shown.removeprefix(OPEN).removesuffix(CLOSE)) & set("<>\"'")
    assert "&amp;lt;" in shown or "&lt;" in shown or "&#39;" in shown


@given(st.text(max_size=200))
def test_whatever_was_written_only_our_own_breaks_and_paragraphs_are_markup(text: str) -> None:
    assert "<" not in re.sub(f"{OPEN}|<br>|{CLOSE}", "", str(paragraphs(text)))


def test_line_breaks_are_kept() -> None:
    assert paragraphs("a\nb\r\nc") == f"{OPEN}a<br>b<br>c{CLOSE}"


def test_an_empty_line_makes_a_paragraph_of_its_own() -> None:
    assert paragraphs("\na\nb\n\n \t\nc\r\n\r\n") == f"{OPEN}a<br>b{CLOSE}{OPEN}c{CLOSE}"
    assert paragraphs(" \n") == ""


def test_a_paragraph_of_a_mail_carries_its_style() -> None:
    styled = '<p dir="auto" style="margin:0">'
    assert paragraphs("a\n\nb", "margin:0") == f"{styled}a{CLOSE}{styled}b{CLOSE}"
