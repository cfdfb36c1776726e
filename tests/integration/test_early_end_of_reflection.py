"""A manager cuts the time to think short: with a reason, which stays on the case."""

from kuultu.domain.cases.case import Stage
from kuultu.domain.cases.payloads.finding_out import EarlyEnd
from tests.integration import executions
from tests.integration.mailbox import last
from tests.integration.world import MANAGER, World


def test_a_manager_ends_reflection_and_the_case_goes_on_in_a_new_execution(world: World) -> None:
    case_id = world.begins_case()
    world.triages(case_id)
    assert world.clicks(last("task-end_reflection").link, "end", reason="Lapsen terveys on vaarassa.") is None
    assert executions.running() == [f"{case_id}-2"]
    assert world.carries(case_id) is Stage.CONCLUDE
    assert world.clicks(last("task-conclude").link, "ours", facts="f", root_cause="other") is None


def test_the_reason_for_ending_reflection_stays_on_the_case(world: World) -> None:
    case_id = world.begins_case()
    world.clicks(last("task-end_reflection").link, "end", reason="Lapsen terveys on vaarassa.")
    decision = world.record(case_id).decision(EarlyEnd)
    assert decision is not None
    assert (decision.payload.reason, decision.by) == ("Lapsen terveys on vaarassa.", MANAGER)
    assert executions.running() == [case_id]


def test_reflection_ended_before_triage_waits_for_the_triage_and_then_goes_on_at_once(world: World) -> None:
    case_id = world.begins_case()
    world.clicks(last("task-end_reflection").link, "end", reason="r")
    world.triages(case_id)
    assert world.carries(case_id) is Stage.CONCLUDE
