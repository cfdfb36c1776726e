"""JSON bodies: what two parsers could read differently is refused."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuultu.errors import KuultuError, Malformed, TooLarge
from kuultu.web.json_body import DEEPEST, MOST_JSON_BYTES, parsed_json


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   ",
        b"{",
        b"{}x",
        b"{} {}",
        b"{'a': 1}",
        b'{"a": 1,}',
        b"[1 2]",
        b"nul",
        b"// x\n1",
        b"0x10",
        b"01",
        b"+1",
        b".5",
        b'"\x01"',
        b'{"a": undefined}',
    ],
)
def test_what_is_not_json_is_malformed(body: bytes) -> None:
    with pytest.raises(Malformed) as refused:
        parsed_json(body)
    assert refused.value.code == "malformed-json"


@pytest.mark.parametrize("number", [b"NaN", b"Infinity", b"-Infinity", b"1e400", b"-1e999", b"9" * 5_000])
def test_a_number_that_is_none_is_malformed(number: bytes) -> None:
    with pytest.raises(Malformed):
        parsed_json(b'{"nps": ' + number + b"}")


@pytest.mark.parametrize("body", [b'{"a": 1, "a": 1}', b'{"a": 1, "\\u0061": 2}', b'[{"b": {"a": 1, "a": 2}}]'])
def test_a_name_that_comes_twice_is_malformed_however_it_is_written(body: bytes) -> None:
    with pytest.raises(Malformed):
        parsed_json(body)


def test_a_byte_order_mark_is_refused_and_named() -> None:
    with pytest.raises(Malformed, match="byte order mark"):
        parsed_json(b"\xef\xbb\xbf{}")


@pytest.mark.parametrize(
    "body",
    [
        b'"\xff"',
        b'"\xc3"',
        b'"\xc0\xaf"',
        b'"\xed\xa0\x80"',
        b'"\xf5\x80\x80\x80"',
        "{}".encode("utf-16"),
        "{}".encode("utf-32-le"),
        '"ä"'.encode("latin-1"),
    ],
)
def test_what_is_not_utf_8_is_malformed(body: bytes) -> None:
    with pytest.raises(Malformed):
        parsed_json(body)


def test_an_escaped_lone_surrogate_is_read_so_that_the_flaw_can_be_named() -> None:
    assert parsed_json(b'{"why": "\\ud800"}') == {"why": "\ud800"}


@pytest.mark.parametrize("opening", [b"[", b'{"a":'])
def test_eight_levels_are_read_and_nine_are_not(opening: bytes) -> None:
    closing = {b"[": b"]", b'{"a":': b"}"}[opening]
    assert parsed_json(opening * DEEPEST + b"1" + closing * DEEPEST)
    with pytest.raises(Malformed, match="deeper"):
        parsed_json(opening * (DEEPEST + 1) + b"1" + closing * (DEEPEST + 1))


def test_thirty_thousand_brackets_are_refused_before_anything_descends_into_them() -> None:
    with pytest.raises(Malformed, match="deeper"):
        parsed_json(b"[" * 30_000)


def test_brackets_inside_a_text_are_not_levels() -> None:
    text = '[[[[[[[[[[{{{{\\" [[[ "}'
    assert parsed_json(json.dumps([text]).encode()) == [text]


def test_a_body_of_thirty_two_kibibytes_is_read_and_one_byte_more_is_not() -> None:
    text = "x" * (MOST_JSON_BYTES - 2)
    assert parsed_json(f'"{text}"'.encode()) == text
    with pytest.raises(TooLarge):
        parsed_json(f'"{text}x"'.encode())


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=3,
).filter(lambda content: str(content).count("[") + str(content).count("{") <= DEEPEST)


@given(JSON, st.booleans())
def test_what_was_written_as_json_is_read_as_it_was_meant(content: object, escaped: bool) -> None:
    assert parsed_json(json.dumps(content, ensure_ascii=escaped).encode("utf-8")) == content


@given(st.binary(max_size=60) | st.text(alphabet='[]{}",:\\0123456789.eE+-tfnul \n', max_size=60).map(str.encode))
def test_whatever_bytes_are_sent_nothing_but_our_own_errors_arises(body: bytes) -> None:
    assert status_of(body) in {200, 400}


def status_of(body: bytes) -> int:
    try:
        parsed_json(body)
    except KuultuError as refused:
        return refused.status
    return 200
