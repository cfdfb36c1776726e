"""What nobody did in time: a request expires, what staff were asked passes to the manager; a decision stands."""

from datetime import timedelta

from kuultu.domain.case import Outcome, Stage, TaskKind
from kuultu.services import sweeping
from tests.integration.mailbox import kinds_and_readers, last
from tests.integration.world import DAY, MANAGER, World


def sweep(world: World, *, everything: bool = False) -> dict[str, int]:
    return sweeping.sweep(world.now, everything=everything)


def test_a_follow_up_that_nobody_answered_expires_and_the_case_closes_as_silent(world: World) -> None:
    case_id = world.comes_to_follow_up()
    world.passes(14 * DAY)
    sweep(world)
    assert world.carries(case_id) is Stage.CLOSED
    assert world.file(case_id).case.outcome is Outcome.SILENT


def test_a_follow_up_stays_open_until_its_last_moment(world: World) -> None:
    case_id = world.comes_to_follow_up()
    world.passes(14 * DAY - timedelta(seconds=1))
    sweep(world)
    task = world.file(case_id).task(TaskKind.FOLLOW_UP)
    assert task is not None
    assert task.open


def test_a_customer_who_answers_after_the_time_is_told_that_it_has_passed(world: World) -> None:
    world.comes_to_follow_up()
    world.passes(14 * DAY)
    sweep(world)
    sight = world.clicks(last("follow-up").link, "solved")
    assert sight is not None
    assert sight.status == 410


def test_what_the_owner_left_undone_passes_to_the_manager_who_is_written_to_once(world: World) -> None:
    case_id = world.begins_case()
    old_link = last("task-triage").link
    world.passes(14 * DAY)
    for _ in range(3):
        sweep(world)
    assert kinds_and_readers()[3:] == [("escalation", MANAGER)]
    assert world.file(case_id).case.owner.email == MANAGER
    sight = world.clicks(old_link, "handle")
    assert sight is not None
    assert (sight.status, sight.problem.code) == (410, "handed-over")


def test_the_manager_can_do_what_passed_to_them(world: World) -> None:
    case_id = world.begins_case()
    world.passes(14 * DAY)
    sweep(world)
    assert world.clicks(last("escalation").link, "handle") is None
    world.carries(case_id)
    assert last("task-conclude").to == MANAGER


def test_a_manager_who_does_nothing_is_written_to_again_and_the_case_stays_open(world: World) -> None:
    case_id = world.begins_case()
    for _ in range(3):
        world.passes(14 * DAY)
        sweep(world)
    assert kinds_and_readers()[3:] == [("escalation", MANAGER)] * 3
    assert world.file(case_id).case.outcome is None


def test_a_task_that_lapsed_while_the_workflow_timed_out_is_passed_on_once(world: World) -> None:
    case_id = world.begins_case()
    world.passes(14 * DAY)
    sweep(world)
    world.carries(case_id)
    assert kinds_and_readers()[3:] == [("escalation", MANAGER)]


def test_the_workflow_that_comes_first_passes_it_on_and_the_sweep_has_nothing_to_add(world: World) -> None:
    case_id = world.begins_case()
    world.passes(14 * DAY)
    world.carries(case_id)
    sweep(world)
    assert kinds_and_readers()[3:] == [("escalation", MANAGER)]
