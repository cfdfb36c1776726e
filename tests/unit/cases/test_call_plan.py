"""The plan of calls: when an attempt is made, mailed and due."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kuultu.domain.calendar.typed_time import is_moment, moment_in
from kuultu.domain.cases.call_plan import LONGEST_WAIT, begins_at, begun, has_own_mail, is_planned, next_call_at
from kuultu.domain.cases.calls import (
    open_call_beside,
)
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_deadlines import lapses
from kuultu.domain.cases.task_kind import TaskKind
from tests.unit.helpers.builders import (
    DAY,
    NOW,
    Life,
)
from tests.unit.helpers.callers import (
    CALL,
    REPLIED,
    REPLY,
    by_phone,
    called,
    to_answer,
)


def planned(choice: str, *, life: Life | None = None, **fields: str) -> Task:
    """The attempt after the first one, which ended so."""
    life = called(life or to_answer(), REPLIED, choice, **fields)
    return life.is_asked(CALL, "reply-1-2").task(CALL, "reply-1-2")


def test_the_next_attempt_is_made_on_a_later_day_at_another_time_and_mailed_a_little_earlier() -> None:
    task = planned("not_reached")
    assert begins_at(task) == NOW + 4 * DAY / 3
    assert task.remind_at == NOW + 4 * DAY / 3 - timedelta(minutes=15)
    assert task.due_at == NOW + 7 * DAY / 3
    assert is_planned(task)
    assert not has_own_mail(task)


def test_a_planned_call_that_has_begun_is_due_like_any_other() -> None:
    task = begun(planned("not_reached"))
    assert task.remind_at == task.due_at
    assert not is_planned(task)
    assert has_own_mail(task)


@pytest.mark.parametrize(
    ("agreed", "days"),
    [("", 1), ((NOW + 2 * DAY).isoformat(), 2), ((NOW + 90 * DAY).isoformat(), LONGEST_WAIT), (NOW.isoformat(), None)],
)
def test_a_call_that_is_put_off_comes_as_agreed_but_not_after_the_plan(agreed: str, days: int | None) -> None:
    task = planned("will_call", call_again_at=agreed)
    assert begins_at(task) == (None if days is None else NOW + days * DAY)


def test_a_call_beside_a_letter_has_no_deadline_of_its_own() -> None:
    both = Life(phone=True).is_concluded().offers("refund")
    first = both.is_asked(CALL, "reply-1-1").task(CALL, "reply-1-1")
    assert not lapses(first)
    assert (first.remind_at, has_own_mail(first)) == (None, False)
    second = planned("not_reached", life=Life(phone=True).is_concluded().offers("refund"))
    assert begun(second).remind_at is None
    assert has_own_mail(begun(second))


def test_the_question_goes_on_to_the_next_attempt() -> None:
    life = by_phone().is_asked(CALL, "tell_more-0f3a-1", question="Missä?", role="customer")
    life.decides(CALL, "not_reached", "tell_more-0f3a-1").is_asked(CALL, "tell_more-0f3a-2")
    assert life.task(CALL, "tell_more-0f3a-2").details["question"] == "Missä?"
    assert next_call_at(life.record) == NOW + 4 * DAY / 3
    assert next_call_at(by_phone().record) is None


def test_a_call_that_comes_in_another_mail_is_found_there() -> None:
    life = Life(phone=True, urgent=True).is_asked(CALL, "safety-1-1")
    assert open_call_beside(life.record, TaskKind.TRIAGE) == life.task(CALL, "safety-1-1")
    assert open_call_beside(life.record, REPLY) is None
    assert open_call_beside(life.record, TaskKind.CONCLUDE) is None


def test_a_call_about_safety_is_mailed_alone_once_it_has_passed_on() -> None:
    task = Life(phone=True, urgent=True).is_asked(CALL, "safety-1-1").task(CALL, "safety-1-1")
    assert not has_own_mail(task)
    assert has_own_mail(replace(task, passed_on=1))


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2026-11-25T14:30", datetime(2026, 11, 25, 12, 30, tzinfo=UTC)),
        ("2026-11-25", datetime(2026, 11, 25, 10, 0, tzinfo=UTC)),
        ("2026-11-25 14:30:00+01:00", datetime(2026, 11, 25, 13, 30, tzinfo=UTC)),
    ],
)
def test_a_typed_time_is_read_in_the_time_zone_of_the_unit(typed: str, moment: datetime) -> None:
    assert is_moment(typed)
    assert moment_in(typed, "Europe/Helsinki") == moment


@pytest.mark.parametrize("typed", ["huomenna", "2026-13-01T10:00", "0001-01-01T00:00", "9999-01-01"])
def test_what_is_no_time_is_none(typed: str) -> None:
    assert not is_moment(typed)


def test_whatever_is_no_call_has_a_mail_of_its_own() -> None:
    assert has_own_mail(Life().is_asked(REPLY).task(REPLY))
