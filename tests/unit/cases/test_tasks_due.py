"""The tasks that are due: their names within a round, their assignees, and the tasks that open before them."""

import pytest

from kuultu.domain.cases.call_effects import DropCalls
from kuultu.domain.cases.effects import Settle
from kuultu.domain.cases.lifecycle import task_to_open
from kuultu.domain.cases.news_effects import TellManager, TellRelated
from kuultu.domain.cases.task_entry import Opening
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import ENTRIES, entry_of
from kuultu.domain.people import Person, somebody_at
from tests.unit.helpers.builders import COLLEAGUE, MANAGER, NOW, Life, case

PROPOSE, APPROVE, REPLY = TaskKind.PROPOSE_REMEDY, TaskKind.APPROVE_REMEDY, TaskKind.REPLY
CHOOSE, DELIVER = TaskKind.CHOOSE_REMEDY, TaskKind.DELIVER_REMEDY


def due(life: Life, *kinds: TaskKind) -> list[str]:
    """The names of the tasks of these kinds that are due."""
    return [entry_of(kind).due_name(life.record) for kind in kinds]


@pytest.mark.parametrize("kind", sorted(set(TaskKind) - {TaskKind.CALL}))
def test_the_first_task_of_a_kind_in_a_round_needs_no_name(kind: TaskKind) -> None:
    assert due(Life(), kind) == [""]


def test_an_undecided_proposal_is_the_one_that_is_due_and_the_next_has_a_number() -> None:
    life = Life().is_concluded().is_asked(PROPOSE)
    assert due(life, PROPOSE) == [""]
    assert due(life.offers("refund", approver=MANAGER), PROPOSE) == ["2"]
    assert due(life.is_asked(PROPOSE, "2"), PROPOSE) == ["2"]


def test_an_approval_has_the_name_of_the_proposal_that_it_is_about() -> None:
    life = Life().is_concluded().offers("refund", approver=MANAGER).decides(APPROVE, "reject")
    assert due(life.offers("refund", name="2", approver=MANAGER), APPROVE) == ["2"]


def test_a_second_offer_has_an_answer_a_choice_and_a_delivery_with_its_number() -> None:
    life = Life().has_offered("refund").chooses("none_of_these").offers("repair", name="2")
    assert due(life, REPLY) == ["2"]
    assert due(life.sends_the_answer().is_asked(CHOOSE, "2"), CHOOSE, DELIVER) == ["2", "2"]


def test_what_was_offered_first_is_chosen_and_delivered_without_a_number() -> None:
    assert due(Life().has_offered("refund"), REPLY, CHOOSE, DELIVER) == ["", "", ""]


def test_an_approval_is_asked_of_the_approver_whom_the_latest_proposal_names() -> None:
    life = Life().is_concluded().offers("refund", approver=MANAGER, approver_name="Outi Rantanen")
    assert entry_of(APPROVE).assignee(life.record) == Person("Outi Rantanen", MANAGER)
    life.decides(APPROVE, "reject").offers("refund", name="2", approver="sari.salo@example.com")
    assert entry_of(APPROVE).assignee(life.record) == somebody_at("sari.salo@example.com")


def test_a_proposal_that_names_no_approver_leaves_an_approval_to_the_owner() -> None:
    assert entry_of(APPROVE).assignee(Life().is_concluded().offers("refund").record) == case().owner


def test_whoever_an_opening_names_gets_the_task_with_its_details() -> None:
    opening = Opening(TaskKind.STATEMENT, "0f3a", COLLEAGUE, {"role": "colleague", "question": "Mitä?"})
    task = task_to_open(Life().record, opening, NOW)
    assert (task.assignee, task.name, task.round) == (COLLEAGUE, "0f3a", 1)
    assert (task.details, task.opened_at) == (opening.details, NOW)


def test_before_the_gate_of_enquiries_everybody_is_asked_whom_triage_named() -> None:
    life = Life().decides(TaskKind.TRIAGE, "handle", ask_customer="Missä?", colleague_email=COLLEAGUE.email)
    customer, colleague = entry_of(TaskKind.FIND_OUT).first(life.record)
    assert (customer.kind, customer.person) == (TaskKind.TELL_MORE, None)
    assert customer.details == {"role": "customer", "question": "Missä?"}
    assert (colleague.kind, colleague.person) == (TaskKind.STATEMENT, somebody_at(COLLEAGUE.email))


def test_nobody_is_asked_before_triage_is_done() -> None:
    assert entry_of(TaskKind.FIND_OUT).first(Life().is_asked(TaskKind.TRIAGE).record) == []


@pytest.mark.parametrize("kind", sorted(set(TaskKind) - {TaskKind.TRIAGE, TaskKind.FIND_OUT}))
def test_other_tasks_open_alone(kind: TaskKind) -> None:
    assert entry_of(kind).first(Life().is_concluded().record) == []


def test_when_triage_is_asked_for_the_manager_hears_and_the_gate_may_open_at_once() -> None:
    told = {kind: entry.when_asked for kind, entry in ENTRIES.items() if entry.when_asked}
    asked = (TellManager(), TellRelated(), DropCalls("wish"))
    assert told == {TaskKind.TRIAGE: asked, TaskKind.FIND_OUT: (Settle(),)}
