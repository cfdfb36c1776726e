"""The sweep's looks at an open case: when the promise or a wait asks for one, and once in each night."""

import zlib
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kuultu.domain.calendar.clocks import Clocks
from kuultu.domain.calendar.working_time import day_of
from kuultu.domain.cases.case import CaseRecord
from kuultu.domain.cases.promise import Watch
from kuultu.domain.cases.stages import TIME_TO_ASK

NIGHT = timedelta(hours=5)
"""The time after midnight in which the looks of a night are spread: they are over before anybody is at work."""


def next_look_at(record: CaseRecord, watch: Watch | None, clocks: Clocks, time_zone: str, now: datetime) -> datetime:
    """The next look at an open case: the promise's next moment, or the next night at the latest.

    Also when the workflow must have asked for a task: after the beginning of a round, and after each of its waits.
    `watch` is the watch over a running promise; what it asked for before now is looked at by the next sweep.
    """
    case = record.case
    begins = (case.round_began_at, record.reflection_ends_at, case.follow_up_at)
    waits = [begin + TIME_TO_ASK for begin in begins if begin]
    ahead = [moment for moment in waits if moment > now]
    asked = watch.next_at if watch else None
    promise = [max(asked, now + clocks.pause_after(1))] if asked else []
    return min([next_night_look(case.id, clocks.day, time_zone, now), *ahead, *promise])


def next_night_look(case_id: str, day: timedelta, time_zone: str, now: datetime) -> datetime:
    """The next look at night, at a time of the case's own by the unit's clock; a day later on a fast clock."""
    if day < timedelta(days=1):
        return now + day
    own = NIGHT * (zlib.crc32(case_id.encode()) / 2**32)
    today = day_of(now, time_zone)
    nights = (_midnight(today + timedelta(days=ahead), time_zone) + own for ahead in (0, 1, 2))
    return next(look for look in nights if look > now)


def _midnight(day: date, time_zone: str) -> datetime:
    return datetime.combine(day, time(0), ZoneInfo(time_zone)).astimezone(UTC)
