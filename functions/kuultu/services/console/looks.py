"""The reading record: looks at files are noted, others' latest looks told, and all of a day for the administrator."""

from datetime import datetime
from itertools import chain, islice

from kuultu.domain.console.look import Look
from kuultu.domain.console.looks_view import days_in_utc, looks_in
from kuultu.domain.console.staff import Staff
from kuultu.domain.console.view import MOST_LOOKED, Found, View
from kuultu.errors import Invalid, Unknown
from kuultu.store import looks

MOST_LOOKS = 5
"""Looks that are told of on a page."""


def others_looks(about: str, staff: Staff) -> list[Look]:
    """The latest looks at an answer or case of anybody but the person."""
    return [look for look in looks.latest_looks(about, MOST_LOOKS) if not staff.person.has(look.who)]


def note_file(about: str, view: View, staff: Staff, now: datetime, *, noted: bool) -> None:
    """Note a look at a file with all that a view asks for, if it is `noted`; raises Invalid for an unusable view."""
    if view.flawed:
        raise Invalid(f"Not understood: {', '.join(view.flawed)}.", code="unusable-view")
    if noted:
        looks.note_look(Look(about, view.address(), staff.person.email, now))


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
