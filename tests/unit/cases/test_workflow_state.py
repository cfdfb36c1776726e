"""What the workflow is told of a case, and under which names it carries it."""

from dataclasses import replace
from datetime import timedelta

from kuultu.domain.cases import lifecycle as rules
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.workflow_state import timestamp, workflow_state
from tests.unit.helpers.builders import NOW, Life, case

TICK = timedelta(microseconds=1)


def test_each_execution_of_a_case_has_a_name_of_its_own() -> None:
    names = [rules.next_execution(case().id, "")]
    carried = case()
    for _ in range(11):
        carried = replace(carried, execution=rules.next_execution(carried.id, rules.execution_of(carried)))
        names.append(rules.execution_of(carried))
    assert names[0] == case().id
    assert (names[1], names[-1]) == (f"{case().id}-2", f"{case().id}-12")
    assert len(set(names)) == 12


def test_the_workflow_is_told_ids_stages_and_times_and_nothing_else() -> None:
    told = workflow_state(Life().is_answered().record)
    assert told == {
        "stage": "wait",
        "reflection_ends_at": "2026-11-24T09:30:00.000Z",
        "follow_up_at": "2026-11-30T09:30:00.000Z",
    }


def test_a_time_for_the_workflow_is_rounded_so_that_it_never_wakes_too_early() -> None:
    assert timestamp(NOW + TICK) == "2026-11-23T09:30:00.001Z"
    assert timestamp(NOW + timedelta(microseconds=999_001)) == "2026-11-23T09:30:01.000Z"


def test_a_task_is_found_in_its_own_round_only() -> None:
    file = Life().decides(TaskKind.TRIAGE, "handle").is_reopened().record
    assert file.task(TaskKind.TRIAGE) is None
    assert file.task(TaskKind.TRIAGE, 1) is not None
