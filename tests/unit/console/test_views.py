"""Views: the address is the view, and the pages of a list hold each row once."""

from itertools import pairwise
from urllib.parse import parse_qsl, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from kuultu.domain.console.answers import CHOICES, FILTERS, answers_view
from kuultu.domain.console.view import MOST_FILTER, PAGE, Found, View, view_of

QUERY = st.dictionaries(st.sampled_from([*FILTERS, "start", "cursor", "other"]), st.text(max_size=30))


@given(QUERY)
def test_the_address_of_a_view_is_the_same_view_again(asked: dict[str, str]) -> None:
    view = view_of("/console/answers", asked, FILTERS, CHOICES)
    query = dict(parse_qsl(urlsplit(view.address()).query))
    assert view_of("/console/answers", query, FILTERS, CHOICES) == view


def test_without_a_condition_the_view_is_of_what_nobody_has_read() -> None:
    assert answers_view({}).filters == answers_view({"read": " ", "other": "x"}).filters == {"read": "no"}
    assert answers_view({"unit": "turku"}).filters == {"unit": "turku"}


def test_unusable_conditions_are_named() -> None:
    view = answers_view({"from": "yesterday", "to": "2026-11-25", "verdict": "angry", "read": "yes"})
    assert set(view.flawed) == {"from", "verdict"}
    assert (view.day("from"), str(view.day("to")), view.day("nothing")) == (None, "2026-11-25", None)


def test_a_condition_is_no_longer_than_anybody_types() -> None:
    assert len(answers_view({"text": "x" * 9_999}).filter("text")) == MOST_FILTER


def test_a_list_tells_its_number_and_where_a_page_stands_in_it() -> None:
    found = Found({f"{number:03}": number for number in range(60, 0, -1)})
    page = found.page("036")
    assert (found.total, page.first, page.last, page.previous, page.following) == (60, 26, 50, "", "011")


def test_taking_a_condition_away_begins_at_the_newest_row() -> None:
    view = View("/console/answers", {"unit": "turku", "verdict": "positive"}, start="b", cursor="a")
    assert view.with_filters(unit="") == "/console/answers?verdict=positive"
    assert view.address("/console/answers.csv", start="", cursor="", unit="", verdict="") == "/console/answers.csv"


@given(st.sets(st.text("abc", min_size=1, max_size=6), max_size=4 * PAGE))
def test_the_pages_hold_each_row_once_forwards_and_backwards(keys: set[str]) -> None:
    found = Found({key: key for key in sorted(keys, reverse=True)})
    page, pages = found.page(""), []
    while True:
        pages.append(page)
        assert (page.last, len(page.rows) <= PAGE) == (page.first + len(page.rows) - 1, True)
        if page.following is None:
            break
        page = found.page(page.following)
    assert [row for page in pages for row in page.rows] == list(found.rows)
    assert found.total == len(keys)
    assert pages[0].previous is None
    for before, after in pairwise(pages):
        assert after.previous is not None
        assert found.page(after.previous) == before


def test_a_cursor_that_is_gone_leads_to_what_comes_after_it() -> None:
    found = Found({key: key for key in ("d", "b", "a")})
    assert found.page("c").rows == ["b", "a"]
    assert found.page("A").rows == []
