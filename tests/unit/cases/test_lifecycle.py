"""What may be done when, and by whom."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from kuultu.domain.cases import lifecycle as rules
from kuultu.domain.cases.case import Outcome
from kuultu.domain.cases.decision_rules import may_act
from kuultu.domain.cases.reopening import may_reopen
from kuultu.domain.cases.task_entry import Opening
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.responses.response import Contact
from kuultu.errors import Gone, TooEarly
from tests.unit.helpers.builders import (
    CLOCKS,
    COLLEAGUE,
    DAY,
    MANAGER,
    NOW,
    OWNER,
    WORKING,
    Life,
    case,
    response,
    survey,
)

ALL = list(TaskKind)
AFTER_REFLECTION = [TaskKind.CONCLUDE, TaskKind.PROPOSE_REMEDY, TaskKind.APPROVE_REMEDY, TaskKind.REPLY]
TICK = timedelta(microseconds=1)


def test_a_case_opens_with_the_units_owner_and_both_clocks_running() -> None:
    opened = rules.new_case(response(), survey(), CLOCKS, WORKING, NOW)
    assert (opened.owner.email, opened.manager.email) == (OWNER, MANAGER)
    assert opened.reflection_planned_until == NOW + DAY
    assert NOW + 3 * DAY < opened.promised_at <= NOW + 3 * DAY + timedelta(hours=1)


@pytest.mark.parametrize(
    ("contact", "reachable", "anonymous"),
    [
        (Contact(email="a@example.com"), True, False),
        (Contact(phone="+358 40 000 0000"), False, False),
        (Contact(name="Aino"), False, True),
        (Contact(), False, True),
    ],
)
def test_who_can_be_reached_and_who_is_anonymous(contact: Contact, reachable: bool, anonymous: bool) -> None:
    opened = rules.new_case(response(contact), survey(), CLOCKS, WORKING, NOW)
    assert (opened.reachable, opened.anonymous) == (reachable, anonymous)


@pytest.mark.parametrize(
    ("topics", "is_urgent", "deadline"),
    [(["safety"], True, None), (["accessibility"], False, NOW + 14 * DAY), (["price"], False, None)],
)
def test_a_case_knows_from_its_topics_whether_it_is_urgent_and_what_the_law_asks(
    topics: list[str], is_urgent: bool, deadline: datetime | None
) -> None:
    told = response(answers={"nps": 3, "topics": topics})
    opened = rules.new_case(told, survey(), CLOCKS, WORKING, NOW + DAY)
    assert (opened.urgent, opened.legal_deadline) == (is_urgent, deadline)


@pytest.mark.parametrize("kind", AFTER_REFLECTION)
def test_nobody_concludes_proposes_approves_or_replies_before_reflection_is_over(kind: TaskKind) -> None:
    life = Life().is_asked(kind)
    with pytest.raises(TooEarly) as early:
        may_act(life.task(kind), life.record, NOW + DAY - TICK)
    assert early.value.code == "reflecting"
    may_act(life.task(kind), life.record, NOW + DAY)


@pytest.mark.parametrize("kind", AFTER_REFLECTION)
def test_once_a_manager_ended_reflection_it_is_over_from_that_moment(kind: TaskKind) -> None:
    life = Life().is_asked(kind).waits(0.1)
    life.decides(TaskKind.END_REFLECTION, "end", reason="Terveys vaarassa.")
    assert life.record.reflection_ends_at == NOW + 0.1 * DAY
    may_act(life.task(kind), life.record, NOW + 0.1 * DAY)


def test_reflection_cannot_be_made_longer_by_ending_it_late() -> None:
    assert Life().waits(2).decides(TaskKind.END_REFLECTION, "end").record.reflection_ends_at == NOW + DAY


def test_the_chance_to_end_reflection_passes_with_it() -> None:
    life = Life().is_asked(TaskKind.END_REFLECTION)
    may_act(life.task(TaskKind.END_REFLECTION), life.record, NOW + DAY - TICK)
    with pytest.raises(Gone):
        may_act(life.task(TaskKind.END_REFLECTION), life.record, NOW + DAY)


def test_nobody_concludes_while_a_colleague_who_was_asked_has_not_been_heard() -> None:
    life = Life().is_asked(TaskKind.CONCLUDE).waits(2)
    life.is_asked(TaskKind.STATEMENT, "pekka", COLLEAGUE, role="colleague")
    with pytest.raises(TooEarly) as early:
        may_act(life.task(TaskKind.CONCLUDE), life.record, life.now)
    assert early.value.code == "hearing"
    life.decides(TaskKind.STATEMENT, "decline", "pekka")
    may_act(life.task(TaskKind.CONCLUDE), life.record, life.now)


def past(kind: TaskKind, end: str) -> Life:
    """A task whose case is closed or reopened, or whose time has run out."""
    life = Life().is_asked(kind)
    if end == "expired":
        return life.lets_expire(kind)
    return life.becomes(outcome=Outcome.SILENT) if end == "closed" else life.is_reopened()


@pytest.mark.parametrize("kind", [kind for kind in ALL if kind is not TaskKind.CONFIRM_READ])
@pytest.mark.parametrize("end", ["closed", "expired", "reopened"])
def test_what_is_past_can_not_be_done_any_more(kind: TaskKind, end: str) -> None:
    task = Life().is_asked(kind).task(kind)
    life = past(kind, end)
    with pytest.raises(Gone):
        may_act(life.task(kind) if end == "expired" else task, life.record, NOW + 2 * DAY)


@pytest.mark.parametrize("end", ["closed", "reopened"])
def test_that_somebody_has_read_a_conclusion_can_be_confirmed_after_the_case_has_gone_on(end: str) -> None:
    task = Life().is_asked(TaskKind.CONFIRM_READ).task(TaskKind.CONFIRM_READ)
    may_act(task, past(TaskKind.CONFIRM_READ, end).record, NOW + 2 * DAY)


def test_a_choice_that_lapsed_can_still_be_made() -> None:
    life = Life().is_asked(TaskKind.CHOOSE_REMEDY)
    life.keeps(replace(life.task(TaskKind.CHOOSE_REMEDY), lapsed_at=NOW))
    may_act(life.task(TaskKind.CHOOSE_REMEDY), life.record, NOW + 30 * DAY)


@pytest.mark.parametrize(("round_", "left"), [(1, True), (2, True), (3, False)])
def test_a_case_may_be_reopened_at_most_twice(round_: int, left: bool) -> None:
    assert may_reopen(case(round=round_)) is left


def test_a_reopened_case_is_the_managers_and_both_clocks_begin_again() -> None:
    later = NOW + 9 * DAY
    again = rules.reopened(case(follow_up_at=NOW, replies_sent=2, broken_at=NOW), CLOCKS, WORKING, later)
    assert (again.owner, again.round, again.follow_up_at) == (case().manager, 2, None)
    assert (again.round_began_at, again.reflection_planned_until) == (later, later + DAY)
    assert again.promised_at > later + 3 * DAY
    assert (again.replies_sent, again.broken_at, again.promise_began_at) == (0, None, None)


@pytest.mark.parametrize("kind", ALL)
def test_a_task_is_the_owners_and_ending_reflection_the_managers(kind: TaskKind) -> None:
    task = rules.task_to_open(Life().record, Opening(kind), NOW)
    expected = case().manager if kind is TaskKind.END_REFLECTION else case().owner
    assert task.assignee == expected
    assert task.open


@pytest.mark.parametrize(
    ("life", "person", "possible"),
    [
        (Life().is_asked(TaskKind.END_REFLECTION), OWNER, ["hand_over"]),
        (Life().is_asked(TaskKind.END_REFLECTION), MANAGER, ["hand_over", "end_reflection"]),
        (Life().is_asked(TaskKind.END_REFLECTION).decides(TaskKind.TRIAGE, "handle"), OWNER, ["hand_over", "ask"]),
        (Life().decides(TaskKind.END_REFLECTION, "end"), MANAGER, ["hand_over"]),
        (Life().is_concluded(), MANAGER, ["hand_over"]),
        (Life().decides(TaskKind.TRIAGE, "not_a_complaint"), OWNER, []),
        (Life(outcome=Outcome.SILENT), MANAGER, []),
    ],
)
def test_the_page_of_a_case_offers_what_can_be_done_now_by_whoever_looks(
    life: Life, person: str, possible: list[str]
) -> None:
    assert rules.possible_on_case(life.record, person, NOW) == [*possible, "dispute"]
