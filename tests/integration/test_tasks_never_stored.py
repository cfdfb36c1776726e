"""A Lambda can die before it has stored the task that the workflow waits for: the sweep carries the case on."""

from datetime import timedelta

import pytest

from kuultu.domain.cases.case import Stage
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.services import sweep
from kuultu.store.case_items import CasePartitionItem
from tests.integration import executions
from tests.integration.wire import Wire
from tests.integration.world import World

HOUR = timedelta(hours=1)


def is_looked_at(world: World) -> None:
    """An hour passes, and the sweep looks at the case."""
    world.passes(HOUR)
    assert sweep.sweep(world.now)["failed"] == 0


def loses(world: World, case_id: str, kind: TaskKind) -> None:
    """The task was never stored."""
    CasePartitionItem(case_id, world.task(case_id, kind).key).delete()


def test_a_case_that_waits_for_a_triage_that_is_not_there_is_carried_on(world: World) -> None:
    case_id = world.begins_case()
    loses(world, case_id, TaskKind.TRIAGE)
    is_looked_at(world)
    assert executions.running() == [f"{case_id}-2"]
    assert world.carries(case_id) is Stage.TRIAGE


@pytest.mark.parametrize("kind", [TaskKind.CONCLUDE, TaskKind.FOLLOW_UP])
def test_a_case_that_waits_for_a_task_that_is_not_there_after_a_wait_is_carried_on(
    world: World, kind: TaskKind
) -> None:
    case_id = world.comes_to_conclude() if kind is TaskKind.CONCLUDE else world.comes_to_follow_up()
    loses(world, case_id, kind)
    is_looked_at(world)
    assert executions.running() == [f"{case_id}-2"]


def test_a_case_whose_task_is_there_or_whose_time_has_not_come_is_left_alone(world: World) -> None:
    case_id = world.begins_case()
    is_looked_at(world)
    world.triages(case_id)
    is_looked_at(world)
    assert executions.executions() == [case_id]


def test_an_execution_that_has_ended_meanwhile_is_no_fault_when_it_is_stopped(world: World, wire: Wire) -> None:
    case_id = world.begins_case()
    executions.end(case_id, "FAILED")
    wire.refuse("StopExecution", "ValidationException")
    is_looked_at(world)
    assert executions.running() == [f"{case_id}-2"]
