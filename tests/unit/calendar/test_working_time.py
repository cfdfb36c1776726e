"""When people are at work: days of the calendar on which one errs (row F39 of docs/faults.md), and every week."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuultu.domain.calendar.opening_hours import DAYS, USUAL_WEEK, Week, week_from
from kuultu.domain.calendar.working_time import AllHours, WorkingHours
from kuultu.services.calendar.unit_working_time import holidays_in
from tests.unit.helpers.builders import DAY

HELSINKI = ZoneInfo("Europe/Helsinki")
LUNCH = week_from({day: ["9:00-12:00", "13:00-17:00"] for day in DAYS[:5]})
NIGHTS = week_from({day: ["0:00-5:00", "22:00-24:00"] for day in DAYS})
HOUR = timedelta(hours=1)


def at(text: str, fold: int = 0) -> datetime:
    """A moment by the clock on the wall in Helsinki."""
    return datetime.fromisoformat(text).replace(tzinfo=HELSINKI, fold=fold).astimezone(UTC)


def hours(week: Week = USUAL_WEEK, time_zone: str = "Europe/Helsinki", *, free: bool = True) -> WorkingHours:
    """Working hours with Finland's holidays, or without any."""
    return WorkingHours(time_zone, week, holidays_in("FI") if free else lambda day: False)


@pytest.mark.parametrize(
    ("start", "worked", "end"),
    [
        ("2026-11-20T16:30", 1, "2026-11-23T09:30"),  # Friday afternoon to Monday morning
        ("2026-11-20T16:00", 1, "2026-11-20T17:00"),  # closing time, not the next opening
        ("2026-11-21T12:00", 1, "2026-11-23T10:00"),  # from a Saturday
        ("2026-11-23T06:15", 1, "2026-11-23T10:00"),  # before opening
        ("2026-11-23T17:00", 1, "2026-11-24T10:00"),  # at closing
        ("2026-12-23T16:30", 1, "2026-12-28T09:30"),  # Christmas Eve is a Thursday, the 26th a Saturday
        ("2026-12-31T16:30", 1, "2027-01-04T09:30"),  # New Year's Day is a Friday
        ("2026-01-05T16:30", 1, "2026-01-07T09:30"),  # Epiphany is a Tuesday
        ("2026-06-18T16:30", 1, "2026-06-22T09:30"),  # Midsummer Eve is a Friday
        ("2026-12-04T16:30", 1, "2026-12-07T09:30"),  # Independence Day is a Sunday
        ("2026-03-27T16:30", 1, "2026-03-30T09:30"),  # clocks go forward on Sunday the 29th
        ("2026-10-23T16:30", 1, "2026-10-26T09:30"),  # and back on Sunday the 25th
        ("2028-02-28T16:30", 1, "2028-02-29T09:30"),  # a leap day
        ("2026-11-23T09:00", 40, "2026-11-27T17:00"),  # a whole week
    ],
)
def test_f39_hours_of_work_pass_on_working_days_only(start: str, worked: float, end: str) -> None:
    assert hours().after_hours(at(start), worked) == at(end)


@pytest.mark.parametrize(
    ("start", "worked", "end"),
    [("2026-11-23T11:30", 1, "2026-11-23T13:30"), ("2026-11-23T12:20", 0.5, "2026-11-23T13:30")],
)
def test_lunch_is_not_work(start: str, worked: float, end: str) -> None:
    assert hours(LUNCH).after_hours(at(start), worked) == at(end)


@pytest.mark.parametrize(
    ("start", "worked", "end"),
    [
        ("2026-03-28T23:00", 1 + 4, at("2026-03-29T05:00")),  # this night has four hours of work
        ("2026-10-24T23:00", 1 + 6, at("2026-10-25T05:00")),  # this one has six
        ("2026-10-24T23:00", 1 + 3.5, at("2026-10-25T03:30")),
        ("2026-10-24T23:00", 1 + 4.5, at("2026-10-25T03:30", fold=1)),
    ],
)
def test_f39_the_night_that_the_clocks_change_is_shorter_or_longer(start: str, worked: float, end: datetime) -> None:
    assert hours(NIGHTS).after_hours(at(start), worked) == end


def test_an_hour_that_the_clocks_skip_is_no_hour_of_work() -> None:
    skipped = hours(week_from({"sun": ["3:00-4:00"]}))
    assert skipped.next_working(at("2026-03-28T12:00")) == at("2026-04-12T03:00")  # Easter Sunday is the 5th


def test_a_day_of_work_is_as_long_as_the_longest_day_of_the_week() -> None:
    short_fridays = week_from({**{day: ["9:00-17:00"] for day in DAYS[:4]}, "fri": ["9:00-13:00"]})
    assert hours(short_fridays).working_day == 8 * HOUR
    assert hours(short_fridays).after(at("2026-11-20T09:00"), 1) == at("2026-11-23T13:00")
    assert hours(LUNCH).after(at("2026-11-20T09:00"), 1) == at("2026-11-20T17:00")


def test_days_of_work_leave_out_weekends_for_longer_than_a_year_too() -> None:
    assert hours().after(at("2026-11-20T10:00"), 2.5) == at("2026-11-24T14:00")
    assert hours(free=False).after(at("2026-01-05T09:00"), 5 * 60) == at("2027-02-26T17:00")


@pytest.mark.parametrize(
    ("moment", "working"),
    [("23T08:59", False), ("23T09:00", True), ("23T16:59", True), ("23T17:00", False), ("21T12:00", False)],
)
def test_nobody_is_at_work_before_nine_from_five_on_or_at_weekends(moment: str, working: bool) -> None:
    assert hours().is_working(at(f"2026-11-{moment}")) is working


def test_a_moment_of_work_is_its_own_next_one_in_utc_and_may_be_none_in_another_time_zone() -> None:
    nine_thirty = at("2026-11-23T09:30").astimezone(HELSINKI)
    assert hours().next_working(nine_thirty).isoformat() == "2026-11-23T07:30:00+00:00"
    assert not hours(time_zone="Europe/Stockholm").is_working(nine_thirty)


def test_an_evening_in_new_york_is_work_though_it_is_saturday_in_utc() -> None:
    evenings = hours(week_from({"fri": ["18:00-24:00"]}), "America/New_York")
    assert evenings.is_working(datetime(2026, 11, 21, 0, 30, tzinfo=UTC))


def test_a_week_without_work_is_refused() -> None:
    for week in (((),) * 7, USUAL_WEEK[:5], ()):
        with pytest.raises(ValueError, match="seven days"):
            hours(week)


def test_holidays_without_end_are_an_error_and_not_an_endless_search() -> None:
    with pytest.raises(ValueError, match="nobody is at work"):
        WorkingHours("UTC", USUAL_WEEK, lambda day: True).next_working(at("2026-11-23T12:00"))


@pytest.mark.parametrize("working", [hours(), AllHours(DAY)])
def test_time_does_not_go_back_and_needs_a_time_zone(working: WorkingHours | AllHours) -> None:
    with pytest.raises(ValueError, match="forward"):
        working.after(at("2026-11-23T12:00"), -1)
    with pytest.raises(ValueError, match="time zone"):
        working.is_working(datetime(2026, 11, 23, 12))  # noqa: DTZ001 - that is what is refused


def test_on_a_fast_clock_every_moment_is_work_and_a_day_is_short() -> None:
    fast, christmas = AllHours(timedelta(minutes=1)), at("2026-12-25T03:00")
    assert fast.is_working(christmas)
    assert fast.next_working(christmas) == christmas
    assert fast.after(christmas, 2.5) == christmas + timedelta(minutes=2.5)
    assert fast.after_hours(christmas, 24) == christmas + timedelta(minutes=1)


MOMENTS = st.integers(0, 3 * 365 * 24 * 60).map(lambda minutes: datetime(2025, 1, 1, tzinfo=UTC) + minutes * HOUR / 60)
NEAR_CHANGES = st.sampled_from([datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC)])
OPEN_HOURS = st.lists(st.integers(0, 24), max_size=6, unique=True).map(sorted)
WORK = st.integers(0, 20 * 60).map(lambda minutes: minutes / 60)


def week_of(days: list[list[int]]) -> Week:
    """A week that opens and closes at these hours in turn."""
    written = [[f"{a}:00-{b}:00" for a, b in zip(day[::2], day[1::2], strict=False)] for day in days]
    return week_from(dict(zip(DAYS, written, strict=True)))


ZONES = st.sampled_from(["Europe/Helsinki", "America/New_York", "Asia/Kathmandu", "Africa/Cairo"])
WEEKS = st.lists(OPEN_HOURS, min_size=7, max_size=7).filter(lambda days: any(len(day) > 1 for day in days)).map(week_of)
UNITS = st.builds(lambda week, zone, free: hours(week, zone, free=free), WEEKS, ZONES, st.booleans())


@given(UNITS, MOMENTS, st.integers(0, 10_000), WORK)
def test_whoever_starts_later_is_never_done_earlier(unit: WorkingHours, start: datetime, by: int, work: float) -> None:
    assert unit.after_hours(start, work) <= unit.after_hours(start + by * HOUR / 60, work)


@given(UNITS, MOMENTS, WORK)
def test_work_is_done_while_somebody_is_at_work_or_just_closes(
    unit: WorkingHours, start: datetime, work: float
) -> None:
    done = unit.after_hours(start, work)
    assert done >= start
    assert unit.is_working(done) or unit.is_working(done - timedelta(microseconds=1))


@given(UNITS, MOMENTS, st.integers(0, 600), st.integers(1, 600))
def test_one_piece_of_work_after_another_takes_as_long_as_both(
    unit: WorkingHours, start: datetime, first: int, second: int
) -> None:
    halfway = unit.after_hours(start, first / 60)
    assert unit.after_hours(halfway, second / 60) == unit.after_hours(start, (first + second) / 60)


@given(UNITS, NEAR_CHANGES, st.integers(-48, 48), st.integers(1, 12))
def test_work_is_as_many_hours_as_one_counts_on_the_wall(
    unit: WorkingHours, change: datetime, before: int, work: int
) -> None:
    start = change + before * HOUR
    done = unit.after_hours(start, work)
    quarters = range(int((done - start) / (HOUR / 4)))
    assert sum(on_the_wall(unit, start + n * HOUR / 4) for n in quarters) == 4 * work


def on_the_wall(unit: WorkingHours, moment: datetime) -> bool:
    """Whether the clock of the unit shows an hour of work: the plain way to say it."""
    local = moment.astimezone(ZoneInfo(unit.time_zone))
    slots = () if unit.is_holiday(local.date()) else unit.week[local.weekday()]
    return any(begins.hour <= local.hour < (ends.hour or 24) for begins, ends in slots)
