"""The clocks: how long things take, in days of the stage's own length."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuultu.domain.calendar.clocks import Clocks
from tests.unit.helpers.builders import CLOCKS, DAY

MOMENTS = st.floats(0, 1e9).map(lambda seconds: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds))


@pytest.mark.parametrize(
    ("moment", "hour"),
    [
        ("2026-11-23T09:30:00", "2026-11-23T10:00:00"),
        ("2026-11-23T09:59:59.999999", "2026-11-23T10:00:00"),
        ("2026-11-23T09:00:00", "2026-11-23T09:00:00"),
        ("2026-12-31T23:30:00", "2027-01-01T00:00:00"),
        ("2028-02-28T23:15:00", "2028-02-29T00:00:00"),
    ],
)
def test_the_next_hour_is_a_full_one_that_is_not_over(moment: str, hour: str) -> None:
    at, expected = (datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (moment, hour))
    assert CLOCKS.next_hour(at) == expected


@given(MOMENTS, st.sampled_from([1, 60, 3_600, 86_400]))
def test_where_a_day_is_short_its_hours_are_too(moment: datetime, seconds: int) -> None:
    clocks = Clocks(timedelta(seconds=seconds), 1, 3, 7, 14)
    assert timedelta(0) <= clocks.next_hour(moment) - moment < clocks.day / 24
    assert clocks.reflection == clocks.day


def test_the_other_spans_are_counted_in_days() -> None:
    now = datetime(2028, 2, 26, 10, tzinfo=UTC)
    assert CLOCKS.follow_up_from(now) == datetime(2028, 3, 4, 10, tzinfo=UTC)
    assert CLOCKS.answer == 14 * DAY
    assert Clocks(DAY, 0.5, 3, 7, 14).reflection == timedelta(hours=12)


@pytest.mark.parametrize(("day_seconds", "quiet_seconds"), [(86_400, 1_800), (960, 20), (60, 5), (1, 5)])
def test_a_partial_answer_rests_for_half_an_hour_and_on_a_fast_clock_for_five_seconds(
    day_seconds: int, quiet_seconds: int
) -> None:
    clocks = Clocks(timedelta(seconds=day_seconds), 1, 3, 7, 14)
    assert clocks.partial_answer_rest == timedelta(seconds=quiet_seconds)
