"""Weeks: the working hours of each day, as in a survey's definition."""

import re
from collections.abc import Mapping, Sequence
from datetime import time
from itertools import pairwise

Slot = tuple[time, time]
Week = tuple[tuple[Slot, ...], ...]
"""Seven days, Monday first, each with its slots in order; a slot that ends at 0:00 ends with the day."""

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
USUAL_WEEK: Week = (((time(9), time(17)),),) * 5 + ((), ())


def week_from(document: Mapping[str, Sequence[str]]) -> Week:
    """The week in a survey's definition, `{"mon": ["9:00-12:00", "13:00-17:00"], …}`; raises ValueError."""
    if strange := sorted(set(document) - set(DAYS)):
        raise ValueError(f"Working hours are given for {', '.join(DAYS)}, not for {', '.join(strange)}.")
    week = tuple(_day_from(day, document.get(day, ())) for day in DAYS)
    refuse_unusable(week)
    return week


def _day_from(day: str, written: Sequence[str]) -> tuple[Slot, ...]:
    if isinstance(written, str):
        raise ValueError(f'The working hours of {day} must be a list, such as ["9:00-17:00"].')
    spans = sorted(_minutes_of(day, text) for text in written)
    if any(begins < ended for (_, ended), (begins, _) in pairwise(spans)):
        raise ValueError(f"The working hours of {day} overlap: {', '.join(written)}.")
    return tuple((_time_at(begins), _time_at(ends)) for begins, ends in spans)


def _minutes_of(day: str, text: str) -> tuple[int, int]:
    read = re.fullmatch(r"(\d{1,2}):([0-5]\d)-(\d{1,2}):([0-5]\d)", str(text), re.ASCII)
    if not read:
        raise ValueError(f'The working hours of {day} are written like "9:00-17:00", not "{text}".')
    hour, minute, last_hour, last_minute = map(int, read.groups())
    begins, ends = 60 * hour + minute, 60 * last_hour + last_minute
    if not begins < ends <= 24 * 60:
        raise ValueError(f'The working hours of {day} must end after they begin, on the same day; "{text}" do not.')
    return begins, ends


def _time_at(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)


def refuse_unusable(week: Week) -> None:
    """Raise ValueError for a week without seven days, or without any working hours."""
    if len(week) != len(DAYS) or not any(week):
        raise ValueError("A week has seven days, and on one of them at least somebody must be at work.")
