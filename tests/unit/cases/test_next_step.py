"""The next step: what falls next to the person who has just decided, and what the page says of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kuultu.domain.cases.next_step import is_offered, mail_waits_until, next_task
from kuultu.domain.cases.stages import TIME_TO_ASK, lacks_task, stage_beside_sharing
from kuultu.domain.cases.task_kind import TaskKind
from tests.unit.helpers.builders import CLOCKS, DAY, MANAGER, NOW, OWNER, Life
from tests.unit.helpers.callers import CALL, REPLIED, called, to_answer

TRIAGE, CONCLUDE, PROPOSE = TaskKind.TRIAGE, TaskKind.CONCLUDE, TaskKind.PROPOSE_REMEDY
QUARTER = timedelta(minutes=15)


def following(life: Life, done: TaskKind, name: str = "") -> tuple[TaskKind, str] | None:
    """Kind and name of what the decision leads to."""
    task = next_task(life.record, life.task(done, name), life.now)
    return (task.kind, task.name) if task else None


def concluded(**fields: str) -> Life:
    """A case that was concluded after reflection."""
    return Life().waits(2).is_concluded(**fields)


@pytest.mark.parametrize(
    ("life", "done", "leads_to"),
    [
        (Life().decides(TRIAGE, "handle"), TRIAGE, None),
        (Life().waits(2).decides(TRIAGE, "handle"), TRIAGE, CONCLUDE),
        (Life().waits(2).decides(TRIAGE, "handle", ask_customer="Mitä?"), TRIAGE, None),
        (Life().waits(2).decides(TRIAGE, "not_a_complaint", reason="Kiitos."), TRIAGE, None),
        (concluded(), CONCLUDE, PROPOSE),
        (concluded(share_with=MANAGER), CONCLUDE, PROPOSE),
        (Life(reachable=False).waits(2).is_concluded(share_with=MANAGER), CONCLUDE, None),
        (concluded().offers("refund"), PROPOSE, TaskKind.REPLY),
        (concluded().offers("refund", approver=MANAGER), PROPOSE, None),
        (concluded().offers("refund").decides(TaskKind.REPLY, "send", message="m"), TaskKind.REPLY, None),
    ],
)
def test_a_decision_leads_to_what_the_same_person_can_do_at_once(
    life: Life, done: TaskKind, leads_to: TaskKind | None
) -> None:
    found = following(life, done)
    assert (found[0] if found else None) == leads_to


def test_the_answer_to_a_customer_without_a_mail_address_leads_to_the_call_and_only_to_the_first_one() -> None:
    assert following(to_answer(), PROPOSE) == (CALL, "reply-1-1")
    assert following(called(to_answer(), REPLIED, "not_reached"), PROPOSE) is None


def test_a_delivery_leads_to_no_call_before_the_week_is_over() -> None:
    life = to_answer().sends_the_answer().chooses("refund")
    life.decides(TaskKind.DELIVER_REMEDY, "delivered", delivery_reference="R-1")
    assert stage_beside_sharing(life.record) == "wait"
    assert following(life, TaskKind.DELIVER_REMEDY) is None


def test_what_cannot_be_delivered_leads_to_another_proposal() -> None:
    life = Life().waits(2).has_offered("refund").chooses("refund")
    life.decides(TaskKind.DELIVER_REMEDY, "impossible")
    assert following(life, TaskKind.DELIVER_REMEDY) == (PROPOSE, "2")


def test_what_somebody_else_decided_leads_nowhere() -> None:
    life = Life().waits(2)
    life.decides(TRIAGE, "handle", by=MANAGER)
    assert following(life, TRIAGE) is None


def test_an_open_task_is_led_to_and_one_that_is_done_is_not() -> None:
    life = concluded().is_asked(PROPOSE)
    assert next_task(life.record, life.task(CONCLUDE), life.now) == life.task(PROPOSE)
    assert next_task(life.record, replace(life.task(CONCLUDE), decision=None), life.now) is None


def test_an_unshared_conclusion_that_nobody_can_be_answered_about_stays_to_be_shared() -> None:
    life = Life(reachable=False).waits(2).is_concluded(share_with=MANAGER)
    assert stage_beside_sharing(life.record) == "share"


def test_a_page_leads_on_for_a_day() -> None:
    life = concluded()
    task = life.task(CONCLUDE)
    assert is_offered(task, CLOCKS, life.now + DAY - timedelta(seconds=1))
    assert not is_offered(task, CLOCKS, life.now + DAY)
    assert not is_offered(replace(task, decision=None), CLOCKS, life.now)


def test_the_mail_of_an_offered_task_waits_for_a_quarter_of_an_hour_unless_it_is_passed_on() -> None:
    task = concluded().is_asked(PROPOSE).task(PROPOSE)
    offered = replace(task, offered_at=NOW)
    assert mail_waits_until(task, CLOCKS) is None
    assert mail_waits_until(offered, CLOCKS) == NOW + QUARTER
    assert mail_waits_until(replace(offered, passed_on=1), CLOCKS) is None


def test_an_offered_task_that_the_workflow_never_asked_for_is_lacking() -> None:
    life = concluded().is_asked(PROPOSE)
    offered = replace(life.task(PROPOSE), offered_at=life.now)
    soon, late = life.now + TIME_TO_ASK, life.now + 2 * TIME_TO_ASK
    record = life.keeps(offered).record
    assert [lacks_task(record, when) for when in (soon, late)] == [False, True]
    assert not lacks_task(life.keeps(replace(offered, callback="token")).record, late)


def test_the_owner_is_the_one_who_decides() -> None:
    decision = concluded().task(CONCLUDE).decision
    assert decision
    assert decision.by == OWNER
