"""The reading record in the console: who looked at whose data on a day."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, timedelta

from kuultu.domain.console.look import Look
from kuultu.domain.console.view import Found, View, bounds, view_of

PATH = "/console/looks"
FILTERS = ("day", "who", "about")


def looks_view(asked: Mapping[str, str], today: date) -> View:
    """The view of looks that a query asks for: those of today, unless it names a day."""
    return view_of(PATH, {"day": today.isoformat(), **{name: text for name, text in asked.items() if text}}, FILTERS)


def days_in_utc(day: date, time_zone: str) -> list[date]:
    """The days in UTC that a day by the clock on the wall reaches into, the later one first."""
    first, end = bounds(day, time_zone)
    last = (end - timedelta(microseconds=1)).astimezone(UTC).date()
    return sorted({first.astimezone(UTC).date(), last}, reverse=True)


def looks_in(view: View, day: date, time_zone: str, looks: Iterable[Look]) -> Found[Look]:
    """The looks of a day that a view asks for, in the given order: the newest first."""
    first, end = bounds(day, time_zone)
    who, about = view.filter("who").casefold(), view.filter("about")
    rows = {
        f"{look.at.astimezone(UTC).isoformat(timespec='microseconds')}#{look.who}#{look.about}": look
        for look in looks
        if first <= look.at < end and who in look.who.casefold() and about in {"", look.about}
    }
    return Found(rows)
