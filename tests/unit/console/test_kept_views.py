"""Kept views: a name for an address of the lists, in its normal form; at most twenty for a person."""

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuultu.domain.console.cases import cases_view
from kuultu.domain.console.kept_views import (
    LONGEST_ADDRESS,
    LONGEST_NAME,
    MOST_KEPT,
    NO_VIEWS,
    KeptView,
    KeptViews,
    is_narrowed,
    name_in,
    view_at,
)
from kuultu.errors import Invalid

LATE = KeptView("Late", "/console/cases?late=yes")
FULL = KeptViews(tuple(KeptView(f"View {number:02}", LATE.address) for number in range(MOST_KEPT)))
WORDS = st.sampled_from(["text", "topic", "unit", "owner", "touchpoint", "cursor", "start", "other"])
QUERIES = st.lists(st.tuples(WORDS, st.text(max_size=20)))


def code_of(address: str) -> str:
    """The code of the refusal of an address."""
    with pytest.raises(Invalid) as refused:
        view_at(address)
    return refused.value.code


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/console/cases?late=yes", "/console/cases?late=yes"),
        ("/console/cases?cursor=b&start=a&unit=turku&late=yes&other=x", "/console/cases?late=yes&unit=turku"),
        ("/console/answers?text=rikki+p%C3%A4ivi&unit=", "/console/answers?text=rikki+p%C3%A4ivi"),
        ("/console/answers?unit=turku&unit=helsinki", "/console/answers?unit=turku"),
        ("/console/answers", "/console/answers?read=no"),
        (f"/console/cases?text={'x' * 199}+y", f"/console/cases?text={'x' * 199}"),
    ],
)
def test_an_address_is_kept_in_its_normal_form_from_the_newest_row_on(address: str, kept: str) -> None:
    assert view_at(address).address() == kept


@given(st.sampled_from(["/console/answers", "/console/cases"]), QUERIES)
def test_a_kept_address_leads_to_itself(path: str, query: list[tuple[str, str]]) -> None:
    kept = view_at(f"{path}?{urlencode(query)}").address()
    assert view_at(kept).address() == kept


@pytest.mark.parametrize(
    "address",
    [
        "",
        "/",
        "/console",
        "/console/looks?who=aino",
        "/console/cases.csv?late=yes",
        "/console/cases/abc?late=yes",
        "/console/cases/",
        "/console/cases#top",
        "//shop.example/console/cases?late=yes",
        "https://shop.example/console/cases?late=yes",
        "javascript:alert(1)//console/cases",
    ],
)
def test_only_addresses_of_the_two_lists_are_kept(address: str) -> None:
    assert code_of(address) == "foreign-view"


@pytest.mark.parametrize("query", ["from=yesterday", "late=perhaps"])
def test_a_view_with_an_unusable_condition_is_refused(query: str) -> None:
    assert code_of(f"/console/cases?{query}") == "unusable-view"


def test_an_address_has_an_end() -> None:
    conditions = "&".join(f"{name}={'ä' * 99}" for name in ("text", "topic", "touchpoint", "unit"))
    assert code_of(f"/console/cases?{conditions}") == "too-long-view"
    assert len(view_at(f"/console/cases?{conditions}"[:300]).address()) <= LONGEST_ADDRESS


@pytest.mark.parametrize(
    ("address", "narrowed"),
    [
        ("/console/answers?read=any", True),
        ("/console/answers?read=no&unit=turku", True),
        ("/console/cases?late=yes", True),
        ("/console/answers?read=no&cursor=a", False),
        ("/console/cases", False),
    ],
)
def test_a_name_is_offered_for_what_a_list_does_not_show_by_itself(address: str, narrowed: bool) -> None:
    assert is_narrowed(view_at(address)) is narrowed


def test_no_name_is_offered_for_a_view_that_cannot_be_used() -> None:
    assert not is_narrowed(cases_view({"from": "yesterday"}))


def test_views_stand_in_the_order_of_their_names_and_are_found_by_address() -> None:
    views = NO_VIEWS.with_view(KeptView("turku", "/console/cases?unit=turku")).with_view(LATE)
    views = views.with_view(KeptView("burning", LATE.address))
    assert [one.name for one in views.all] == ["burning", "Late", "turku"]
    assert [one.name for one in views.at(LATE.address)] == ["burning", "Late"]
    assert views.at("/console/cases") == []


def test_the_same_name_again_replaces_the_address_even_where_there_is_no_room() -> None:
    moved = KeptView("View 07", "/console/answers?read=any")
    views = FULL.with_view(moved)
    assert (len(views.all), views.at(moved.address)) == (MOST_KEPT, [moved])


def test_there_is_room_for_twenty_and_for_another_once_one_is_gone() -> None:
    with pytest.raises(Invalid) as refused:
        FULL.with_view(LATE)
    assert refused.value.code == "too-many-views"
    assert LATE in FULL.without("View 07").with_view(LATE).all
    assert FULL.without("nobody's") == FULL


@pytest.mark.parametrize(
    ("typed", "code"),
    [("", "required"), (" \n", "required"), ("x" * (LONGEST_NAME + 1), "too-long"), ("a\x07b", "invalid-text")],
)
def test_a_name_is_one_line_of_sixty_characters(typed: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        name_in(typed)
    assert [(flaw.pointer, flaw.code) for flaw in refused.value.flaws] == [("name", code)]


def test_a_name_loses_what_nobody_sees() -> None:
    assert name_in("  Myöhässä \n Turussa ") == "Myöhässä Turussa"
    assert name_in("x" * LONGEST_NAME) == "x" * LONGEST_NAME
