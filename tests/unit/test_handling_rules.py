"""What may be done when, by whom, and how a case ends."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kuultu.domain import handling as rules
from kuultu.domain.case import CaseFile, Decision, Outcome, TaskKind
from kuultu.domain.dossier import standing, timestamp
from kuultu.domain.response import Contact
from kuultu.errors import Gone, TooEarly
from tests.unit.builders import CLOCKS, DAY, NOW, Life, case, response, survey

ALL = list(TaskKind)
TICK = timedelta(microseconds=1)


def test_a_case_opens_with_the_units_owner_and_both_clocks_running() -> None:
    opened = rules.open_case(response(), survey(), CLOCKS, NOW)
    assert (opened.owner.email, opened.manager.email) == ("owner.helsinki@example.com", "manager.helsinki@example.com")
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
    opened = rules.open_case(response(contact), survey(), CLOCKS, NOW)
    assert (opened.reachable, opened.anonymous) == (reachable, anonymous)


@pytest.mark.parametrize("kind", [TaskKind.CONCLUDE, TaskKind.REPLY])
def test_nobody_concludes_or_replies_before_reflection_is_over(kind: TaskKind) -> None:
    file = Life().is_asked(kind).file
    with pytest.raises(TooEarly):
        rules.may_act(file.task(kind), file, NOW + DAY - TICK)
    rules.may_act(file.task(kind), file, NOW + DAY)


@pytest.mark.parametrize("kind", [TaskKind.CONCLUDE, TaskKind.REPLY])
def test_once_a_manager_ended_reflection_it_is_over_from_that_moment(kind: TaskKind) -> None:
    life = Life().is_asked(kind)
    life.now = NOW + timedelta(hours=2)
    file = life.decides(TaskKind.END_REFLECTION, "end", reason="Terveys vaarassa.").file
    assert file.reflection_ends_at == NOW + timedelta(hours=2)
    rules.may_act(file.task(kind), file, NOW + timedelta(hours=2))


def test_reflection_cannot_be_made_longer_by_ending_it_late() -> None:
    life = Life()
    life.now = NOW + 2 * DAY
    assert life.decides(TaskKind.END_REFLECTION, "end").file.reflection_ends_at == NOW + DAY


def test_the_chance_to_end_reflection_passes_with_it() -> None:
    file = Life().is_asked(TaskKind.END_REFLECTION).file
    rules.may_act(file.task(TaskKind.END_REFLECTION), file, NOW + DAY - TICK)
    with pytest.raises(Gone):
        rules.may_act(file.task(TaskKind.END_REFLECTION), file, NOW + DAY)


@pytest.mark.parametrize("kind", ALL)
@pytest.mark.parametrize("end", ["closed", "expired", "reopened"])
def test_what_is_past_can_not_be_done_any_more(kind: TaskKind, end: str) -> None:
    life = Life().is_asked(kind)
    task = replace(life.file.task(kind), expired=end == "expired")
    if end == "closed":
        life.becomes(outcome=Outcome.SILENT)
    if end == "reopened":
        life.is_reopened()
    with pytest.raises(Gone):
        rules.may_act(task, life.file.having(task), NOW + 2 * DAY)


@pytest.mark.parametrize(
    ("choice", "score", "helped"),
    [
        ("solved", None, True),
        ("solved", "0", True),
        ("partly", None, False),
        ("partly", "6", False),
        ("partly", "7", True),
        ("partly", "10", True),
        ("partly", "0", False),
        ("not_solved", None, False),
        ("not_solved", "10", False),
    ],
)
def test_a_customer_is_recovered_by_what_they_say_first_and_their_score_second(
    choice: str, score: str | None, helped: bool
) -> None:
    decision = Decision(choice, {"score": score} if score else {}, "customer", NOW)
    assert rules.recovered(decision, survey()) is helped


@pytest.mark.parametrize(
    ("name", "score", "helped"), [("support", "3", False), ("support", "4", True), ("visit", "3", True)]
)
def test_better_than_negative_is_judged_on_the_surveys_own_scale(name: str, score: str, helped: bool) -> None:
    assert rules.recovered(Decision("partly", {"score": score}, "customer", NOW), survey(name)) is helped


@pytest.mark.parametrize(("round_", "left"), [(1, True), (2, True), (3, False)])
def test_a_case_may_be_reopened_at_most_twice(round_: int, left: bool) -> None:
    assert rules.may_reopen(case(round=round_)) is left


def test_a_reopened_case_is_the_managers_and_both_clocks_begin_again() -> None:
    later = NOW + 9 * DAY
    again = rules.reopened(case(follow_up_at=NOW), CLOCKS, later)
    assert (again.owner, again.round, again.follow_up_at) == (case().manager, 2, None)
    assert (again.round_began_at, again.reflection_planned_until) == (later, later + DAY)
    assert again.promised_at > later + 3 * DAY


def outcome(life: Life) -> Outcome:
    return rules.outcome_of(life.file)


def test_the_outcome_is_what_the_customer_said() -> None:
    assert outcome(Life().is_answered().says("solved", "yes")) is Outcome.RECOVERED
    assert outcome(Life().is_answered().says("not_solved", "no")) is Outcome.NOT_RECOVERED


def test_silence_is_never_success() -> None:
    asked = Life().is_answered().is_asked(TaskKind.FOLLOW_UP).lets_expire(TaskKind.FOLLOW_UP)
    assert outcome(asked) is Outcome.SILENT
    assert outcome(Life(reachable=False)) is Outcome.SILENT


def test_an_anonymous_case_ends_as_anonymous_and_a_slip_as_not_a_complaint() -> None:
    assert outcome(Life(anonymous=True, reachable=False)) is Outcome.ANONYMOUS
    slip = Life(anonymous=True, reachable=False).decides(TaskKind.TRIAGE, "not_a_complaint")
    assert outcome(slip) is Outcome.NOT_A_COMPLAINT


def test_an_answer_of_an_earlier_round_does_not_speak_for_the_last_one() -> None:
    assert outcome(Life().is_answered().says("not_solved", "no").is_reopened().is_answered()) is Outcome.SILENT


@pytest.mark.parametrize("kind", ALL)
def test_a_task_is_the_owners_and_ending_reflection_the_managers(kind: TaskKind) -> None:
    task = rules.new_task(Life().file, kind, CLOCKS, NOW)
    expected = case().manager if kind is TaskKind.END_REFLECTION else case().owner
    assert task.assignee == expected
    assert task.open


def test_what_is_asked_is_due_when_the_next_promise_needs_it() -> None:
    file = Life().file
    due = {kind: rules.new_task(file, kind, CLOCKS, NOW).due_at for kind in ALL}
    assert due[TaskKind.TRIAGE] == due[TaskKind.END_REFLECTION] == NOW + DAY
    assert due[TaskKind.CONCLUDE] == due[TaskKind.REPLY] == file.case.promised_at
    assert due[TaskKind.FOLLOW_UP] == NOW + 14 * DAY


@pytest.mark.parametrize("kind", [TaskKind.TRIAGE, TaskKind.CONCLUDE, TaskKind.REPLY])
def test_what_staff_left_undone_passes_to_the_manager_and_stays_open(kind: TaskKind) -> None:
    task = rules.new_task(Life().file, kind, CLOCKS, NOW)
    passed = rules.lapsed(task, case().manager, CLOCKS, NOW + 14 * DAY)
    assert (passed.assignee, passed.passed_on, passed.open) == (case().manager, 1, True)
    assert passed.lapses_at == NOW + 28 * DAY


@pytest.mark.parametrize("kind", [TaskKind.FOLLOW_UP, TaskKind.END_REFLECTION])
def test_a_request_that_nobody_answered_expires(kind: TaskKind) -> None:
    task = rules.new_task(Life().file, kind, CLOCKS, NOW)
    assert not rules.lapsed(task, case().manager, CLOCKS, NOW + 14 * DAY).open


def test_a_case_is_handed_over_to_whom_the_owner_names_and_else_stays() -> None:
    handed = Decision("handle", {"owner_email": "pekka@example.com"}, "owner", NOW)
    assert rules.owner_after(case(), handed).email == "pekka@example.com"
    assert rules.owner_after(case(), Decision("handle", {}, "owner", NOW)) == case().owner


def test_each_execution_of_a_case_has_a_name_of_its_own() -> None:
    names = [rules.execution_of(case())]
    carried = case()
    for _ in range(11):
        carried = replace(carried, execution=rules.next_execution(carried))
        names.append(rules.execution_of(carried))
    assert names[0] == case().id
    assert (names[1], names[-1]) == (f"{case().id}-2", f"{case().id}-12")
    assert len(set(names)) == 12


def test_the_workflow_is_told_ids_stages_and_times_and_nothing_else() -> None:
    told = standing(Life().is_answered().file)
    assert told == {
        "stage": "wait",
        "reflection_ends_at": "2026-11-24T09:30:00.000Z",
        "follow_up_at": "2026-11-30T09:30:00.000Z",
    }


def test_a_time_for_the_workflow_is_rounded_so_that_it_never_wakes_too_early() -> None:
    assert timestamp(NOW + TICK) == "2026-11-23T09:30:00.001Z"
    assert timestamp(NOW + timedelta(microseconds=999_001)) == "2026-11-23T09:30:01.000Z"


def test_a_task_is_found_in_its_own_round_only() -> None:
    file: CaseFile = Life().decides(TaskKind.TRIAGE, "handle").is_reopened().file
    assert file.task(TaskKind.TRIAGE) is None
    assert file.task(TaskKind.TRIAGE, 1) is not None
