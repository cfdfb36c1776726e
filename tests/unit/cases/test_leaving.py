"""What lies with people who have left the directory goes to the present people of the unit."""

from dataclasses import replace
from typing import Any

import pytest

from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.leaving import approvals_left_behind, has_left, successor_of_owner
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.people import Person
from kuultu.domain.surveys.survey import survey_from
from tests.unit.helpers.builders import MANAGER, OWNER, Life, document, people, survey

GONE = Person("Outi Lähtenyt", "outi.lahtenyt@example.com")
APPROVE = TaskKind.APPROVE_REMEDY


def joined(life: Life, **changes: Any) -> Dossier:  # noqa: ANN401 - any part of the directory
    """The dossier of a case whose survey is joined with the ready-made directory, after these changes."""
    definition = document() | {"units": ["helsinki", "turku"]}
    return replace(life.dossier, survey=survey_from(definition, directory=people() | changes))


def test_only_a_survey_with_a_directory_knows_who_has_left() -> None:
    assert not has_left(GONE, survey())
    assert has_left(GONE, joined(Life()).survey)
    assert not has_left(Person("Mari", OWNER.upper()), joined(Life()).survey)


def test_the_owners_case_goes_to_the_units_owner_and_the_managers_to_its_manager() -> None:
    assert successor_of_owner(joined(Life(owner=GONE))).email == OWNER
    assert successor_of_owner(joined(Life(owner=GONE, manager=GONE))).email == MANAGER


def test_an_open_approval_of_somebody_who_has_left_goes_to_the_manager() -> None:
    life = Life().is_concluded().offers("refund", amount="500").is_asked(APPROVE, person=GONE)
    ((task, approver),) = approvals_left_behind(joined(life))
    assert (task.kind, approver.email) == (APPROVE, MANAGER)


def test_nobody_approves_their_own_proposal() -> None:
    life = Life().is_concluded()
    life.decides(TaskKind.PROPOSE_REMEDY, "offer", by=MANAGER, remedies="refund", amount="500")
    ((_, approver),) = approvals_left_behind(joined(life.is_asked(APPROVE, person=GONE)))
    assert approver.email == OWNER


@pytest.mark.parametrize("approver", [Person("Outi Rantanen", MANAGER), GONE])
def test_approvals_of_those_who_stay_and_decided_ones_are_left_alone(approver: Person) -> None:
    life = Life().is_concluded().offers("refund", amount="500").is_asked(APPROVE, person=approver)
    if approver is GONE:
        life.decides(APPROVE, "approve", by=GONE.email)
    assert approvals_left_behind(joined(life)) == []


def test_an_approval_without_a_proposal_on_record_goes_to_the_manager() -> None:
    life = Life().is_asked(APPROVE, person=GONE)
    assert [approver.email for _, approver in approvals_left_behind(joined(life))] == [MANAGER]
