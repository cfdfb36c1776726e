"""Letters from dispute bodies about a case: each has a clock, from the day it came to the day of our answer."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import IntEnum
from zoneinfo import ZoneInfo

from kuultu.domain.calendar.working_time import AllHours, WorkingTime, day_of

CLOSING = time(17)
"""The hour at which a day ends that a letter names."""

SOON = 3
"""The working days before the end of the time, from which an answer is called urgent."""


@dataclass(frozen=True)
class DisputeAnswer:
    """Our answer to a dispute body: the day, and what was answered; `by` (a mail address) recorded the answer."""

    at: datetime
    by: str
    said: str
    on: date


@dataclass(frozen=True)
class Dispute:
    """A letter from a dispute body about a case, the first, second … by `number`; our answer goes by `due_at`.

    `body` is one of the law's dispute bodies, `reference` the body's number of the case ("" without one). `by_letter`:
    the letter names the day of the answer. `by` (a mail address) entered the letter. `reminders` are those of the owner
    and, after the end of the time, of the manager.
    """

    case_id: str
    number: int
    body: str
    reference: str
    came_on: date
    due_at: datetime
    by_letter: bool
    at: datetime
    by: str
    reminders: tuple[datetime, ...] = ()
    answer: DisputeAnswer | None = None

    @property
    def key(self) -> str:
        """The range key of the letter in the store: `dispute#NUMBER`."""
        return f"dispute#{self.number:03}"

    def says_the_same(self, other: "Dispute") -> bool:
        """True if another letter has the same content: a second click enters nothing."""
        return self._content == other._content

    @property
    def _content(self) -> tuple[str, str, date, bool, date]:
        return (self.body, self.reference, self.came_on, self.by_letter, self.due_at.date())


class Urgency(IntEnum):
    """The urgency of an answer to a dispute body, by the time that is left."""

    NONE = 0
    HALF = 1
    SOON = 2
    LATE = 3


def answer_due(came_on: date, named: date | None, country: WorkingTime, days: int, at: datetime, zone: str) -> datetime:
    """The end of the time for an answer: the day that the letter names, else the last of the law's working days.

    `country`: the working days of the country, in the time zone `zone`. The day after the letter's is the first.
    """
    if named:
        return datetime.combine(named, CLOSING, ZoneInfo(zone)).astimezone(UTC)
    if isinstance(country, AllHours):  # days shorter than those on which letters come
        return country.after(at, days)
    return country.after(datetime.combine(came_on + timedelta(days=1), time(0), ZoneInfo(zone)), days)


def urgency_of(dispute: Dispute, country: WorkingTime, now: datetime) -> Urgency:
    """The urgency of the answer at a moment: half of the time is over, three working days are left, or none."""
    if now >= dispute.due_at:
        return Urgency.LATE
    if country.after(now, SOON) >= dispute.due_at:
        return Urgency.SOON
    return Urgency.HALF if now >= dispute.at + (dispute.due_at - dispute.at) / 2 else Urgency.NONE


def wants_reminder(dispute: Dispute, country: WorkingTime, now: datetime, zone: str) -> bool:
    """True if a reminder is due: when the answer has become more urgent since the last, and then each day while late.

    Whoever enters a letter is told how urgent the answer is by then.
    """
    last = dispute.reminders[-1] if dispute.reminders else dispute.at
    urgency, before = urgency_of(dispute, country, now), urgency_of(dispute, country, last)
    if urgency is not Urgency.LATE:
        return urgency > before
    if not dispute.reminders or before is not Urgency.LATE:
        return True
    if isinstance(country, AllHours):
        return now >= country.after(last, 1)
    return day_of(now, zone) > day_of(last, zone)
