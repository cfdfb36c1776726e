"""Reminders: in working hours, of what is undone, and of nothing else."""

from datetime import UTC, datetime, timedelta

import pytest

from kuultu.domain.cases.decisions import Decision
from kuultu.domain.cases.payloads.finding_out import Triage
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.services import sweep as sweeping
from kuultu.services.cases import due_tasks
from kuultu.services.dossiers import dossier_of
from kuultu.store import tasks
from tests.integration.attention import sweep_if_due
from tests.integration.mailbox import kinds_and_readers, last, mailbox
from tests.integration.world import DAY, OWNER, World

HOUR = timedelta(hours=1)
FRIDAY_AFTERNOON = datetime(2026, 11, 27, 14, 30, tzinfo=UTC)
CHRISTMAS_WEEK = datetime(2026, 12, 23, 8, 0, tzinfo=UTC)


def reminders() -> list[str]:
    """The kinds of the reminders that were sent."""
    return [kind for kind, _ in kinds_and_readers() if kind.startswith("reminder-")]


def sweeps_every_hour(world: World, until: datetime) -> None:
    """The sweep runs each hour."""
    while world.now < until:
        world.passes(HOUR)
        sweep_if_due(world.now)


def triage_of(world: World, case_id: str) -> Task:
    task = world.record(case_id).task(TaskKind.TRIAGE)
    assert task
    return task


def test_the_owner_is_reminded_when_the_task_is_due_and_not_before(world: World) -> None:
    world.begins_case(contact=None)
    world.passes(DAY - HOUR)
    sweeping.sweep(world.now)
    assert reminders() == []
    world.passes(HOUR)
    sweeping.sweep(world.now)
    assert kinds_and_readers()[-1] == ("reminder-triage", OWNER)


@pytest.mark.parametrize(
    ("asked_at", "not_before", "by"),
    [
        (FRIDAY_AFTERNOON, datetime(2026, 11, 30, 13, 30, tzinfo=UTC), datetime(2026, 11, 30, 14, 30, tzinfo=UTC)),
        (CHRISTMAS_WEEK, datetime(2026, 12, 28, 7, 0, tzinfo=UTC), datetime(2026, 12, 28, 9, 0, tzinfo=UTC)),
    ],
    ids=["weekend", "christmas"],
)
def test_nobody_is_reminded_at_night_at_the_weekend_or_at_christmas(
    world: World, asked_at: datetime, not_before: datetime, by: datetime
) -> None:
    world.now = asked_at
    world.begins_case(contact=None)
    sweeps_every_hour(world, not_before)
    assert reminders() == []
    sweeps_every_hour(world, by)
    assert reminders() == ["reminder-triage"]


def test_f40_two_sweeps_at_once_remind_once(world: World) -> None:
    case_id = world.begins_case(contact=None)
    world.passes(DAY)
    dossier, task = dossier_of(case_id), triage_of(world, case_id)
    for _ in range(2):
        due_tasks.remind(dossier, task, world.now)
    sweeping.sweep(world.now)
    assert reminders() == ["reminder-triage"]


def test_an_answer_given_while_the_reminder_is_being_sent_wins(world: World) -> None:
    case_id = world.begins_case(contact=None)
    world.passes(DAY)
    dossier, task = dossier_of(case_id), triage_of(world, case_id)
    tasks.decide(task, Decision("handle", Triage(), OWNER, world.now))
    due_tasks.remind(dossier, task, world.now)
    assert reminders() == []


def test_each_reminder_has_a_link_of_its_own_and_the_earlier_ones_still_work(world: World) -> None:
    world.begins_case(contact=None)
    first = last("task-triage").link
    world.passes(DAY)
    sweeping.sweep(world.now)
    assert last("reminder-triage").link != first
    assert world.clicks(first, "handle") is None


@pytest.mark.parametrize("kind", ["tell_more", "statement"])
def test_whoever_is_asked_is_reminded_and_then_left_in_peace(world: World, kind: str) -> None:
    case_id = world.begins_case()
    asked = {"tell_more": {"ask_customer": "Missä lommo on?"}, "statement": {"third_party_email": "kuski@example.com"}}
    world.triages(case_id, **asked[kind])
    sweeps_every_hour(world, world.now + 4 * DAY)
    assert reminders().count(f"reminder-{kind}") == (1 if kind == "tell_more" else 2)
    world.carries(case_id)
    assert last("task-conclude").to == OWNER


def test_a_task_that_passes_on_for_the_eleventh_time_is_still_reminded_of_and_tells_no_news(world: World) -> None:
    case_id = world.comes_to_conclude()
    while world.task(case_id, TaskKind.CONCLUDE).passed_on < 11:
        world.passes(DAY / 2)
        assert sweeping.sweep(world.now)["failed"] == 0
    subjects = [mail.subject for mail in mailbox()]
    assert subjects.count("1 asia odottaa sinua") >= 11
    assert not any(subject.startswith("Uutta tietoa") for subject in subjects)
