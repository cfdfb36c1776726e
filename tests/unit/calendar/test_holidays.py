"""Public holidays of countries and of their parts."""

from datetime import date

import pytest

from kuultu.services.calendar.unit_working_time import holidays_in


@pytest.mark.parametrize("place", ["FI", "FI-18", "SE", "EE"])
def test_christmas_day_is_a_holiday_and_an_ordinary_tuesday_is_not(place: str) -> None:
    assert [holidays_in(place)(date(2026, *day)) for day in ((12, 25), (11, 24))] == [True, False]


@pytest.mark.parametrize("place", ["XX", "fi", "FI-99"])
def test_a_place_whose_holidays_nobody_knows_is_named(place: str) -> None:
    with pytest.raises(ValueError, match=place):
        holidays_in(place)
