"""Form bodies as link pages post them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuultu.errors import KuultuError, Malformed, TooLarge, Unsupported
from kuultu.web.form_body import MOST_FORM_BYTES
from kuultu.web.link_form import MOST_FIELDS, form_from

FORM = "application/x-www-form-urlencoded"


def test_a_form_is_read_with_its_blank_fields_and_line_breaks() -> None:
    assert form_from(b"choice=send&message=a%0D%0Ab+c%C3%A4&empty=", FORM) == {
        "choice": "send",
        "message": "a\nb cä",
        "empty": "",
    }


@pytest.mark.parametrize("kind", [FORM.upper(), f"{FORM}; charset=UTF-8", f" {FORM} ;x"])
def test_the_content_type_may_be_written_in_any_of_its_ways(kind: str) -> None:
    assert form_from(b"choice=end", kind) == {"choice": "end"}


@pytest.mark.parametrize("kind", ["", "application/json", "multipart/form-data; boundary=x", "text/plain"])
def test_another_content_type_is_not_taken(kind: str) -> None:
    with pytest.raises(Unsupported):
        form_from(b"choice=end", kind)


@pytest.mark.parametrize("body", [b"choice=a&choice=b", b"choice=a&choice=a", b"a=1&a="])
def test_a_field_that_comes_twice_makes_the_form_unreadable(body: bytes) -> None:
    with pytest.raises(Malformed) as refused:
        form_from(body, FORM)
    assert refused.value.code == "malformed-form"


def test_boxes_ticked_under_one_name_are_one_field_in_their_order() -> None:
    assert form_from(b"remedies=refund&amount=5&remedies=repair&remedies=gift_card", FORM) == {
        "remedies": "refund,repair,gift_card",
        "amount": "5",
    }


def test_recipients_that_are_ticked_and_written_are_one_list_of_lines() -> None:
    assert form_from(b"share_with=a&share_with=b%0D%0Ac", FORM) == {"share_with": "a\nb\nc"}


def test_people_who_are_asked_are_told_apart_by_numbers_even_where_fields_were_left_blank() -> None:
    body = b"colleague_name=A&colleague_email=a&colleague_name=&colleague_email=b&colleague_name=C&colleague_email=c"
    assert form_from(body, FORM) == {
        "colleague_name": "A",
        "colleague_email": "a",
        "colleague_name_2": "",
        "colleague_email_2": "b",
        "colleague_name_3": "C",
        "colleague_email_3": "c",
    }


def test_a_field_that_brings_its_number_along_overwrites_nothing() -> None:
    body = b"third_party_email_2=b&third_party_email=a&third_party_email=c"
    assert set(form_from(body, FORM).values()) == {"a", "b", "c"}


@pytest.mark.parametrize("name", ["colleague_email", "third_party_question", "remedies"])
def test_repeating_a_field_does_not_get_round_the_number_of_fields(name: str) -> None:
    with pytest.raises(Malformed):
        form_from("&".join([f"{name}=1"] * (MOST_FIELDS + 1)).encode(), FORM)


@pytest.mark.parametrize("body", [b"a=%FF", b"a=%ED%A0%80", b"a=\xff", "a=ä".encode()])
def test_a_form_that_is_not_utf_8_is_unreadable(body: bytes) -> None:
    with pytest.raises(Malformed):
        form_from(body, FORM)


def test_more_fields_than_any_form_has_are_refused() -> None:
    fields = [f"f{number}=1" for number in range(MOST_FIELDS)]
    assert len(form_from("&".join(fields).encode(), FORM)) == MOST_FIELDS
    with pytest.raises(Malformed):
        form_from("&".join([*fields, "more=1"]).encode(), FORM)


def test_the_longest_text_fits_into_a_form_and_much_more_does_not() -> None:
    assert form_from(b"message=" + b"%F0%9F%98%80" * 5_000, FORM)["message"] == "😀" * 5_000
    with pytest.raises(TooLarge):
        form_from(b"x" * (MOST_FORM_BYTES + 1), FORM)


@given(st.binary(max_size=80) | st.text(alphabet="ab=&%+;0AdF", max_size=80).map(str.encode))
def test_whatever_bytes_are_posted_nothing_but_our_own_errors_arises(body: bytes) -> None:
    assert status_of(body) in {200, 400}


def status_of(body: bytes) -> int:
    try:
        form_from(body, FORM)
    except KuultuError as refused:
        return refused.status
    return 200
