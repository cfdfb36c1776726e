"""Working time and public holidays of units."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from kuultu.domain.calendar.opening_hours import USUAL_WEEK
from kuultu.domain.calendar.working_time import AllHours, WorkingHours, WorkingTime
from kuultu.domain.surveys.unit import Unit
from kuultu.settings import settings


def working_time_of(unit: Unit) -> WorkingTime:
    """The working time of a unit; all hours where a day is shorter than a real day.

    Raises ValueError for unknown holidays, see `holidays_in`.
    """
    day = settings().clocks.day
    if day < timedelta(days=1):
        return AllHours(day)
    return WorkingHours(unit.time_zone, unit.working_hours, holidays_in(unit.holidays))


def country_days_of(unit: Unit) -> WorkingTime:
    """The working days of a unit's country, whatever hours the unit keeps: Monday to Friday but public holidays.

    All hours where a day is shorter than a real day.
    """
    return working_time_of(replace(unit, working_hours=USUAL_WEEK))


@cache
def holidays_in(place: str) -> Callable[[date], bool]:
    """The test for public holidays of a country (`FI`) or a part (`FI-18`); raises ValueError for unknown places."""
    from holidays import country_holidays  # slow to import, and fast clocks do without

    country, _, part = place.partition("-")
    try:
        return country_holidays(country, subdiv=part or None).__contains__
    except NotImplementedError as error:
        raise ValueError(f"Public holidays are not known for {place!r}: an ISO 3166 code is needed.") from error
