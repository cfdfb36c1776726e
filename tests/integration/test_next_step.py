"""The next step: offered on the page of a decision, behind a link of its own, while its mail waits."""

from datetime import UTC, datetime, timedelta

import pytest

from kuultu.domain.cases.case import Stage
from kuultu.domain.cases.link_tokens import next_token
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.services import sweep
from kuultu.services.cases.link_view import look
from kuultu.services.cases.workflow_steps import ask_for_task, take_step
from tests.integration.mailbox import Received, kinds_and_readers, last, mailbox
from tests.integration.wire import Wire
from tests.integration.world import DAY, OWNER, World

QUARTER = timedelta(minutes=15)
CONCLUSION = {"facts": "Laatikko putosi.", "root_cause": "delivery"}


def after(link: str) -> str:
    """The address of the next step after that of a link."""
    return f"/l/{next_token(link.rpartition('/')[2])}"


def offered(world: World, link: str) -> list[str]:
    """The addresses to which the page of a link leads."""
    return [address for address in world.sees(link).active if address.startswith("/l/")]


def is_about(mail: Received, case_id: str) -> bool:
    """True if a mail is about a case."""
    return look(mail.link.rpartition("/")[2], datetime.now(UTC)).dossier.case.id == case_id


@pytest.fixture
def case_id(world: World) -> str:
    """A case whose owner is asked to conclude; people go on from page to page from now on."""
    case_id = world.comes_to_conclude()
    world.people_go_on = True
    return case_id


@pytest.fixture
def conclusion(case_id: str) -> str:
    """The owner's link to conclude."""
    return last("task-conclude").link


def concludes(world: World, link: str, **fields: str) -> None:
    """The owner concludes; the workflow has not done anything yet."""
    assert world.clicks(link, "unclear", **CONCLUSION | fields) is None


def test_after_a_decision_the_same_page_leads_to_the_next_step_at_once(world: World, conclusion: str) -> None:
    concludes(world, conclusion)
    assert offered(world, conclusion) == [after(conclusion)]
    page = world.sees(after(conclusion))
    assert [form["data-kind"] for form in page.forms] == ["propose_remedy"]
    assert ("choice", "nothing") not in page.checked


def test_a_plain_case_needs_three_mails_to_its_owner(world: World, case_id: str, conclusion: str) -> None:
    concludes(world, conclusion)
    world.carries(case_id)
    proposal = after(conclusion)
    assert world.clicks(proposal, "nothing") is None
    world.carries(case_id)
    assert world.clicks(after(proposal), "send", message="Kiitos ja anteeksi. Uusi paketti lähti tänään.") is None
    assert world.carries(case_id) is Stage.WAIT
    world.waits_a_week(case_id)
    world.does(case_id, "follow-up", "solved")
    sweep.sweep(world.now)
    assert [kind for kind, to in kinds_and_readers() if to == OWNER] == ["task-triage", "task-conclude", "ended"]


def test_whoever_closes_the_page_gets_the_mail_after_a_quarter_of_an_hour(
    world: World, case_id: str, conclusion: str
) -> None:
    concludes(world, conclusion)
    world.carries(case_id)
    world.passes(QUARTER - timedelta(seconds=1))
    sweep.sweep(world.now)
    assert "task-propose_remedy" not in [kind for kind, _ in kinds_and_readers()]
    world.passes(timedelta(seconds=1))
    sweep.sweep(world.now)
    sweep.sweep(world.now)
    assert [one for one in kinds_and_readers() if one[0] == "task-propose_remedy"] == [("task-propose_remedy", OWNER)]


def test_several_next_steps_of_one_person_come_in_a_mail_each(world: World) -> None:
    for case_id in [world.comes_to_conclude() for _ in range(2)]:
        world.people_go_on = True
        concludes(
            world, next(mail.link for mail in mailbox() if mail.kind == "task-conclude" and is_about(mail, case_id))
        )
        world.carries(case_id)
    world.passes(QUARTER)
    sweep.sweep(world.now)
    assert [kind for kind, _ in kinds_and_readers()].count("task-propose_remedy") == 2


def test_a_workflow_that_asks_late_mails_at_once(world: World, case_id: str, conclusion: str) -> None:
    concludes(world, conclusion)
    world.passes(QUARTER)
    world.carries(case_id)
    assert kinds_and_readers()[-1] == ("task-propose_remedy", OWNER)


def test_a_step_that_is_done_before_the_workflow_asks_completes_its_callback(
    world: World, case_id: str, conclusion: str
) -> None:
    concludes(world, conclusion)
    assert world.clicks(after(conclusion), "nothing") is None
    assert world.carries(case_id) is Stage.REPLY
    assert offered(world, after(conclusion)) == [after(after(conclusion))]


def test_sharing_the_conclusion_holds_up_nobody(world: World, case_id: str, conclusion: str) -> None:
    concludes(world, conclusion, share_with="pekka.puro@example.com")
    assert world.clicks(after(conclusion), "nothing") is None
    assert len(world.record(case_id).of_kind(TaskKind.PROPOSE_REMEDY)) == 1
    assert world.carries(case_id) is Stage.REPLY
    assert ("share", "pekka.puro@example.com") in kinds_and_readers()


def test_what_another_person_does_next_is_not_offered(world: World, case_id: str, conclusion: str) -> None:
    concludes(world, conclusion)
    world.clicks(after(conclusion), "offer", remedies="refund", amount="500")
    assert world.carries(case_id) is Stage.APPROVE
    assert offered(world, after(conclusion)) == []
    approval = last("task-approve_remedy").link
    assert world.clicks(approval, "approve") is None
    assert offered(world, approval) == []


def test_before_the_end_of_reflection_triage_offers_nothing(world: World) -> None:
    world.begins_case()
    world.people_go_on = True
    triage = last("task-triage").link
    assert world.clicks(triage, "handle") is None
    assert offered(world, triage) == []


def test_a_late_triage_leads_to_the_conclusion(world: World) -> None:
    case_id = world.begins_case()
    world.people_go_on = True
    triage = last("task-triage").link
    world.passes(DAY)
    assert world.clicks(triage, "handle") is None
    assert offered(world, triage) == [after(triage)]
    assert world.carries(case_id) is Stage.CONCLUDE
    assert "task-conclude" not in [kind for kind, _ in kinds_and_readers()]


def test_a_proposal_to_a_customer_without_a_mail_address_leads_to_the_call_and_to_no_letter(world: World) -> None:
    case_id = world.comes_to_conclude(contact={"name": "Aino", "phone": "+358 40 000 0000", "consent": True})
    world.people_go_on = True
    conclusion = last("task-conclude").link
    concludes(world, conclusion)
    proposal = after(conclusion)
    assert world.clicks(proposal, "nothing") is None
    assert [form["data-kind"] for form in world.sees(after(proposal)).forms] == ["call"]
    world.carries(case_id)
    assert world.clicks(after(proposal), "reached", said="Kerroin, mitä selvisi.", dispute_body="yes") is None
    assert world.carries(case_id) is Stage.WAIT
    assert offered(world, after(proposal)) == []


def test_a_decision_is_shown_without_the_next_step_after_a_day_and_once_that_is_done(
    world: World, case_id: str, conclusion: str
) -> None:
    concludes(world, conclusion)
    world.carries(case_id)
    assert offered(world, conclusion)
    world.passes(DAY)
    assert offered(world, conclusion) == []
    assert world.clicks(after(conclusion), "nothing") is None
    world.clock.shift(-DAY / 2)
    assert offered(world, conclusion) == []


def test_after_a_hand_over_the_next_step_is_the_new_owners_alone(world: World, case_id: str, conclusion: str) -> None:
    concludes(world, conclusion)
    world.carries(case_id)
    page = last("task-conclude").links[-1]
    assert world.clicks(page, "hand_over", owner_email="pekka.puro@example.com") is None
    assert offered(world, conclusion) == []
    assert look(next_token(conclusion.rpartition("/")[2]), world.now).problem
    world.passes(QUARTER)
    sweep.sweep(world.now)
    mailed = [one for one in kinds_and_readers() if one[0] == "task-propose_remedy"]
    assert mailed == [("task-propose_remedy", "pekka.puro@example.com")]


def test_a_next_step_that_cannot_be_opened_now_comes_by_mail(
    world: World, case_id: str, conclusion: str, wire: Wire, no_waiting: None
) -> None:
    wire.refuse("PutItem", "InternalServerError", status=500)
    concludes(world, conclusion)
    wire.heal()
    assert offered(world, conclusion) == []
    world.carries(case_id)
    assert kinds_and_readers()[-1] == ("task-propose_remedy", OWNER)


def test_an_offered_step_that_the_workflow_never_asks_for_is_noticed(
    world: World, case_id: str, conclusion: str
) -> None:
    concludes(world, conclusion)
    world.passes(QUARTER + timedelta(hours=1))
    sweep.sweep(world.now)
    assert world.record(case_id).case.execution == f"{case_id}-2"


def test_looking_at_the_next_step_only_reads(world: World, conclusion: str, wire: Wire) -> None:
    concludes(world, conclusion)
    wire.sent.clear()
    world.sees(conclusion)
    world.sees(after(conclusion))
    assert set(wire.sent) <= {"GetItem", "Query"}


def test_another_execution_may_ask_for_what_was_offered(world: World, case_id: str, conclusion: str) -> None:
    concludes(world, conclusion)
    take_step("share", case_id, None, world.now)
    for token in ("one", "two"):
        ask_for_task(TaskKind.PROPOSE_REMEDY, case_id, token, None, world.now)
    assert world.task(case_id, TaskKind.PROPOSE_REMEDY, "").callback == "two"
