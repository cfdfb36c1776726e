"""The promise to the customer: when it falls due, and who hears of it before it is broken."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuultu.domain.calendar.clocks import Clocks
from kuultu.domain.calendar.opening_hours import USUAL_WEEK
from kuultu.domain.calendar.working_time import AllHours, WorkingHours
from kuultu.domain.cases.case import Case, Outcome
from kuultu.domain.cases.events import Delayed, ManagerWarned, OwnerWarned
from kuultu.domain.cases.promise import (
    BEFORE_THE_ANSWER,
    MOST_DELAYS,
    awaiting_product,
    delayed,
    delays_in,
    earlier_promise,
    is_to_move,
    is_watched,
    promised,
    watch_of,
)
from kuultu.domain.cases.task_kind import TaskKind
from tests.unit.helpers.builders import CLOCKS, DAY, NOW, WORKING, Life, case

MOMENTS = st.floats(0, 1e9).map(lambda seconds: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds))
HOUR, TICK = timedelta(hours=1), timedelta(microseconds=1)
OFFICE = WorkingHours("Europe/Helsinki", USUAL_WEEK, lambda day: False)


@pytest.mark.parametrize(
    ("now", "at"),
    [
        ("2026-11-23T09:30:00", "2026-11-26T10:00:00"),
        ("2026-11-23T09:59:59.999999", "2026-11-26T10:00:00"),
        ("2026-11-23T09:00:00", "2026-11-26T09:00:00"),
        ("2026-12-30T23:30:00", "2027-01-03T00:00:00"),
        ("2028-02-27T08:15:00", "2028-03-01T09:00:00"),
    ],
)
def test_an_answer_is_promised_by_the_next_full_hour_after_the_promised_days(now: str, at: str) -> None:
    given_at, expected = (datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (now, at))
    assert promised(WORKING, CLOCKS, given_at) == expected


def test_the_promised_days_are_working_days() -> None:
    friday = datetime(2026, 11, 27, 8, 30, tzinfo=UTC)
    assert promised(OFFICE, CLOCKS, friday) == datetime(2026, 12, 2, 9, tzinfo=UTC)


@given(MOMENTS, st.sampled_from([1, 60, 3_600, 86_400]))
def test_the_promise_is_never_shorter_than_said_and_at_most_an_hour_longer(now: datetime, seconds: int) -> None:
    clocks = Clocks(timedelta(seconds=seconds), 1, 3, 7, 14)
    longer = promised(AllHours(clocks.day), clocks, now) - (now + 3 * clocks.day)
    assert timedelta(0) <= longer < clocks.day / 24


@given(MOMENTS, st.floats(-20, 20))
def test_no_promise_goes_beyond_a_legal_deadline_that_is_still_ahead(now: datetime, days: float) -> None:
    deadline = now + days * DAY
    at = promised(WORKING, CLOCKS, now, deadline)
    assert at == (min(deadline, promised(WORKING, CLOCKS, now)) if deadline > now else promised(WORKING, CLOCKS, now))
    assert at > now


def test_the_owner_is_warned_at_80_per_cent_and_the_customer_told_at_90_of_the_promised_time() -> None:
    watch = watch_of(case(), CLOCKS, WORKING)
    assert (watch.owner_at, watch.customer_at, watch.manager_at) == (NOW + 2.4 * DAY, NOW + 2.7 * DAY, None)
    assert watch.next_at == watch.owner_at
    assert watch.customer_at < case().promised_at


def test_an_owner_who_was_warned_is_not_warned_again_of_the_same_promise() -> None:
    warned = case(events=(OwnerWarned(NOW + 2.4 * DAY, "Olli Owner"),))
    assert watch_of(warned, CLOCKS, WORKING).next_at == NOW + 2.7 * DAY


def test_a_warning_about_an_earlier_promise_does_not_count_for_this_one() -> None:
    warned = case(
        events=(OwnerWarned(NOW + DAY, "Olli Owner"),), promise_began_at=NOW + 2 * DAY, promised_at=NOW + 6 * DAY
    )
    assert watch_of(warned, CLOCKS, WORKING).owner_at == NOW + 4.4 * DAY


def test_a_promise_that_a_legal_deadline_made_shorter_is_watched_by_its_own_length() -> None:
    watch = watch_of(case(promised_at=NOW + DAY), CLOCKS, WORKING)
    assert (watch.owner_at, watch.customer_at) == (NOW + 0.8 * DAY, NOW + 0.9 * DAY)


def late(at: datetime = NOW + 2.7 * DAY, **changes: object) -> Case:
    """A case whose customer was told of the delay."""
    return delayed(case(**changes), CLOCKS, WORKING, at)


def test_a_customer_who_is_told_of_a_delay_is_given_the_next_promise() -> None:
    first, after = case().promised_at, late()
    assert after.promised_at == first + 3 * DAY
    assert (after.promise_began_at, after.broken_at) == (NOW + 2.7 * DAY, first)
    assert after.events == (Delayed(NOW + 2.7 * DAY, first),)


def test_the_manager_is_told_at_the_end_of_the_promise_that_was_not_kept() -> None:
    watch = watch_of(late(), CLOCKS, WORKING)
    assert watch.manager_at == watch.next_at == case().promised_at
    assert watch.customer_at
    assert watch.customer_at > case().promised_at


def test_a_second_delay_does_not_hide_the_first_from_the_manager() -> None:
    again = delayed(late(), CLOCKS, WORKING, NOW + 6 * DAY)
    assert again.broken_at == case().promised_at
    assert again.promised_at > late().promised_at
    assert len(again.events) == 2


def test_a_promise_that_was_broken_while_nobody_looked_is_replaced_from_now_on() -> None:
    after = late(at=NOW + 20 * DAY)
    assert after.promised_at > NOW + 23 * DAY
    assert after.broken_at == case().promised_at


def test_the_next_promise_keeps_to_the_legal_deadline_too() -> None:
    assert late(legal_deadline=NOW + 4 * DAY).promised_at == NOW + 4 * DAY


def test_after_the_legal_deadline_there_is_still_a_promise() -> None:
    after = late(promised_at=NOW + 2 * DAY, legal_deadline=NOW + 2 * DAY)
    assert after.promised_at > NOW + 5.7 * DAY


@given(st.lists(st.floats(0.01, 5), min_size=MOST_DELAYS, max_size=MOST_DELAYS), st.floats(0.1, 20))
def test_the_customer_hears_before_each_promise_ends_and_twice_at_most(gaps: list[float], deadline: float) -> None:
    watched, now = case(legal_deadline=NOW + deadline * DAY), NOW
    for gap in gaps:
        watch = watch_of(watched, CLOCKS, WORKING)
        assert watch.owner_at
        assert watch.customer_at
        assert watch.owner_at <= watch.customer_at < watched.promised_at
        now = max(now + TICK, watch.customer_at) + gap * DAY
        watched = delayed(watched, CLOCKS, WORKING, now)
        assert watched.promised_at > now
    assert watch_of(watched, CLOCKS, WORKING).customer_at is None


def test_after_the_last_delay_the_manager_is_told_once_more_at_the_end_of_the_promise() -> None:
    last = delayed(replace(late(), broken_at=None), CLOCKS, WORKING, NOW + 6 * DAY)
    told = replace(last, broken_at=None, events=(*last.events, ManagerWarned(NOW + 7 * DAY, "Maija Manager")))
    end = replace(told, events=(*told.events, ManagerWarned(told.promised_at, "Maija Manager")))
    assert watch_of(told, CLOCKS, WORKING).manager_at == told.promised_at
    assert watch_of(end, CLOCKS, WORKING).manager_at is None


def test_delays_of_an_earlier_round_do_not_count() -> None:
    again = replace(delayed(late(), CLOCKS, WORKING, NOW + 6 * DAY), round=2, round_began_at=NOW + 20 * DAY)
    assert delays_in(again) == 0


def test_a_request_for_the_product_moves_the_promise_once_and_only_before_the_answer() -> None:
    life = Life().is_asked(TaskKind.RETURN_PRODUCT)
    returned, before = life.task(TaskKind.RETURN_PRODUCT), life.record.case
    assert is_to_move(before, returned)
    assert not is_to_move(awaiting_product(before, CLOCKS, WORKING, NOW + 15 * DAY, NOW), returned)
    assert not is_to_move(replace(before, replies_sent=1), returned)
    assert not is_to_move(replace(before, outcome=Outcome.SILENT), returned)


def test_a_request_for_the_product_moves_the_promise_behind_its_return() -> None:
    after = awaiting_product(case(), CLOCKS, WORKING, NOW + 15 * DAY, NOW + DAY)
    watch = watch_of(after, CLOCKS, WORKING)
    assert after.promised_at == promised(WORKING, CLOCKS, NOW + 15 * DAY)
    assert watch.owner_at == NOW + DAY + 0.8 * (after.promised_at - NOW - DAY)
    assert earlier_promise(after) is None
    assert delays_in(after) == 0


def test_the_promise_is_watched_until_the_first_answer_is_written() -> None:
    life = Life()
    assert is_watched(life.record)
    assert is_watched(life.is_concluded().offers("refund").record)
    assert not is_watched(life.decides(TaskKind.REPLY, "send").record)
    assert not is_watched(life.sends_the_answer().is_asked(TaskKind.CHOOSE_REMEDY).chooses("none_of_these").record)


@pytest.mark.parametrize("changes", [{"reachable": False}, {"acknowledged": False}])
def test_no_promise_is_watched_that_was_never_given(changes: dict[str, bool]) -> None:
    assert not is_watched(Life(**changes).record)


def test_what_comes_after_the_answer_is_under_no_promise() -> None:
    assert not BEFORE_THE_ANSWER & {"send_reply", "choose", "deliver", "wait", "follow_up", "close", "closed"}
