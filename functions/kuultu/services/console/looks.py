"""The reading record for the administrator: who looked at whose data."""

from itertools import chain, islice

from kuultu.domain.console.look import Look
from kuultu.domain.console.looks_view import days_in_utc, looks_in
from kuultu.domain.console.staff import Staff
from kuultu.domain.console.view import MOST_LOOKED, Found, View
from kuultu.errors import Unknown
from kuultu.store import looks


def found_looks(view: View, staff: Staff) -> Found[Look]:
    """The looks of a day that a view asks for, of the latest that one page looks through; raises Unknown for others.

    Only an administrator reads the record.
    """
    day = view.day("day")
    if not staff.administrator:
        raise Unknown
    if day is None:
        return Found({})
    days = chain.from_iterable(looks.looks_of_day(one) for one in days_in_utc(day, staff.time_zone))
    return looks_in(view, day, staff.time_zone, islice(days, MOST_LOOKED))
