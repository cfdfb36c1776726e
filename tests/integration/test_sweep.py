"""The sweep: what the stream lost, what was left half done, what time has closed, what nobody carries any more."""

from datetime import timedelta

import pytest

from kuultu.domain.cases.decisions import Decision
from kuultu.domain.cases.payloads.finding_out import Triage
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.services import sweep as sweeping
from kuultu.services.cases.executions import carry_on
from kuultu.services.dossiers import dossier_of
from kuultu.services.protection.admission import Sender
from kuultu.services.responses.response_recording import record_response
from kuultu.store import tasks
from kuultu.store.responses import ResponseItem
from tests.integration import executions
from tests.integration.attention import due_keys
from tests.integration.mailbox import kinds_and_readers, mailbox
from tests.integration.wire import Wire
from tests.integration.world import CUSTOMER, DAY, OWNER, World, submission

MINUTE = timedelta(minutes=1)


def sweep(world: World, *, everything: bool = False) -> dict[str, int]:
    return sweeping.sweep(world.now, everything=everything)


def only_stored(world: World, **changes: object) -> str:
    """A response that the stream never told of."""
    sender = Sender("192.0.2.1")
    return record_response("after-purchase", submission(**changes), None, sender, world.now).response_id


def test_g3_f14_the_sweep_starts_the_case_that_the_stream_lost_and_only_once(world: World) -> None:
    response_id = only_stored(world)
    world.passes(2 * MINUTE)
    for _ in range(3):
        sweep(world)
        world.passes(15 * MINUTE)
    assert executions.executions() == [response_id]


def test_the_sweep_leaves_a_response_to_the_stream_for_a_minute(world: World) -> None:
    only_stored(world)
    assert sweep(world)["responses"] == 0
    assert executions.executions() == []


def test_the_sweep_thanks_whom_the_stream_forgot(world: World) -> None:
    only_stored(world, answers={"nps": 10})
    world.passes(2 * MINUTE)
    sweep(world)
    sweep(world)
    assert kinds_and_readers() == [("thanks", CUSTOMER)]


def test_one_item_that_fails_does_not_stop_the_rest(world: World) -> None:
    poison = only_stored(world)
    ResponseItem(poison).update([ResponseItem.contact.set("no such thing")])
    good = only_stored(world)
    world.passes(2 * MINUTE)
    assert sweep(world) == {"responses": 2, "cases": 0, "mails": 0, "failed": 1}
    assert executions.executions() == [good]


def test_f35_the_sweep_tells_the_workflow_what_a_crash_left_untold(world: World, wire: Wire) -> None:
    case_id = world.begins_case()
    task = world.task(case_id, TaskKind.TRIAGE)
    tasks.decide(task, Decision("handle", Triage("pekka@example.com"), OWNER, world.now))
    sweep(world)
    assert wire.sent.count("SendTaskSuccess") == 1
    assert world.record(case_id).case.owner.email == "pekka@example.com"


def test_what_was_told_is_not_told_again(world: World, wire: Wire) -> None:
    case_id = world.begins_case()
    tasks.decide(world.task(case_id, TaskKind.TRIAGE), Decision("handle", Triage(), OWNER, world.now))
    sweep(world)
    world.passes(MINUTE)
    sweep(world)
    assert wire.sent.count("SendTaskSuccess") == 1


def test_f35_a_workflow_that_could_not_be_told_is_told_by_the_next_sweep(
    world: World, wire: Wire, no_waiting: None
) -> None:
    case_id = world.begins_case()
    wire.refuse("SendTaskSuccess", "ThrottlingException")
    tasks.decide(world.task(case_id, TaskKind.TRIAGE), Decision("handle", Triage(), OWNER, world.now))
    sweep(world)
    wire.heal()
    sweep(world)
    assert due_keys("cases", world.now) == []


def test_a_case_whose_execution_is_gone_without_word_is_carried_on_in_the_night_in_one_new_one(world: World) -> None:
    case_id = world.begins_case()
    executions.forget_all()
    world.passes(DAY)
    sweep(world)
    sweep(world)
    assert executions.running() == [f"{case_id}-2"]


def test_a_case_whose_executions_are_lost_again_and_again_gets_a_new_one_each_time(world: World) -> None:
    case_id = world.begins_case()
    for _ in range(3):
        executions.end(executions.running()[0], "FAILED")
        world.passes(timedelta(hours=1))
        sweep(world)
    assert executions.executions() == [case_id, f"{case_id}-2", f"{case_id}-3", f"{case_id}-4"]


def test_f40_r09_two_sweeps_at_once_carry_a_case_on_in_one_new_execution(world: World) -> None:
    case_id = world.begins_case()
    executions.forget_all()
    seen_by_both = dossier_of(case_id)
    carry_on(seen_by_both, "The first.", world.now)
    executions.forget_all()
    carry_on(seen_by_both, "The second.", world.now)
    assert executions.executions() == []


def test_a_case_whose_execution_failed_is_carried_on_and_no_mail_is_repeated(world: World) -> None:
    case_id = world.begins_case()
    before = kinds_and_readers()
    executions.end(case_id, "FAILED")
    world.passes(timedelta(hours=1))
    sweep(world)
    world.carries(case_id)
    assert executions.running() == [f"{case_id}-2"]
    assert kinds_and_readers() == before


def test_a_case_that_is_carried_is_looked_at_after_its_beginning_and_in_each_night(world: World, wire: Wire) -> None:
    world.begins_case(contact=None)
    looks = []
    for _ in range(2 * 24 * 4):
        world.passes(15 * MINUTE)
        before = wire.sent.count("DescribeExecution")
        sweep(world)
        looks += [world.now.hour] * (wire.sent.count("DescribeExecution") - before)
    assert len(looks) == 4
    assert [hour in {22, 23, 0, 1, 2, 3} for hour in looks] == [False, True, False, True]


def test_an_execution_that_has_failed_is_replaced_by_the_next_sweep(world: World) -> None:
    case_id = world.begins_case()
    executions.end(case_id, "TIMED_OUT")
    sweep(world)
    assert executions.running() == [f"{case_id}-2"]
    assert executions.untold() == 0


def test_word_of_an_execution_that_carries_its_case_no_longer_changes_nothing(world: World) -> None:
    case_id = world.begins_case()
    carry_on(dossier_of(case_id), "Somebody wanted it.", world.now)
    executions.end(case_id, "ABORTED")
    assert sweep(world)["cases"] == 0
    assert (executions.running(), executions.untold()) == ([f"{case_id}-2"], 0)


def test_word_of_an_ended_execution_stays_while_the_case_cannot_be_reached(
    world: World, wire: Wire, no_waiting: None
) -> None:
    case_id = world.begins_case()
    executions.end(case_id, "FAILED")
    wire.refuse("UpdateItem", "InternalServerError", status=500)
    sweep(world)
    wire.heal()
    assert executions.untold() == 1
    world.passes(15 * MINUTE)
    sweep(world)
    assert executions.running() == [f"{case_id}-2"]


@pytest.mark.parametrize("message", ["{", "[]", '{"detail": {}}', "null"])
def test_a_message_that_cannot_be_read_is_counted_and_deleted(
    world: World, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    executions.tells(message)
    sweep(world)
    assert executions.untold() == 0
    assert "UnexpectedError" in capsys.readouterr().out


def test_after_an_interruption_everything_open_is_looked_at_at_once(world: World) -> None:
    case_id = world.begins_case()
    executions.forget_all()
    assert sweep(world)["cases"] == 0
    sweep(world, everything=True)
    assert executions.running() == [f"{case_id}-2"]


def test_resuming_does_not_hurry_what_time_has_to_do(world: World) -> None:
    case_id = world.begins_case()
    sweep(world, everything=True)
    task = world.task(case_id, TaskKind.TRIAGE)
    assert (task.open, task.passed_on) == (True, 0)
    assert len(mailbox()) == 3


def test_a_closed_case_is_nobodys_business_any_more(world: World) -> None:
    case_id = world.begins_case()
    world.triages(case_id, "not_a_complaint")
    executions.forget_all()
    world.passes(30 * DAY)
    sweep(world, everything=True)
    assert executions.executions() == []


def test_the_handler_sweeps_what_is_due_and_resumes_when_it_is_asked_to(world: World) -> None:
    from sweep.handler import handle

    only_stored(world)
    assert handle({}, None) == {"responses": 0, "cases": 0, "mails": 0, "failed": 0}
    assert handle({"resume": True}, None)["responses"] == 1
