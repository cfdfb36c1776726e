"""Workflows of older definitions: what they ask too early is answered when what comes first is done as well."""

import json

import pytest

from kuultu.domain.cases.case import Stage
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.services.cases.workflow_steps import ask_for_task, take_step
from tests.integration import executions
from tests.integration.mailbox import kinds_and_readers, last
from tests.integration.wire import Wire
from tests.integration.world import DAY, World

TOKEN = "token-of-the-older-workflow"
CONCLUSION = {"facts": "Laatikko putosi.", "root_cause": "delivery"}
MESSAGE = {"message": "Kiitos ja anteeksi. Uusi paketti on matkalla."}


def answers(wire: Wire) -> list[str]:
    """The stages that the waiting older workflow was told."""
    told = [json.loads(each) for each in wire.told]
    return [json.loads(each["output"])["stage"] for each in told if each.get("taskToken") == TOKEN]


def clicks(world: World, mail: str, choice: str, **fields: str) -> None:
    """Somebody does what they are asked; no newer workflow is there to carry the case on."""
    assert world.clicks(last(mail).link, choice, **fields) is None


def answers_with_an_offer(world: World, case_id: str) -> None:
    """The owner offers a repair, and the customer hears of it."""
    world.carries(case_id)
    world.proposes(case_id, "offer", remedies="repair")
    clicks(world, "task-reply", "send", **MESSAGE)
    take_step("send_reply", case_id, None, world.now)


@pytest.fixture
def concluded(world: World) -> str:
    """A case that was concluded, with nothing asked since."""
    case_id = world.comes_to_conclude()
    clicks(world, "task-conclude", "ours", **CONCLUSION)
    return case_id


@pytest.fixture
def enquiring(world: World) -> str:
    """A case in which reflection is over and a colleague still out; the older definition knew no enquiries."""
    case_id = world.begins_case()
    clicks(world, "task-triage", "handle", colleague_email="pekka.puro@example.com")
    world.passes(DAY)
    return case_id


def test_a_reply_asked_before_the_proposal_opens_the_proposal_first(world: World, wire: Wire, concluded: str) -> None:
    ask_for_task(TaskKind.REPLY, concluded, TOKEN, None, world.now)
    assert kinds_and_readers()[-1][0] == "task-propose_remedy"
    assert world.record(concluded).task(TaskKind.REPLY) is None
    assert answers(wire) == []


def test_the_workflow_that_asked_for_the_reply_hears_when_the_reply_is_written(
    world: World, wire: Wire, concluded: str
) -> None:
    ask_for_task(TaskKind.REPLY, concluded, TOKEN, None, world.now)
    clicks(world, "task-propose_remedy", "offer", remedies="repair")
    assert (answers(wire), kinds_and_readers()[-1][0]) == ([], "task-reply")
    clicks(world, "task-reply", "send", **MESSAGE)
    assert answers(wire) == ["send_reply"]


def test_an_approval_in_between_is_waited_for_as_well(world: World, wire: Wire, concluded: str) -> None:
    ask_for_task(TaskKind.REPLY, concluded, TOKEN, None, world.now)
    clicks(world, "task-propose_remedy", "offer", remedies="refund", amount="500")
    clicks(world, "task-approve_remedy", "reject", reason="Liikaa.")
    clicks(world, "task-propose_remedy", "offer", remedies="repair")
    assert answers(wire) == []
    clicks(world, "task-reply", "send", **MESSAGE)
    assert answers(wire) == ["send_reply"]


def test_a_conclusion_asked_while_somebody_is_out_opens_what_is_to_be_found_out(
    world: World, wire: Wire, enquiring: str
) -> None:
    ask_for_task(TaskKind.CONCLUDE, enquiring, TOKEN, None, world.now)
    assert kinds_and_readers()[-1] == ("task-statement", "pekka.puro@example.com")
    assert world.record(enquiring).task(TaskKind.CONCLUDE) is None
    clicks(world, "task-statement", "decline")
    assert (answers(wire), kinds_and_readers()[-1][0]) == ([], "task-conclude")
    clicks(world, "task-conclude", "ours", **CONCLUSION)
    assert answers(wire) == ["propose"]


def test_a_conclusion_that_was_to_be_shared_is_shared_by_the_next_question(world: World, wire: Wire) -> None:
    case_id = world.comes_to_conclude()
    clicks(world, "task-conclude", "ours", **CONCLUSION, share_with="liisa.lahti@example.com")
    ask_for_task(TaskKind.REPLY, case_id, TOKEN, None, world.now)
    assert [kind for kind, _ in kinds_and_readers()[-2:]] == ["share", "task-propose_remedy"]


def test_a_follow_up_asked_while_the_customer_chooses_waits_for_choice_and_delivery(
    world: World, wire: Wire, concluded: str
) -> None:
    answers_with_an_offer(world, concluded)
    ask_for_task(TaskKind.FOLLOW_UP, concluded, TOKEN, None, world.now)
    clicks(world, "reply", "repair")
    clicks(world, "task-deliver_remedy", "delivered")
    assert (answers(wire), kinds_and_readers()[-1][0]) == ([], "delivered")
    assert executions.running() == [f"{concluded}-2"]  # it waits for seven days after the delivery
    world.waits_a_week(concluded)
    assert world.does(concluded, "follow-up", "solved") is Stage.CLOSED


def test_what_a_customer_chose_is_delivered_before_an_older_workflow_can_close_the_case(
    world: World, wire: Wire, concluded: str
) -> None:
    answers_with_an_offer(world, concluded)
    clicks(world, "reply", "repair")
    assert kinds_and_readers()[-1][0] == "task-deliver_remedy"
    take_step("close", concluded, None, world.now)
    assert world.record(concluded).case.outcome is None
    assert executions.running() == [f"{concluded}-2"]


def test_what_is_decided_already_is_answered_at_once_and_nobody_is_asked_again(
    world: World, wire: Wire, concluded: str
) -> None:
    before = kinds_and_readers()
    ask_for_task(TaskKind.CONCLUDE, concluded, TOKEN, None, world.now)
    assert answers(wire) == ["propose"]
    assert kinds_and_readers() == before


def test_what_is_past_and_was_never_asked_is_carried_on_in_a_new_execution(world: World, wire: Wire) -> None:
    case_id = world.begins_case()
    clicks(world, "task-triage", "not_a_complaint", reason="Kokeilu.")
    ask_for_task(TaskKind.CONCLUDE, case_id, TOKEN, None, world.now)
    assert executions.running() == [f"{case_id}-2"]
    assert answers(wire) == []
    assert world.carries(case_id) is Stage.CLOSED


def test_an_older_workflow_that_asks_again_after_a_time_out_gets_one_answer_to_its_latest_token(
    world: World, wire: Wire, concluded: str
) -> None:
    ask_for_task(TaskKind.REPLY, concluded, "an older token", None, world.now)
    ask_for_task(TaskKind.REPLY, concluded, TOKEN, None, world.now)
    clicks(world, "task-propose_remedy", "offer", remedies="repair")
    clicks(world, "task-reply", "send", **MESSAGE)
    assert answers(wire) == ["send_reply"]
    assert "an older token" not in "".join(wire.told)
    assert [kind for kind, _ in kinds_and_readers()].count("task-propose_remedy") == 1
