"""What nobody did in time: a request expires, what staff were asked passes to the manager; a decision stands."""

from datetime import timedelta

from kuultu.domain.cases.case import Outcome, Stage
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.services import sweep as sweeping
from tests.integration.mailbox import kinds_and_readers, last
from tests.integration.world import DAY, MANAGER, OWNER, World

DEPUTY = "manager.turku@example.com"
"""Stands in for the manager."""
UNDONE = [("reminder-triage", OWNER), ("reminder-triage", OWNER), ("yours", OWNER), ("escalation", MANAGER)]


def sweep(world: World) -> dict[str, int]:
    return sweeping.sweep(world.now)


def leaves_it_undone(world: World, days: int = 3) -> None:
    """One sweep a day."""
    for _ in range(days):
        world.passes(DAY)
        sweep(world)


def staff_case(world: World) -> str:
    """A case of somebody unknown: whatever mail comes after the first two is about what staff did not do."""
    return world.begins_case(contact=None)


def test_a_follow_up_that_nobody_answered_expires_and_the_case_closes_as_silent(world: World) -> None:
    case_id = world.comes_to_follow_up()
    world.passes(14 * DAY)
    sweep(world)
    assert world.carries(case_id) is Stage.CLOSED
    assert world.record(case_id).case.outcome is Outcome.SILENT


def test_a_follow_up_stays_open_until_its_last_moment(world: World) -> None:
    case_id = world.comes_to_follow_up()
    world.passes(14 * DAY - timedelta(seconds=1))
    sweep(world)
    task = world.record(case_id).task(TaskKind.FOLLOW_UP)
    assert task is not None
    assert task.open


def test_a_customer_who_answers_after_the_time_is_told_that_it_has_passed(world: World) -> None:
    world.comes_to_follow_up()
    world.passes(14 * DAY)
    sweep(world)
    view = world.clicks(last("follow-up").link, "solved")
    assert view is not None
    assert view.problem
    assert view.problem.status == 410


def test_what_the_owner_left_undone_passes_to_the_manager_after_two_reminders(world: World) -> None:
    case_id = staff_case(world)
    old_link = last("task-triage").link
    leaves_it_undone(world)
    sweep(world)
    assert kinds_and_readers()[2:] == UNDONE
    assert world.record(case_id).case.owner.email == MANAGER
    view = world.clicks(old_link, "handle")
    assert view is not None
    assert view.problem is not None
    assert (view.problem.status, view.problem.code) == (410, "handed-over")


def test_the_manager_can_do_what_passed_to_them(world: World) -> None:
    case_id = staff_case(world)
    leaves_it_undone(world)
    assert world.clicks(last("escalation").link, "handle") is None
    world.carries(case_id)
    assert last("task-conclude").to == MANAGER


def test_what_a_manager_leaves_undone_passes_to_the_line_above_and_the_case_stays_open(world: World) -> None:
    case_id = staff_case(world)
    leaves_it_undone(world, days=12)  # a weekend is among them
    assert kinds_and_readers()[5:] == [
        ("escalation", MANAGER),
        *[("digest", MANAGER)] * 2,
        ("yours", MANAGER),
        ("escalation", DEPUTY),
        *[("digest", DEPUTY)] * 2,
        *[("yours", DEPUTY), ("yours", MANAGER)],
        ("escalation", "director@example.com"),
    ]
    assert world.record(case_id).case.outcome is None


def test_a_task_that_lapsed_while_the_workflow_timed_out_is_passed_on_once(world: World) -> None:
    case_id = staff_case(world)
    leaves_it_undone(world)
    world.carries(case_id)
    assert kinds_and_readers()[2:] == UNDONE


def test_the_workflow_that_comes_first_passes_it_on_and_the_sweep_has_nothing_to_add(world: World) -> None:
    case_id = staff_case(world)
    leaves_it_undone(world, days=2)
    world.passes(DAY)
    world.carries(case_id)
    sweep(world)
    assert kinds_and_readers()[2:] == UNDONE
