"""Absences: the days on which people of the directory are away, and the changes of a person's absences."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Absence:
    """An absence of a person (an id), from the first day to the last, both included.

    `deputy` is the id of whoever stands in; "" for the deputy in the directory.
    """

    person: str
    first: date
    last: date
    deputy: str = ""

    def covers(self, day: date) -> bool:
        """True if the person is away on a day."""
        return self.first <= day <= self.last

    def overlaps(self, other: "Absence") -> bool:
        """True if the two share a day."""
        return self.first <= other.last and other.first <= self.last


def with_absence(known: Iterable[Absence], new: Absence, today: date) -> list[Absence]:
    """A person's absences with a new one, by time.

    The new one replaces those that share a day with it; past ones are dropped.
    """
    kept = [one for one in known if one.last >= today and not one.overlaps(new)]
    return sorted([*kept, new], key=lambda one: one.first)


def without_next(known: Sequence[Absence], today: date) -> list[Absence]:
    """A person's absences without the present one, or else without the next; past ones are dropped."""
    return [one for one in known if one.last >= today][1:]
