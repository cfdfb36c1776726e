"""The two clocks: not before reflection ends, not after the promised time."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuultu.domain.clocks import Clocks
from tests.unit.builders import CLOCKS, DAY

MOMENTS = st.floats(0, 1e9).map(lambda seconds: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds))


@pytest.mark.parametrize(
    ("now", "promised"),
    [
        ("2026-11-23T09:30:00", "2026-11-26T10:00:00"),
        ("2026-11-23T09:59:59.999999", "2026-11-26T10:00:00"),
        ("2026-11-23T09:00:00", "2026-11-26T10:00:00"),
        ("2026-12-30T23:30:00", "2027-01-03T00:00:00"),
        ("2028-02-27T08:15:00", "2028-03-01T09:00:00"),
    ],
)
def test_an_answer_is_promised_by_the_next_full_hour_after_the_promised_days(now: str, promised: str) -> None:
    at, expected = (datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (now, promised))
    assert CLOCKS.promise_from(at) == expected


@given(MOMENTS)
def test_the_promise_is_never_shorter_than_said_and_at_most_an_hour_longer(now: datetime) -> None:
    promised = CLOCKS.promise_from(now)
    assert timedelta(0) < promised - (now + 3 * DAY) <= timedelta(hours=1)
    assert (promised.minute, promised.second, promised.microsecond) == (0, 0, 0)


@given(MOMENTS, st.sampled_from([1, 60, 3_600, 86_400]))
def test_where_a_day_is_short_its_hours_are_too(now: datetime, seconds: int) -> None:
    clocks = Clocks(timedelta(seconds=seconds), 1, 3, 7, 14)
    assert timedelta(0) < clocks.promise_from(now) - now - 3 * clocks.day <= clocks.day / 24
    assert clocks.reflection == clocks.day < 3 * clocks.day


def test_the_other_spans_are_counted_in_days() -> None:
    now = datetime(2028, 2, 26, 10, tzinfo=UTC)
    assert CLOCKS.follow_up_from(now) == datetime(2028, 3, 4, 10, tzinfo=UTC)
    assert CLOCKS.answer == 14 * DAY
    assert Clocks(DAY, 0.5, 3, 7, 14).reflection == timedelta(hours=12)
