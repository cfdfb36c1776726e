"""Views of the console: a list, its filters and the place in it, all in an address, so that a bookmark is a view."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Generic, TypeVar
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

PAGE = 25
"""Rows of a page."""

MOST_LOOKED = 2_000
"""Items that one page looks through; a button goes on from there."""

MOST_FILTER = 200
"""Characters of a filter's value."""

DATES = ("from", "to", "day")

Row = TypeVar("Row")


@dataclass(frozen=True)
class View:
    """A list at a path of ours, with the filters that it understands; `flawed` are the names of unusable ones.

    `start` is the place where looking begins, "" for the newest row; `cursor` the last row of the page before, "" for
    the first page.
    """

    path: str
    filters: Mapping[str, str] = field(default_factory=dict)
    start: str = ""
    cursor: str = ""
    flawed: tuple[str, ...] = ()

    def filter(self, name: str) -> str:
        """The value of a filter; "" for a filter that is not set."""
        return self.filters.get(name, "")

    def day(self, name: str) -> date | None:
        """The date of a filter, if it is one."""
        text = self.filter(name)
        return date.fromisoformat(text) if text and name not in self.flawed else None

    def address(self, path: str = "", **changes: str) -> str:
        """The address of the view with changes ("" takes a filter away), at its own or another path."""
        values = {**self.filters, "start": self.start, "cursor": self.cursor, **changes}
        query = urlencode({name: value for name, value in values.items() if value})
        return (path or self.path) + (f"?{query}" if query else "")

    def with_filters(self, **changes: str) -> str:
        """The address of the same list with other filters, from the newest row on."""
        return self.address(start="", cursor="", **changes)


NO_CHOICES: Mapping[str, Sequence[str]] = {}


def view_of(
    path: str, asked: Mapping[str, str], known: Sequence[str], choices: Mapping[str, Sequence[str]] = NO_CHOICES
) -> View:
    """The view that a query asks for; unknown names are left out. `choices` are the only values of some filters."""
    filters = {name: asked[name].strip()[:MOST_FILTER].rstrip() for name in known if asked.get(name, "").strip()}
    flawed = [name for name, values in choices.items() if filters.get(name, values[0]) not in values]
    flawed += [name for name in DATES if name in filters and not _is_day(filters[name])]
    return View(path, filters, asked.get("start", ""), asked.get("cursor", ""), tuple(flawed))


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def bounds(day: date, time_zone: str) -> tuple[datetime, datetime]:
    """The first moment of a day by a time zone, and the moment after its last."""
    zone = ZoneInfo(time_zone)
    return datetime.combine(day, time(), zone), datetime.combine(day + timedelta(days=1), time(), zone)


@dataclass(frozen=True)
class Found(Generic[Row]):
    """The rows that match a view, by their keys, the newest first; `more_from`: where looking would go on, or ""."""

    rows: Mapping[str, Row]
    more_from: str = ""

    @property
    def total(self) -> int:
        """The number of rows; of the whole view, unless looking would go on."""
        return len(self.rows)

    def page(self, cursor: str) -> "PageOfRows[Row]":
        """The page after a cursor, which need not be there any more."""
        keys = list(self.rows)
        begin = next((place for place, key in enumerate(keys) if key < cursor), len(keys)) if cursor else 0
        shown = keys[begin : begin + PAGE]
        before = begin - PAGE - 1
        return PageOfRows(
            [self.rows[key] for key in shown],
            first=begin + 1,
            previous=(keys[before] if before >= 0 else "") if begin else None,
            following=shown[-1] if begin + PAGE < len(keys) else None,
        )


@dataclass(frozen=True)
class PageOfRows(Generic[Row]):
    """Some rows of a list: the number of the first one, and the cursors of the pages beside; None for no page."""

    rows: Sequence[Row]
    first: int
    previous: str | None
    following: str | None

    @property
    def last(self) -> int:
        """The number of the last row."""
        return self.first + len(self.rows) - 1
