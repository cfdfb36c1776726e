"""Nobody is closed unread: a dismissal has a reason, a manager reads it, and the customer can object once."""

import pytest
from botocore.exceptions import ClientError

from kuultu.domain.cases.case import Outcome, Stage
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.services.sweep import sweep
from tests.integration import executions
from tests.integration.mailbox import kinds_and_readers, last
from tests.integration.wire import Wire
from tests.integration.world import CUSTOMER, DAY, MANAGER, SLIP, World, flaws

OBJECTION = "Sain keittimestä sähköiskun."


def dismissed(world: World, **changes: object) -> str:
    """A case that its owner has closed as no complaint."""
    case_id = world.begins_case(**changes)
    world.triages(case_id, "not_a_complaint")
    return case_id


def objects(world: World, case_id: str) -> Stage:
    """The customer says that it was no slip."""
    return world.does(case_id, "thanks", "take_back", text=OBJECTION)


def test_nothing_is_dismissed_without_a_reason(world: World) -> None:
    case_id = world.begins_case()
    assert flaws(world.clicks(last("task-triage").link, "not_a_complaint")) == [("reason", "required")]
    assert world.carries(case_id) is Stage.TRIAGE


def test_the_manager_reads_the_reason_and_what_the_customer_answered(world: World) -> None:
    dismissed(world)
    told = last("ended")
    assert told.to == MANAGER
    assert SLIP in told.words
    assert "Paketti oli rikki." in told.words


def test_a_dismissal_by_a_manager_is_read_by_another_manager(world: World) -> None:
    case_id = world.begins_case()
    world.clicks(last("task-triage").links[-1], "hand_over", owner_email=MANAGER)
    world.does(case_id, "task-triage", "not_a_complaint", reason=SLIP)
    assert last("ended").to == "manager.turku@example.com"


def test_the_reason_stays_on_the_case(world: World) -> None:
    case_id = dismissed(world)
    assert world.decision(case_id, TaskKind.TRIAGE).payload.reason == SLIP
    assert SLIP in world.sees(last("ended").link).words


def test_the_closing_mail_offers_to_take_the_case_up_and_names_the_dispute_body(world: World) -> None:
    dismissed(world)
    closing = last("thanks")
    assert "Outi Rantanen" in closing.words
    assert "kuluttajariita.fi" in closing.words
    assert world.sees(closing.link).forms == [{"method": "post", "data-kind": "my_case"}]


def test_an_objection_opens_the_case_again_with_the_manager_as_owner(world: World) -> None:
    case_id = dismissed(world)
    assert objects(world, case_id) is Stage.TRIAGE
    case = world.record(case_id).case
    assert (case.outcome, case.closed_at, case.owner.email, case.round) == (None, None, MANAGER, 2)
    assert f"{case_id}-2" in executions.running()


def test_the_manager_reads_the_objection(world: World) -> None:
    objects(world, dismissed(world))
    asked = last("task-triage")
    assert asked.to == MANAGER
    assert OBJECTION in asked.words
    assert OBJECTION in world.sees(asked.link).words
    assert OBJECTION not in asked.subject


def test_the_customer_sees_that_the_case_was_taken_up_and_a_second_click_changes_nothing(world: World) -> None:
    case_id = dismissed(world)
    closing = last("thanks").link
    objects(world, case_id)
    assert world.clicks(closing, "take_back") is None
    assert world.record(case_id).case.round == 2
    assert "Outi Rantanen selvittää sen" in world.sees(closing).words
    assert ("choice", "take_back") not in world.sees(closing).radios


def test_a_second_dismissal_ends_the_case_and_names_the_dispute_body(world: World) -> None:
    case_id = dismissed(world)
    objects(world, case_id)
    world.triages(case_id, "not_a_complaint")
    assert world.record(case_id).case.outcome is Outcome.NOT_A_COMPLAINT
    assert ("choice", "take_back") not in world.sees(last("thanks").links[0]).radios
    assert "kuluttajariita.fi" in last("thanks").words


def test_nobody_objects_to_what_has_ended_otherwise(world: World) -> None:
    case_id = dismissed(world)
    closing = last("thanks").link
    objects(world, case_id)
    world.triages(case_id, "not_a_complaint")
    view = world.clicks(closing, "take_back")
    assert view
    assert view.problem
    assert view.problem.status == 410


def test_an_objection_uses_up_none_of_the_reopenings(world: World) -> None:
    case_id = dismissed(world)
    objects(world, case_id)
    for round_ in (3, 4):
        world.triages(case_id)
        world.reflects(case_id)
        world.concludes(case_id)
        world.replies(case_id)
        world.waits_a_week(case_id)
        world.does(case_id, "follow-up", "not_solved")
        assert world.record(case_id).case.round == round_


def test_the_sweep_carries_on_a_case_whose_objection_was_left_half_done(world: World, wire: Wire) -> None:
    case_id = dismissed(world)
    wire.refuse("StartExecution", "ServiceUnavailable", status=503)
    with pytest.raises(ClientError):
        objects(world, case_id)
    wire.heal()
    world.passes(2 * DAY / 24)
    sweep(world.now)
    assert executions.running()[-1] == f"{case_id}-3"


def test_a_slip_of_somebody_unknown_gets_no_mail(world: World) -> None:
    dismissed(world, contact=None)
    assert CUSTOMER not in [to for _, to in kinds_and_readers()]


def test_a_disappointed_customer_whom_only_a_call_reaches_is_not_dismissed(world: World) -> None:
    case_id = world.begins_case(contact={"phone": "+358 40 000 0000", "consent": True})
    view = world.clicks(last("task-triage").link, "not_a_complaint", reason=SLIP)
    assert flaws(view) == [("choice", "call-first")]
    assert world.carries(case_id) is Stage.TRIAGE
