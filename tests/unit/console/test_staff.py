"""Staff: who may sign in, with which roles, and whose units they see."""

from dataclasses import replace
from datetime import date, timedelta

from kuultu.domain.console.staff import Role, Staff, staff_at
from kuultu.domain.surveys.absence import Absence
from kuultu.domain.surveys.directory import directory_from
from tests.unit.helpers.builders import MANAGER, NOW, OWNER, people, survey

DEPUTY, DIRECTOR = "deputy.helsinki@example.com", "director@example.com"


def found(address: str, *absences: Absence) -> Staff | None:
    """The staff member at an address, by all sample surveys, while these people are away."""
    directory = directory_from(people()).with_absences(absences)
    return staff_at(address, [replace(survey(name), directory=directory) for name in ("after-purchase", "visit")], NOW)


def known(address: str, *absences: Absence) -> Staff:
    """The same, who is one."""
    staff = found(address, *absences)
    assert staff
    return staff


def test_an_owner_sees_their_own_unit_and_no_other() -> None:
    staff = known(OWNER)
    assert (staff.person.name, staff.roles, staff.owns) == ("Mari Lindholm", {Role.OWNER}, {"helsinki"})
    assert [staff.sees(unit) for unit in ("helsinki", "turku")] == [True, False]
    assert (staff.language, staff.time_zone) == ("fi", "Europe/Helsinki")


def test_a_manager_sees_the_units_that_they_manage() -> None:
    staff = known(MANAGER)
    assert (staff.roles, staff.manages, staff.units) == ({Role.MANAGER}, {"helsinki"}, {"helsinki"})


def test_capitals_in_an_address_make_no_other_person() -> None:
    assert known(OWNER.upper()).person.email == OWNER


def test_the_contact_of_the_organisation_sees_every_unit() -> None:
    staff = known(DIRECTOR)
    assert (staff.roles, staff.units) == ({Role.ADMINISTRATOR}, frozenset())
    assert staff.sees("helsinki")


def test_nobody_else_is_staff() -> None:
    assert found("stranger@example.com") is None
    assert found(DEPUTY) is None  # a member of the directory, while nobody is away
    assert staff_at(OWNER, [], NOW) is None


def test_who_stands_in_for_an_owner_is_one_for_these_days() -> None:
    today = date(NOW.year, NOW.month, NOW.day)
    away = Absence("mari", today, today, "")
    assert known(DEPUTY, away).owns == {"helsinki"}
    assert known(OWNER, away).owns == {"helsinki"}
    over = Absence("mari", today - timedelta(days=9), today - timedelta(days=1), "")
    assert found(DEPUTY, over) is None
