"""What is left undone goes up a line, and at its end it stays."""

from dataclasses import replace
from datetime import date

import pytest

from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.escalation import is_above_manager, next_above, next_owner
from kuultu.domain.cases.events import HandedOver, HandOverReason
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.people import Person
from kuultu.domain.surveys.absence import Absence
from tests.unit.helpers.builders import COLLEAGUE, DAY, MANAGER, NOW, OWNER, Life, people

MARI, OUTI = Person("Mari Lindholm", OWNER), Person("Outi Rantanen", MANAGER)
HENNA, KAARINA = "manager.turku@example.com", "director@example.com"
UNDONE, BY_HAND = HandOverReason.UNDONE, HandOverReason.BY_HAND
ALWAYS = (date(2020, 1, 1), date(2030, 1, 1))


def person(address: str) -> Person:
    """Somebody with this address."""
    return Person(address, address)


def life(owner: str, *passed: tuple[str, HandOverReason]) -> Life:
    """A case with this owner, which others had before."""
    events = tuple(HandedOver(NOW, "", "", reason, former) for former, reason in passed)
    return Life(owner=person(owner), events=events)


def heir(dossier: Dossier) -> str:
    """To whom the case passes; "" at the end of the line."""
    found = next_owner(dossier, NOW)
    return found.email if found else ""


@pytest.mark.parametrize(
    ("owner", "passed", "next_one"),
    [
        (OWNER, [], MANAGER),
        (MANAGER, [(OWNER, UNDONE)], HENNA),
        (HENNA, [(OWNER, UNDONE), (MANAGER, UNDONE)], KAARINA),
        (KAARINA, [(OWNER, UNDONE), (MANAGER, UNDONE), (HENNA, UNDONE)], ""),
        (HENNA, [(OWNER, BY_HAND)], MANAGER),
        (MANAGER, [(HENNA, UNDONE)], KAARINA),
        (OWNER, [(MANAGER, UNDONE), (KAARINA, BY_HAND)], MANAGER),
    ],
)
def test_a_case_passes_to_the_manager_the_managers_deputy_and_the_contact_and_to_nobody_twice(
    owner: str, passed: list[tuple[str, HandOverReason]], next_one: str
) -> None:
    assert heir(life(owner, *passed).joined()) == next_one


def test_without_a_directory_the_line_ends_at_the_manager() -> None:
    assert heir(life(OWNER).dossier) == MANAGER
    assert heir(life(MANAGER, (OWNER, UNDONE)).dossier) == ""


def test_without_a_contact_the_line_ends_at_the_managers_deputy() -> None:
    assert heir(life(HENNA, (MANAGER, UNDONE)).joined(contact="")) == ""


def test_whoever_is_away_is_passed_over() -> None:
    away = Absence("henna", *ALWAYS)
    assert heir(life(MANAGER, (OWNER, UNDONE)).joined(away)) == KAARINA


def test_another_round_begins_the_line_anew() -> None:
    again = life(MANAGER, (OWNER, UNDONE), (HENNA, UNDONE)).becomes(round_began_at=NOW + DAY)
    assert heir(again.joined()) == HENNA


def test_a_case_that_the_manager_left_undone_does_not_come_back_to_them() -> None:
    assert not is_above_manager(life(MANAGER, (OWNER, UNDONE)).record.case)
    assert is_above_manager(life(HENNA, (OWNER, UNDONE), (MANAGER, UNDONE)).record.case)


def above(case: Life, approver: Person) -> str:
    """Whom an undone approval is given to; "" at the end of the line."""
    task = replace(case.is_asked(TaskKind.APPROVE_REMEDY).task(TaskKind.APPROVE_REMEDY), assignee=approver)
    found = next_above(task, case.joined(), NOW)
    return found.email if found else ""


def test_an_approval_goes_up_the_line_too_and_never_to_the_proposer() -> None:
    proposed = Life().is_concluded().offers("refund", amount="500")
    assert above(proposed, OUTI) == HENNA
    assert above(proposed, person(KAARINA)) == ""
    by_the_manager = Life().is_concluded()
    by_the_manager.decides(TaskKind.PROPOSE_REMEDY, "offer", by=MANAGER, remedies="refund", amount="500")
    assert above(by_the_manager, MARI) == HENNA
    assert above(Life(), MARI) == MANAGER


def test_an_owners_task_goes_where_the_case_goes() -> None:
    case = Life().is_asked(TaskKind.TRIAGE)
    found = next_above(case.task(TaskKind.TRIAGE), case.joined(people=people()["people"]), NOW)
    assert found == OUTI
    assert found != COLLEAGUE
