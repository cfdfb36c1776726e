"""The two clocks of a case, and the other spans of time, counted in days of the stage's own length."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

PARTIAL_ANSWER_RESTS, SHORTEST_REST = 1 / 48, timedelta(seconds=5)
"""A partial answer rests for half an hour: as a part of a day, and never less than this on a fast clock."""


@dataclass(frozen=True)
class Clocks:
    """How long things take: `day` is what the stage calls a day (86 400 s in earnest), the rest are days."""

    day: timedelta
    reflection_days: float
    promise_days: float
    follow_up_days: float
    answer_days: float

    @property
    def reflection(self) -> timedelta:
        """Nobody answers before this has passed."""
        return self.reflection_days * self.day

    @property
    def answer(self) -> timedelta:
        """How long an open request or task waits before time closes it or it passes to the manager."""
        return self.answer_days * self.day

    @property
    def partial_answer_rest(self) -> timedelta:
        """The time for which a partial answer rests, before it is handled as it is."""
        return max(PARTIAL_ANSWER_RESTS * self.day, SHORTEST_REST)

    def next_hour(self, moment: datetime) -> datetime:
        """The next full hour, of which a day of this length has 24 too."""
        hour = self.day / 24
        begun = (moment - datetime(2000, 1, 1, tzinfo=UTC)) // hour
        return datetime(2000, 1, 1, tzinfo=UTC) + (begun + 1) * hour

    def follow_up_from(self, now: datetime) -> datetime:
        """When the customer is asked whether it helped."""
        return now + self.follow_up_days * self.day
