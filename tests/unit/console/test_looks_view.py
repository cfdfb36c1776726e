"""The reading record: a day by the clock on the wall, of everybody or of somebody."""

from datetime import UTC, date, datetime

import pytest

from kuultu.domain.console.look import Look
from kuultu.domain.console.looks_view import days_in_utc, looks_in, looks_view
from tests.unit.helpers.builders import MANAGER, OWNER

TODAY = date(2026, 11, 24)
LOOKS = [
    Look("b", "case", MANAGER, datetime(2026, 11, 24, 22, 30, tzinfo=UTC)),  # the 25th in Helsinki
    Look("a", "answer", OWNER, datetime(2026, 11, 24, 9, 0, tzinfo=UTC)),
    Look("a", "answer", MANAGER, datetime(2026, 11, 23, 22, 0, tzinfo=UTC)),  # midnight there
]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, [OWNER, MANAGER]),
        ({"who": "OWNER"}, [OWNER]),
        ({"about": "b"}, []),
        ({"day": "2026-11-25"}, [MANAGER]),
        ({"day": ""}, [OWNER, MANAGER]),
    ],
)
def test_a_view_holds_the_looks_of_a_day(asked: dict[str, str], found: list[str]) -> None:
    view = looks_view(asked, TODAY)
    day = view.day("day")
    assert day
    assert [look.who for look in looks_in(view, day, "Europe/Helsinki", LOOKS).rows.values()] == found


def test_an_unusable_day_is_named() -> None:
    assert looks_view({"day": "yesterday"}, TODAY).flawed == ("day",)


def test_a_day_reaches_into_two_days_of_utc_unless_the_clock_is_that_of_utc() -> None:
    assert days_in_utc(TODAY, "Europe/Helsinki") == [date(2026, 11, 24), date(2026, 11, 23)]
    assert days_in_utc(TODAY, "America/New_York") == [date(2026, 11, 25), date(2026, 11, 24)]
    assert days_in_utc(TODAY, "UTC") == [TODAY]
