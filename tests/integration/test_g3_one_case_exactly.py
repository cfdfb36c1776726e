"""Promise G3: one negative response is exactly one case, however often and in whatever order the stream tells of it."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from kuultu.domain.cases.case import Stage
from kuultu.services.cases import handling_start
from kuultu.store.attention import attention_of
from kuultu.store.responses import ResponseItem
from tests.integration import executions
from tests.integration.mailbox import kinds_and_readers
from tests.integration.stream import deliver, record, respond
from tests.integration.wire import Wire
from tests.integration.world import World

pytestmark = pytest.mark.usefixtures("aws")


def test_an_unhappy_response_starts_one_execution_named_after_it() -> None:
    response_id = respond()
    assert deliver(record(response_id)) == []
    assert executions.running() == [response_id]


def test_the_execution_is_told_the_id_and_how_long_to_wait_and_nothing_of_the_customer() -> None:
    response_id = respond()
    deliver(record(response_id))
    told = json.loads(executions.inputs()[0])
    assert told == {"case_id": response_id, "waits": {"answer_seconds": 14 * 86_400 + 5}}


def test_f10_ten_deliveries_of_a_record_start_one_execution() -> None:
    response_id = respond()
    for number in range(10):
        assert deliver(record(response_id, number=number)) == []
    assert executions.executions() == [response_id]


def test_f10_the_same_record_ten_times_in_one_batch_starts_one_execution() -> None:
    response_id = respond()
    assert deliver(*(record(response_id, number=number) for number in range(10))) == []
    assert executions.executions() == [response_id]


def test_a_redelivery_after_the_execution_has_closed_starts_nothing() -> None:
    response_id = respond()
    deliver(record(response_id))
    executions.end(response_id)
    assert deliver(record(response_id)) == []
    assert executions.executions() == [response_id]


def test_f18_a_redelivery_after_ninety_one_days_when_the_name_is_free_again_starts_nothing(world: World) -> None:
    response_id = world.hears()
    world.passes(timedelta(days=91))
    executions.forget_all()
    handling_start.begin_handling(response_id, world.now)
    assert deliver(record(response_id)) == []
    assert executions.executions() == []


def test_f19_a_crash_between_start_and_note_starts_nothing_more() -> None:
    response_id = respond()
    deliver(record(response_id))
    ResponseItem(response_id).update([ResponseItem.execution.remove()])
    assert deliver(record(response_id)) == []
    assert executions.executions() == [response_id]


def test_f19_the_same_crash_after_the_execution_has_closed_starts_nothing_more() -> None:
    response_id = respond()
    deliver(record(response_id))
    ResponseItem(response_id).update([ResponseItem.execution.remove()])
    executions.end(response_id)
    assert deliver(record(response_id)) == []
    assert executions.executions() == [response_id]


def test_f15_removals_of_responses_are_none_of_the_streams_business() -> None:
    response_id = respond()
    removed_by = {"userIdentity": {"type": "Service", "principalId": "dynamodb.amazonaws.com"}}
    assert deliver(record(response_id, "REMOVE") | removed_by) == []
    assert executions.executions() == []


def test_f11_records_out_of_order_start_one_execution() -> None:
    response_id = respond()
    assert deliver(record(response_id, "MODIFY", number=2)) == []
    assert deliver(record(response_id, "INSERT", number=1)) == []
    assert executions.executions() == [response_id]


def test_f11_the_streams_own_changes_of_a_response_begin_nothing_more() -> None:
    response_id = respond()
    deliver(record(response_id), record(response_id, "MODIFY", number=2))
    executions.forget_all()
    assert deliver(record(response_id, "MODIFY", number=3)) == []
    assert executions.executions() == []


def test_a_record_of_a_response_that_was_erased_meanwhile_is_done_with() -> None:
    assert deliver(record("b" * 26)) == []


def test_f12_one_record_that_fails_does_not_hold_up_the_others(wire: Wire) -> None:
    poison, good = respond(), respond()
    ResponseItem(poison).update([ResponseItem.contact.set("no such thing")])
    failed = deliver(record(good, number=1), record(poison, number=2), record(respond(), number=3))
    assert failed == [f"{2:021}"]
    assert len(executions.executions()) == 2
    assert good in executions.executions()


def test_f12_a_record_without_the_expected_key_fails_alone() -> None:
    bad = record("x", number=1)
    bad["dynamodb"]["Keys"] = {"id": {"S": "x"}}
    good = respond()
    assert deliver(bad, record(good, number=2)) == [f"{1:021}"]
    assert executions.executions() == [good]


def test_f13_f16_when_all_fail_all_come_again_and_nothing_is_lost(wire: Wire, no_waiting: None) -> None:
    ids = [respond(), respond()]
    wire.refuse("StartExecution", "ThrottlingException")
    assert deliver(*(record(each, number=number) for number, each in enumerate(ids))) == [f"{0:021}", f"{1:021}"]
    wire.heal()
    assert deliver(*(record(each, number=number) for number, each in enumerate(ids))) == []
    assert sorted(executions.executions()) == sorted(ids)


def test_f17_a_lost_answer_to_start_execution_is_no_second_case(wire: Wire, no_waiting: None) -> None:
    response_id = respond()
    wire.lose_the_answer_to("StartExecution")
    assert deliver(record(response_id)) == []
    assert executions.executions() == [response_id]


def test_a_happy_response_is_off_the_outbox_when_the_customer_is_thanked() -> None:
    response_id = respond(answers={"nps": 10})
    assert ResponseItem.get(response_id).attention == attention_of(response_id)
    deliver(record(response_id))
    assert ResponseItem.get(response_id).attention is None


def test_g1_an_unhappy_response_is_off_the_outbox_when_its_case_is_on_record(world: World) -> None:
    response_id = respond()
    deliver(record(response_id))
    assert ResponseItem.get(response_id).attention == attention_of(response_id)
    world.carries(response_id)
    assert ResponseItem.get(response_id).attention is None


def test_a_happy_response_costs_the_stream_one_read_beside_the_thanks(wire: Wire) -> None:
    response_id = respond(answers={"nps": 10})
    for number in range(2):
        before = wire.sent.count("GetItem")
        deliver(record(response_id, "MODIFY" if number else "INSERT", number))
        assert wire.sent.count("GetItem") - before == (1 if number else 3)  # the thanks need the survey and its people


def test_a_case_that_is_taken_up_twice_is_one_case_with_its_first_times(world: World) -> None:
    case_id = world.begins_case()
    opened_at = world.record(case_id).case.opened_at
    world.passes(timedelta(hours=1))
    assert world.carries(case_id) is Stage.TRIAGE
    assert world.record(case_id).case.opened_at == opened_at
    assert len([kind for kind, _ in kinds_and_readers() if kind == "acknowledgement"]) == 1


def test_the_grace_before_the_sweep_steps_in_is_counted_from_the_response() -> None:
    assert ResponseItem.get(respond()).attend_at == datetime.now(UTC) + timedelta(minutes=1)
