"""What lies with people who have left the directory goes to the present people of the unit."""

from datetime import date

import pytest

from kuultu.domain.cases.case import Outcome
from kuultu.domain.cases.events import HandedOver, HandOverReason
from kuultu.domain.cases.leaving import (
    approvals_left_behind,
    begins_anew,
    change_of_manager,
    hand_over_due,
    has_left,
    successor_of_owner,
)
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.people import Person
from kuultu.domain.surveys.absence import Absence
from tests.unit.helpers.builders import DAY, MANAGER, NOW, OWNER, Life, people, survey

GONE = Person("Outi Lähtenyt", "outi.lahtenyt@example.com")
APPROVE = TaskKind.APPROVE_REMEDY


def test_only_a_survey_with_a_directory_knows_who_has_left() -> None:
    assert not has_left(GONE, survey())
    assert has_left(GONE, Life().joined().survey)
    assert not has_left(Person("Mari", OWNER.upper()), Life().joined().survey)


def test_the_owners_case_goes_to_the_units_owner_and_the_managers_to_its_manager() -> None:
    assert successor_of_owner(Life(owner=GONE).joined()).email == OWNER
    assert successor_of_owner(Life(owner=GONE, manager=GONE).joined()).email == MANAGER


def test_an_open_approval_of_somebody_who_has_left_goes_to_the_manager() -> None:
    life = Life().is_concluded().offers("refund", amount="500").is_asked(APPROVE, person=GONE)
    ((task, approver),) = approvals_left_behind(life.joined(), NOW)
    assert (task.kind, approver.email) == (APPROVE, MANAGER)


def test_in_a_closed_case_nobody_approves_any_more() -> None:
    life = Life().is_concluded().offers("refund", amount="500").is_asked(APPROVE, person=GONE)
    assert approvals_left_behind(life.becomes(outcome=Outcome.RECOVERED).joined(), NOW) == []


def test_nobody_approves_their_own_proposal() -> None:
    life = Life().is_concluded()
    life.decides(TaskKind.PROPOSE_REMEDY, "offer", by=MANAGER, remedies="refund", amount="500")
    ((_, approver),) = approvals_left_behind(life.is_asked(APPROVE, person=GONE).joined(), NOW)
    assert approver.email == OWNER


@pytest.mark.parametrize("approver", [Person("Outi Rantanen", MANAGER), GONE])
def test_approvals_of_those_who_stay_and_decided_ones_are_left_alone(approver: Person) -> None:
    life = Life().is_concluded().offers("refund", amount="500").is_asked(APPROVE, person=approver)
    if approver is GONE:
        life.decides(APPROVE, "approve", by=GONE.email)
    assert approvals_left_behind(life.joined(), NOW) == []


def test_an_approval_without_a_proposal_on_record_goes_to_the_manager() -> None:
    life = Life().is_asked(APPROVE, person=GONE)
    assert [approver.email for _, approver in approvals_left_behind(life.joined(), NOW)] == [MANAGER]


AWAY = (date(2026, 11, 20), date(2026, 11, 27))
MARI_AWAY, OUTI_AWAY = Absence("mari", *AWAY), Absence("outi", *AWAY)
UNITS = people()["units"]


def test_the_case_of_an_owner_who_is_away_is_handed_over_and_that_of_one_who_is_there_is_not() -> None:
    assert hand_over_due(Life().joined(), NOW) is None
    due = hand_over_due(Life().joined(MARI_AWAY), NOW)
    assert due
    assert (due.owner.email, due.reason) == (OWNER, HandOverReason.ABSENT)
    assert hand_over_due(Life().joined(MARI_AWAY), NOW + 9 * DAY) is None


def test_the_case_of_an_owner_who_has_left_goes_to_the_units_owner() -> None:
    due = hand_over_due(Life(owner=GONE).joined(), NOW)
    assert due
    assert (due.owner.email, due.reason) == (OWNER, HandOverReason.LEFT)


def test_a_case_stays_where_it_is_if_nobody_is_there_to_stand_in() -> None:
    everybody = [Absence(one["id"], *AWAY) for one in people()["people"]]
    assert hand_over_due(Life().joined(*everybody), NOW) is None


def test_a_case_gets_the_units_present_manager_or_whoever_stands_in() -> None:
    assert change_of_manager(Life().joined(), NOW) is None
    standing_in = change_of_manager(Life().joined(OUTI_AWAY), NOW)
    assert standing_in
    assert (standing_in[0].name, standing_in[1].former, standing_in[1].until) == ("Henna Laaksonen", MANAGER, AWAY[1])
    units = [UNITS[0] | {"manager": "kaarina"}, UNITS[1]]
    replaced = change_of_manager(Life().joined(units=units), NOW)
    assert replaced
    assert (replaced[0].name, replaced[1].until) == ("Kaarina Kallio", None)


@pytest.mark.parametrize(
    ("reasons", "anew"),
    [
        ([], False),
        ([HandOverReason.BY_HAND], False),
        ([HandOverReason.BY_HAND, HandOverReason.ABSENT], True),
        ([HandOverReason.ABSENT, HandOverReason.TRIAGE], False),
        ([HandOverReason.UNDONE], True),
    ],
)
def test_tasks_begin_anew_if_the_former_owner_was_away_or_left_them_undone(
    reasons: list[HandOverReason], *, anew: bool
) -> None:
    events = tuple(HandedOver(NOW, "", "", reason) for reason in reasons)
    assert begins_anew(Life(events=events).record.case) is anew


def test_whoever_stands_in_is_told_for_whom_and_until_when() -> None:
    pirjo = Person("Pirjo Niemi", "deputy.helsinki@example.com")
    assert Life(owner=pirjo).joined(MARI_AWAY).absent_owner(NOW) == (Person("Mari Lindholm", OWNER), AWAY[1])
    assert Life(owner=pirjo).joined().absent_owner(NOW) is None
    assert Life().joined(MARI_AWAY).absent_owner(NOW) is None
