"""Working time: the moments at which people are at work, and the end of a number of working hours or days."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kuultu.domain.calendar.opening_hours import Slot, Week, refuse_unusable

LONGEST_CLOSURE = 366
"""The longest run of days without work; after a longer one, the holidays must be wrong."""


@dataclass(frozen=True)
class WorkingHours:
    """The working hours of a unit in the unit's time zone; moments go in aware, and come out in UTC.

    ValueError for a moment without a time zone, a negative span, or holidays that leave no work for 366 days.
    """

    time_zone: str
    week: Week
    is_holiday: Callable[[date], bool]

    def __post_init__(self) -> None:
        refuse_unusable(self.week)

    @property
    def working_day(self) -> timedelta:
        """The work of one working day: the hours of the longest day of the week."""
        return max(sum((_length(slot) for slot in day), timedelta(0)) for day in self.week)

    def is_working(self, moment: datetime) -> bool:
        """True if people are at work; the moment of closing does not count."""
        return self.next_working(moment) == moment

    def next_working(self, moment: datetime) -> datetime:
        """The first moment of work, at the given moment or after."""
        return self._after(moment, timedelta(0))

    def after(self, start: datetime, days: float) -> datetime:
        """The end of a number of working days after the start; a moment of closing rather than the next opening."""
        return self._after(start, days * self.working_day)

    def after_hours(self, start: datetime, hours: float) -> datetime:
        """The end of a number of working hours after the start; a moment of closing rather than the next opening."""
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
    """Work at all hours, for runs with a day shorter than a real day."""

    day: timedelta

    def is_working(self, moment: datetime) -> bool:
        """True at every moment."""
        return _in_utc(moment) == moment

    def next_working(self, moment: datetime) -> datetime:
        """The given moment, in UTC."""
        return _in_utc(moment)

    def after(self, start: datetime, days: float) -> datetime:
        """The end of a number of short days after the start."""
        return _in_utc(start) + _not_negative(days * self.day)

    def after_hours(self, start: datetime, hours: float) -> datetime:
        """The end of a number of hours after the start; a short day has 24."""
        return self.after(start, hours / 24)


WorkingTime = WorkingHours | AllHours


def day_of(moment: datetime, time_zone: str) -> date:
    """The day of a moment, by the clock on the wall."""
    return moment.astimezone(ZoneInfo(time_zone)).date()


def _edges(day: date, slot: Slot) -> tuple[datetime, datetime]:
    """The beginning and the end of a slot on a day, by the clock on the wall, without a time zone."""
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
