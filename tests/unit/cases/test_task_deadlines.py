"""When a task is due, when we remind of it, and what happens when time runs out."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kuultu.domain.calendar.opening_hours import USUAL_WEEK
from kuultu.domain.calendar.working_time import WorkingHours
from kuultu.domain.cases.decisions import Decision
from kuultu.domain.cases.payloads.putting_right import RemedyChoice
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_deadlines import (
    handed_to,
    has_run_out,
    kept_late,
    lapsed,
    may_remind,
    next_look,
    reminded,
    unreminded,
)
from kuultu.domain.cases.task_entry import Opening, TimeOut
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import ENTRIES, entry_of
from kuultu.domain.mail.task_mails import reminder_mail, task_mail
from tests.unit.helpers.builders import COLLEAGUE, DAY, NOW, WORKING, Life, case, opened

TICK = timedelta(microseconds=1)
OFFICE = WorkingHours("Europe/Helsinki", USUAL_WEEK, lambda day: day.month == 12 and day.day in {24, 25, 26})
FRIDAY_EVENING = datetime(2026, 11, 27, 14, tzinfo=UTC)
"""16:00 in Helsinki, an hour before closing."""

EXPIRING = [kind for kind, entry in ENTRIES.items() if entry.time_out is TimeOut.EXPIRES]
STAFF = [TaskKind.TRIAGE, TaskKind.CONCLUDE, TaskKind.PROPOSE_REMEDY, TaskKind.REPLY, TaskKind.DELIVER_REMEDY]


def task_of(kind: TaskKind, now: datetime = NOW) -> Task:
    return opened(Life().record, Opening(kind), now)


@pytest.mark.parametrize(
    ("kind", "due", "lapses"),
    [
        (TaskKind.TRIAGE, 1, 2),
        (TaskKind.STATEMENT, 1, 2),
        (TaskKind.TELL_MORE, 1, 2),
        (TaskKind.RETURN_PRODUCT, 5, 10),
        (TaskKind.INSPECT, 5, 6),
        (TaskKind.CONCLUDE, 1, 2),
        (TaskKind.CONFIRM_READ, 2, 5),
        (TaskKind.PROPOSE_REMEDY, 1, 2),
        (TaskKind.APPROVE_REMEDY, 1, 2),
        (TaskKind.REPLY, 1, 2),
        (TaskKind.CHOOSE_REMEDY, 3, 7),
        (TaskKind.DELIVER_REMEDY, 2, 3),
        (TaskKind.FOLLOW_UP, 14, 14),
        (TaskKind.END_REFLECTION, 1, 1),
    ],
)
def test_each_task_has_its_time(kind: TaskKind, due: int, lapses: int) -> None:
    task = task_of(kind)
    assert (task.due_at, task.lapses_at) == (NOW + due * DAY, NOW + lapses * DAY)


def test_an_answer_is_asked_for_by_the_promised_time_when_that_is_nearer() -> None:
    life = Life(promised_at=NOW + 0.5 * DAY).is_asked(TaskKind.REPLY)
    assert life.task(TaskKind.REPLY).due_at == life.task(TaskKind.REPLY).remind_at == NOW + 0.5 * DAY
    assert Life(promised_at=NOW - DAY).is_asked(TaskKind.REPLY).task(TaskKind.REPLY).due_at == NOW + DAY


def test_times_are_counted_in_working_hours() -> None:
    task = opened(Life().record, Opening(TaskKind.STATEMENT), FRIDAY_EVENING, OFFICE)
    assert task.due_at == datetime(2026, 11, 30, 14, tzinfo=UTC)
    assert task.lapses_at == datetime(2026, 12, 1, 14, tzinfo=UTC)


def test_nobody_is_reminded_before_the_due_time() -> None:
    task = task_of(TaskKind.TRIAGE)
    assert not may_remind(task, WORKING, task.due_at - TICK)
    assert may_remind(task, WORKING, task.due_at)


@pytest.mark.parametrize(
    ("moment", "reminds"),
    [
        (datetime(2026, 11, 28, 10, tzinfo=UTC), False),
        (datetime(2026, 11, 30, 6, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 30, 7, tzinfo=UTC), True),
        (datetime(2026, 11, 30, 15, tzinfo=UTC), False),
        (datetime(2026, 12, 24, 10, tzinfo=UTC), False),
        (datetime(2026, 12, 28, 10, tzinfo=UTC), True),
    ],
)
def test_reminders_come_in_working_hours_only(moment: datetime, reminds: bool) -> None:
    task = opened(Life().record, Opening(TaskKind.TRIAGE), NOW, OFFICE)
    assert may_remind(task, OFFICE, moment) is reminds


@pytest.mark.parametrize("end", ["decided", "expired", "lapsed"])
def test_nobody_is_reminded_of_what_has_ended(end: str) -> None:
    task = task_of(TaskKind.CHOOSE_REMEDY)
    decision = Decision("refund", RemedyChoice(), "customer", NOW)
    ended = {"decided": {"decision": decision}, "expired": {"expired": True}, "lapsed": {"lapsed_at": NOW}}
    assert not may_remind(replace(task, **ended[end]), WORKING, task.due_at + DAY)  # type: ignore[arg-type]


def test_staff_are_reminded_twice_half_a_day_apart_and_lose_the_task_half_a_day_later() -> None:
    task = task_of(TaskKind.TRIAGE)
    once = reminded(task, WORKING, NOW + DAY)
    assert (once.remind_at, once.lapses_at) == (NOW + 1.5 * DAY, NOW + 2 * DAY)
    twice = reminded(once, WORKING, NOW + 1.5 * DAY)
    assert (twice.remind_at, twice.lapses_at) == (None, NOW + 2 * DAY)
    assert twice.reminders == (NOW + DAY, NOW + 1.5 * DAY)


@pytest.mark.parametrize("kind", [TaskKind.TELL_MORE, TaskKind.RETURN_PRODUCT, TaskKind.CONFIRM_READ])
def test_customers_and_readers_are_reminded_once(kind: TaskKind) -> None:
    task = task_of(kind)
    assert reminded(task, WORKING, task.due_at).remind_at is None


def test_time_runs_out_once_all_reminders_were_sent_and_the_last_gap_is_over() -> None:
    task = task_of(TaskKind.TELL_MORE)
    asked_again = reminded(task, WORKING, task.due_at)
    assert not has_run_out(task, task.lapses_at + DAY)
    assert not has_run_out(asked_again, asked_again.lapses_at - TICK)
    assert has_run_out(asked_again, asked_again.lapses_at)
    assert not has_run_out(replace(asked_again, lapsed_at=NOW), asked_again.lapses_at)


@pytest.mark.parametrize("kind", [TaskKind.FIND_OUT, TaskKind.END_REFLECTION])
def test_what_nobody_has_to_do_never_runs_out_of_time(kind: TaskKind) -> None:
    assert not has_run_out(task_of(kind), NOW + 99 * DAY)


def test_after_a_late_sweep_nobody_loses_a_task_of_which_they_were_not_reminded_in_time() -> None:
    task = reminded(task_of(TaskKind.TRIAGE), WORKING, NOW + 10 * DAY)
    assert (task.remind_at, task.lapses_at) == (NOW + 10.5 * DAY, NOW + 11 * DAY)
    task = reminded(task, WORKING, NOW + 12 * DAY)
    assert (task.remind_at, task.lapses_at) == (None, NOW + 12.5 * DAY)


def test_a_late_reminder_keeps_no_offer_open_longer() -> None:
    task = task_of(TaskKind.CHOOSE_REMEDY)
    assert reminded(task, WORKING, NOW + 6.9 * DAY).lapses_at == task.lapses_at


@pytest.mark.parametrize("kind", STAFF)
def test_what_staff_left_undone_passes_to_the_manager_and_begins_anew(kind: TaskKind) -> None:
    task = reminded(task_of(kind), WORKING, NOW + DAY)
    passed = lapsed(task, case().manager, WORKING, NOW + 14 * DAY)
    assert (passed.assignee, passed.passed_on, passed.escalated) == (case().manager, 1, True)
    assert (passed.open, passed.ended, passed.reminders) == (True, False, ())
    assert passed.due_at == passed.remind_at == NOW + (14 + entry_of(kind).deadlines.due) * DAY


def test_what_nobody_stands_above_stays_with_its_assignee_and_begins_anew() -> None:
    task = replace(task_of(TaskKind.TRIAGE), assignee=case().manager)
    passed = lapsed(reminded(task, WORKING, NOW + DAY), None, WORKING, NOW + 2 * DAY)
    assert (passed.assignee, passed.escalated, passed.open) == (case().manager, True, True)
    assert (passed.reminders, passed.remind_at) == ((), NOW + 3 * DAY)


def test_what_stays_is_reminded_of_at_once_and_each_half_day_until_its_time_ends_again() -> None:
    passed = lapsed(replace(task_of(TaskKind.TRIAGE), assignee=case().manager), None, WORKING, NOW + 2 * DAY)
    kept = kept_late(passed, WORKING, NOW + 2 * DAY)
    assert (kept.reminders, kept.remind_at, kept.lapses_at) == ((NOW + 2 * DAY,), NOW + 2.5 * DAY, NOW + 3 * DAY)
    assert reminded(kept, WORKING, NOW + 2.5 * DAY).lapses_at == NOW + 3 * DAY


def test_of_whoever_is_away_the_time_runs_out_without_a_reminder() -> None:
    task = unreminded(task_of(TaskKind.STATEMENT))
    assert (task.remind_at, next_look(task)) == (None, task.lapses_at)


@pytest.mark.parametrize("kind", EXPIRING)
def test_what_nobody_else_can_do_instead_ends_with_its_time_on_record(kind: TaskKind) -> None:
    ended = lapsed(task_of(kind), case().manager, WORKING, NOW + 14 * DAY)
    assert (ended.open, ended.ended, ended.lapsed_at, ended.remind_at) == (False, True, NOW + 14 * DAY, None)


def test_a_choice_stays_open_beside_a_case_that_goes_on_without_it() -> None:
    ended = lapsed(task_of(TaskKind.CHOOSE_REMEDY), case().manager, WORKING, NOW + 7 * DAY)
    assert (ended.open, ended.ended, ended.expired) == (True, True, False)


def test_a_task_passed_on_by_hand_keeps_its_times() -> None:
    task = reminded(task_of(TaskKind.TRIAGE), WORKING, NOW + DAY)
    handed = handed_to(replace(task, escalated=True), COLLEAGUE)
    assert (handed.due_at, handed.reminders, handed.lapses_at) == (task.due_at, task.reminders, task.lapses_at)
    assert (handed.assignee, handed.passed_on, handed.escalated) == (COLLEAGUE, 1, False)


def test_the_sweep_looks_at_a_task_when_it_is_to_be_reminded_of_or_its_time_is_over() -> None:
    task = task_of(TaskKind.TRIAGE)
    assert next_look(task) == task.remind_at
    late = [replace(task, remind_at=None), replace(task, remind_at=NOW + 9 * DAY)]
    assert [next_look(one) for one in late] == [task.lapses_at] * 2


def test_every_mail_about_a_task_is_a_mail_of_its_own() -> None:
    task, mails = task_of(TaskKind.TRIAGE), []
    for hours in range(3):
        once = reminded(task, WORKING, NOW + hours * DAY / 24)
        twice = reminded(once, WORKING, NOW + (hours + 0.5) * DAY / 24)
        mails += [task_mail(task), reminder_mail(once), reminder_mail(twice)]
        task = lapsed(twice, case().manager, WORKING, NOW + (hours + 1) * DAY / 24)
    assert len({mail.id for mail in mails}) == 9
    kinds = ["task-triage", *["reminder-triage"] * 2, *(["escalation", *["reminder-triage"] * 2] * 2)]
    assert [mail.label for mail in mails] == kinds
