"""The next look at an open case: by the promise, by the waits of the workflow, and in the night."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kuultu.domain.cases.case import CaseRecord
from kuultu.domain.cases.case_looks import NIGHT, next_look_at, next_night_look
from kuultu.domain.cases.lifecycle import case_of_execution
from kuultu.domain.cases.promise import Watch
from kuultu.domain.cases.stages import TIME_TO_ASK
from tests.unit.helpers.builders import CLOCKS, case

HELSINKI = "Europe/Helsinki"
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
MIDNIGHT = datetime(2026, 11, 23, 22, 0, tzinfo=UTC)
"""Midnight in Helsinki."""


def looked_at(now: datetime, watch: Watch | None = None, **changes: object) -> datetime:
    one = replace(case(), **changes)  # type: ignore[arg-type]
    return next_look_at(CaseRecord(one, ()), watch, CLOCKS, HELSINKI, now)


def test_the_looks_of_a_night_are_spread_from_midnight_to_five_by_the_units_clock() -> None:
    looks = [next_night_look(f"case-{number}", DAY, HELSINKI, MIDNIGHT - DAY / 2) for number in range(500)]
    assert all(MIDNIGHT <= look < MIDNIGHT + NIGHT for look in looks)
    assert max(looks) - min(looks) > 0.9 * NIGHT


def test_a_look_that_is_over_comes_again_in_the_next_night() -> None:
    look = next_night_look("a", DAY, HELSINKI, MIDNIGHT - MINUTE)
    assert next_night_look("a", DAY, HELSINKI, look) == look + DAY


def test_the_night_of_a_change_of_the_clocks_has_its_look_too() -> None:
    before = datetime(2027, 3, 27, 12, 0, tzinfo=UTC)
    look = next_night_look("a", DAY, HELSINKI, before)
    assert timedelta(hours=10) <= look - before < timedelta(hours=15)


def test_on_a_fast_clock_a_case_is_looked_at_once_in_a_day_of_its_own() -> None:
    assert next_night_look("a", MINUTE, HELSINKI, MIDNIGHT) == MIDNIGHT + MINUTE


@pytest.mark.parametrize("wait", ["round_began_at", "reflection_planned_until", "follow_up_at"])
def test_a_case_is_looked_at_when_the_workflow_must_have_asked_for_a_task(wait: str) -> None:
    now, past = MIDNIGHT - DAY / 2, MIDNIGHT - 9 * DAY
    waits = {"round_began_at": past, "reflection_planned_until": past, "follow_up_at": past} | {wait: now}
    assert looked_at(now, **waits) == now + TIME_TO_ASK


def test_the_promise_is_looked_at_when_it_asks_for_a_step() -> None:
    now, past = MIDNIGHT - DAY / 2, MIDNIGHT - 9 * DAY
    over = {"round_began_at": past, "reflection_planned_until": past}
    assert looked_at(now, Watch(now + 60 * MINUTE, None, None), **over) == now + 60 * MINUTE
    assert looked_at(now, Watch(now - MINUTE, None, None), **over) == now + 10 * MINUTE
    assert looked_at(now, Watch(None, None, None), **over) >= MIDNIGHT


def test_pauses_double_from_the_next_sweep_on_up_to_a_day() -> None:
    pauses = [CLOCKS.pause_after(failures) / MINUTE for failures in (1, 2, 3, 4, 8, 9, 99)]
    assert pauses == [10, 25, 55, 115, 1435, 1435, 1435]


@pytest.mark.parametrize("name", ["abc", "abc-2", "abc-17"])
def test_the_name_of_an_execution_tells_its_case(name: str) -> None:
    assert case_of_execution(name) == "abc"
