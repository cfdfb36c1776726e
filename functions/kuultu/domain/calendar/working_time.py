"""Working time: when people are at work, and when so many hours or days of work have passed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kuultu.domain.calendar.opening_hours import Slot, Week, refuse_unusable

LONGEST_CLOSURE = 366
"""Days on end without work, after which it is the holidays that must be wrong."""


@dataclass(frozen=True)
class WorkingHours:
    """The hours of a unit by its own clock; moments go in aware, and come out in UTC."""

    time_zone: str
    week: Week
    is_holiday: Callable[[date], bool]

    def __post_init__(self) -> None:
        refuse_unusable(self.week)

    @property
    def working_day(self) -> timedelta:
        """How much work one day is: that of the longest day of the week."""
        return max(sum((_length(slot) for slot in day), timedelta(0)) for day in self.week)

    def is_working(self, moment: datetime) -> bool:
        """Whether somebody is at work; not any more in the moment of closing."""
        return self.next_working(moment) == moment

    def next_working(self, moment: datetime) -> datetime:
        """The first moment of work from here on: this one, if it is."""
        return self._after(moment, timedelta(0))

    def after(self, start: datetime, days: float) -> datetime:
        """When so many days of work have passed since the start; a moment of closing rather than the next opening."""
        return self._after(start, days * self.working_day)

    def after_hours(self, start: datetime, hours: float) -> datetime:
        """When so many hours of work have passed since the start; a moment of closing rather than the next opening."""
        return self._after(start, timedelta(hours=hours))

    def _after(self, start: datetime, work: timedelta) -> datetime:
        left = _not_negative(work)
        for opens, closes in self._spans_from(start):
            if opens + left <= closes:
                return opens + left
            left -= closes - opens
        raise ValueError(f"By its holidays, nobody is at work for {LONGEST_CLOSURE} days.")

    def _spans_from(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        zone, reached = ZoneInfo(self.time_zone), _in_utc(moment)
        day, idle = reached.astimezone(zone).date(), 0
        while idle <= LONGEST_CLOSURE:
            idle += 1
            for slot in () if self.is_holiday(day) else self.week[day.weekday()]:
                opens, closes = (_in_utc(edge.replace(tzinfo=zone)) for edge in _edges(day, slot))
                # A change of the clocks may swallow a slot or let it begin before the one before it ends.
                if max(opens, reached) < closes:
                    yield max(opens, reached), closes
                    reached, idle = closes, 0
            day += timedelta(days=1)


@dataclass(frozen=True)
class AllHours:
    """Work at all hours, for runs whose day is shorter than a real one."""

    day: timedelta

    def is_working(self, moment: datetime) -> bool:
        """Always."""
        return _in_utc(moment) == moment

    def next_working(self, moment: datetime) -> datetime:
        """This moment."""
        return _in_utc(moment)

    def after(self, start: datetime, days: float) -> datetime:
        """When so many short days have passed."""
        return _in_utc(start) + _not_negative(days * self.day)

    def after_hours(self, start: datetime, hours: float) -> datetime:
        """When so many hours have passed, 24 of which are a short day."""
        return self.after(start, hours / 24)


WorkingTime = WorkingHours | AllHours


def _edges(day: date, slot: Slot) -> tuple[datetime, datetime]:
    """When a slot begins and ends on this day, by the clock on the wall."""
    begins, ends = slot
    last = day if ends > time(0) else day + timedelta(days=1)
    return datetime.combine(day, begins), datetime.combine(last, ends)


def _length(slot: Slot) -> timedelta:
    begins, ends = _edges(date(2000, 1, 1), slot)
    return ends - begins


def _in_utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("A moment needs a time zone.")
    return moment.astimezone(UTC)


def _not_negative(span: timedelta) -> timedelta:
    if span < timedelta(0):
        raise ValueError("Working time only goes forward.")
    return span
