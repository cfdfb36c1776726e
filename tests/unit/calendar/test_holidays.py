"""Public holidays of countries and of their parts."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from kuultu.services.calendar.unit_working_time import country_days_of, holidays_in
from tests.unit.helpers.builders import survey


@pytest.mark.parametrize("place", ["FI", "FI-18", "SE", "EE"])
def test_christmas_day_is_a_holiday_and_an_ordinary_tuesday_is_not(place: str) -> None:
    assert [holidays_in(place)(date(2026, *day)) for day in ((12, 25), (11, 24))] == [True, False]


@pytest.mark.parametrize("place", ["XX", "fi", "FI-99"])
def test_a_place_whose_holidays_nobody_knows_is_named(place: str) -> None:
    with pytest.raises(ValueError, match=place):
        holidays_in(place)


def test_the_working_days_of_a_country_are_not_those_of_a_shop_that_is_open_on_saturday_only() -> None:
    shop = replace(survey().units[0], working_hours=((),) * 5 + (((time(10), time(14)),), ()))
    friday = datetime(2026, 11, 27, 6, tzinfo=UTC)
    ends = country_days_of(shop).after(friday, 2).date()
    assert (ends, country_days_of(shop).after(friday, 1).date()) == (date(2026, 11, 30), date(2026, 11, 27))
