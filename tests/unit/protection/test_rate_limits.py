"""Allowances: so many at once, and so many a minute from then on."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuultu.domain.protection.rate_limits import Buckets, Limit

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
LIMIT = Limit(burst=10, per_minute=60)


def let_in(buckets: Buckets, attempts: int, now: datetime = NOON, cost: int = 1, limit: Limit = LIMIT) -> int:
    """How many of these attempts got in."""
    return sum(buckets.take("one", limit, cost, now) for _ in range(attempts))


def test_a_burst_gets_in_and_no_more() -> None:
    assert let_in(Buckets(), 50) == 10


def test_room_comes_back_with_time_up_to_a_whole_burst() -> None:
    buckets = Buckets()
    let_in(buckets, 50)
    assert let_in(buckets, 50, NOON + timedelta(seconds=3)) == 3
    assert let_in(buckets, 50, NOON + timedelta(days=1)) == 10


def test_what_costs_more_gets_in_less_often() -> None:
    assert let_in(Buckets(), 50, cost=5) == 2


def test_what_costs_more_than_a_whole_burst_costs_a_whole_burst() -> None:
    assert let_in(Buckets(), 50, cost=25) == 1


def test_a_burst_of_nothing_lets_nothing_in() -> None:
    assert let_in(Buckets(), 50, limit=Limit(0, 60)) == 0


def test_one_name_does_not_use_up_anothers_room() -> None:
    buckets = Buckets()
    let_in(buckets, 50)
    assert buckets.take("other", LIMIT, 1, NOON)


def test_a_process_lets_in_a_tenth_on_its_own() -> None:
    assert Limit(100, 50).own_share == Limit(10, 5)


@pytest.mark.parametrize(("most", "remembered"), [(2, False), (3, True)])
def test_memory_is_bounded_and_forgets_what_was_used_longest_ago(most: int, remembered: bool) -> None:
    buckets = Buckets(most)
    for name in ("first", "second", "third"):
        buckets.fill(name, NOON + timedelta(minutes=1))
    assert [buckets.is_full(name, NOON) for name in ("first", "second", "third")] == [remembered, True, True]


def test_a_process_that_forgets_is_as_empty_as_a_new_one() -> None:
    buckets = Buckets()
    let_in(buckets, 50)
    buckets.fill("other", NOON + timedelta(minutes=1))
    buckets.forget()
    assert (let_in(buckets, 50), buckets.is_full("other", NOON)) == (10, False)


@given(st.lists(st.tuples(st.floats(0, 90), st.integers(1, 5)), max_size=200))
def test_no_order_of_attempts_gets_more_in_than_the_limit_says(attempts: list[tuple[float, int]]) -> None:
    buckets = Buckets()
    moments = sorted((NOON + timedelta(seconds=after), cost) for after, cost in attempts)
    paid = sum(cost for moment, cost in moments if buckets.take("one", LIMIT, cost, moment))
    assert paid <= LIMIT.burst + LIMIT.per_minute * 1.5 + 1


@pytest.mark.parametrize(("burst", "at_once"), [(60, 3), (3, 1), (0, 0)])
def test_a_network_gets_a_twentieth_of_a_lane_and_one_at_once_at_least(burst: int, at_once: int) -> None:
    share = Limit(burst, 60).visitor_share
    assert (share.burst, share.per_minute) == (at_once, 3)


@pytest.mark.parametrize("day_seconds", [7, 20, 33, 60, 86_400])
def test_one_in_so_long_a_time_is_let_in_however_long_the_time_is(day_seconds: int) -> None:
    limit, buckets = Limit(1, 60 / (day_seconds * 20 / 24)), Buckets()
    assert buckets.take("late", limit, 1, datetime(2026, 11, 23, 9, 30, tzinfo=UTC))
    assert limit.step(1) <= limit.room
