"""The two clocks of a case, and the other spans of time, counted in days of the deployment's own length."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

PARTIAL_ANSWER_RESTS, SHORTEST_REST = 1 / 48, timedelta(seconds=5)
"""The rest of a partial answer: half an hour, as a part of a day, and at least 5 s on a fast clock."""

QUARTERS_IN_A_DAY = 96
"""Quarters of an hour."""


@dataclass(frozen=True)
class Clocks:
    """The spans of time in a case: `day` is the deployment's own day (86 400 s in earnest), the others count days.

    `promise_days` counts working days, the other spans days of the calendar.
    """

    day: timedelta
    reflection_days: float
    promise_days: float
    follow_up_days: float
    answer_days: float

    @property
    def reflection(self) -> timedelta:
        """The length of reflection: nobody can conclude or reply before the end."""
        return self.reflection_days * self.day

    @property
    def answer(self) -> timedelta:
        """The time for an answer: the follow-up expires after this time, a wait of the workflow a little later."""
        return self.answer_days * self.day

    @property
    def quarter_hour(self) -> timedelta:
        """A quarter of an hour of the deployment's own day: the pause between two sweeps."""
        return self.day / QUARTERS_IN_A_DAY

    def pause_after(self, failures: int) -> timedelta:
        """The pause before another try of what has failed so often: until the next sweep, then twice as long, to a day.

        A little shorter than quarters of an hour, so that the sweep then due is not missed by a second.
        """
        quarters: int = 2 ** min(failures - 1, QUARTERS_IN_A_DAY.bit_length())
        return min(quarters * self.quarter_hour, self.day) - self.quarter_hour / 3

    @property
    def partial_answer_rest(self) -> timedelta:
        """The time for which a partial answer rests, before the handling of the answer as sent so far."""
        return max(PARTIAL_ANSWER_RESTS * self.day, SHORTEST_REST)

    def next_hour(self, moment: datetime) -> datetime:
        """The next full hour, or the moment itself if it is one; 24 such hours are a `day`, short or not."""
        hour, since = self.day / 24, moment - datetime(2000, 1, 1, tzinfo=UTC)
        return datetime(2000, 1, 1, tzinfo=UTC) - (-since // hour) * hour

    def follow_up_from(self, now: datetime) -> datetime:
        """The time of the follow-up: `follow_up_days` after now."""
        return now + self.follow_up_days * self.day
