"""Executions that end before the case of their response is on record: the sweep begins the case again, once."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from kuultu.domain.cases.case import CaseRecord, Stage
from kuultu.errors import Gone
from kuultu.services import sweep
from kuultu.services.cases import handling_start
from kuultu.services.cases.workflow_steps import take_step
from kuultu.store import cases
from kuultu.store.responses import ResponseItem
from tests.integration import executions
from tests.integration.attention import due_keys, sweep_if_due
from tests.integration.mailbox import kinds_and_readers
from tests.integration.unfinished import falls_silent, finishes, says
from tests.integration.wire import Wire
from tests.integration.world import CUSTOMER, World

QUARTER = timedelta(minutes=15)


def is_swept(world: World) -> None:
    """A quarter of an hour passes, and the sweep comes by."""
    world.passes(QUARTER)
    assert sweep.sweep(world.now)["failed"] == 0


def test_f45_a_case_that_no_execution_opened_is_opened_by_another(world: World) -> None:
    case_id = world.hears()
    executions.end(case_id, "FAILED")
    is_swept(world)
    assert executions.running() == [f"{case_id}-2"]
    take_step("take_up", case_id, f"{case_id}-2", world.now)
    assert world.carries(case_id) is Stage.TRIAGE
    assert kinds_and_readers().count(("acknowledgement", CUSTOMER)) == 1


def test_f45_as_often_as_executions_end_without_a_case_the_next_sweep_starts_one_more(world: World) -> None:
    case_id = world.hears()
    for _ in range(3):
        executions.end(executions.running()[0], "FAILED")
        is_swept(world)
        sweep.sweep(world.now, everything=True)
    assert executions.executions() == [case_id, f"{case_id}-2", f"{case_id}-3", f"{case_id}-4"]


def test_f45_a_day_in_which_no_step_succeeds_leaves_no_one_unheard(world: World, wire: Wire, no_waiting: None) -> None:
    ids = [world.hears() for _ in range(3)]
    wire.refuse("StartExecution", "ThrottlingException")
    for case_id in ids:
        executions.end(case_id, "FAILED")
    for _ in range(96):
        world.passes(QUARTER)
        sweep_if_due(world.now)
    wire.heal()
    is_swept(world)
    assert sorted(executions.running()) == sorted(f"{case_id}-2" for case_id in ids)


def test_while_an_execution_is_about_to_open_the_case_the_sweep_starts_no_other(world: World) -> None:
    case_id = world.hears()
    for _ in range(4):
        is_swept(world)
    assert executions.executions() == [case_id]


def test_g3_an_execution_that_comes_late_finds_the_case_carried_by_the_one_that_opened_it(world: World) -> None:
    case_id = world.hears()
    executions.end(case_id, "FAILED")
    is_swept(world)
    take_step("take_up", case_id, f"{case_id}-2", world.now)
    assert world.record(case_id).case.execution == f"{case_id}-2"
    with pytest.raises(Gone):
        take_step("take_up", case_id, case_id, world.now)


def test_g3_of_two_executions_that_open_the_case_at_once_one_goes_on(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = world.hears()
    take_step("take_up", case_id, f"{case_id}-2", world.now)
    monkeypatch.setattr(cases, "load", _blind_once(cases.load))
    with pytest.raises(Gone):
        take_step("take_up", case_id, case_id, world.now)


def _blind_once(load: Callable[[str], CaseRecord | None]) -> Callable[[str], CaseRecord | None]:
    """Sees no case the first time, as a process that looked a moment before."""
    looks = iter([True])
    return lambda case_id: None if next(looks, False) else load(case_id)


def test_f45_a_crash_between_the_case_and_the_mark_is_mended_and_begins_nothing_more(world: World) -> None:
    case_id = world.begins_case()
    ResponseItem(case_id).update(
        [
            ResponseItem.handled_at.remove(),
            ResponseItem.attention.set("open"),
            ResponseItem.attend_at.set(world.now),
        ]
    )
    executions.end(case_id)
    sweep.sweep(world.now)
    assert due_keys("responses", world.now + QUARTER) == []
    assert executions.executions() == [case_id]


def test_f45_a_partial_answer_whose_execution_ended_is_begun_again(world: World) -> None:
    response_id = says(world)
    world.passes(timedelta(minutes=30))
    sweep.sweep(world.now)
    executions.end(response_id, "FAILED")
    is_swept(world)
    assert executions.running() == [f"{response_id}-2"]


def test_f45_an_answer_that_was_finished_before_the_case_was_there_opens_it(world: World) -> None:
    response_id = says(world)
    world.passes(timedelta(minutes=30))
    sweep.sweep(world.now)
    executions.end(response_id, "FAILED")
    finishes(world, answers={"nps": 3, "why": "Kansi puuttui."})
    assert world.carries(response_id) is Stage.TRIAGE
    assert due_keys("responses", world.now + QUARTER) == []


def test_a_response_of_the_earlier_release_that_was_started_and_not_marked_is_opened_once(world: World) -> None:
    case_id = world.hears()
    ResponseItem(case_id).update([ResponseItem.execution.remove()])
    executions.end(case_id, "FAILED")
    is_swept(world)
    is_swept(world)
    assert executions.running() == [f"{case_id}-2"]


def test_a_finished_answer_is_merged_by_the_stream_without_the_sweep(world: World) -> None:
    case_id = falls_silent(world)
    says(world, partial=False)
    assert kinds_and_readers().count(("acknowledgement", CUSTOMER)) == 1
    assert ResponseItem.get(case_id).attention is None


def test_f18_an_opened_case_is_begun_no_more_after_ninety_one_days(world: World) -> None:
    case_id = world.begins_case()
    world.passes(timedelta(days=91))
    executions.forget_all()
    handling_start.begin_handling(case_id, world.now)
    assert executions.executions() == []
