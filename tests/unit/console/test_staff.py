"""Who may sign in, and what each of them sees."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kuultu.domain.console.staff import staff_at
from kuultu.domain.surveys.absence import Absence
from kuultu.domain.surveys.survey import survey_from
from tests.unit.helpers.builders import MANAGER, NOW, OWNER, document, people, survey

WITH_DIRECTORY = survey_from(document() | {"units": ["helsinki", "turku"]}, directory=people())
DIRECTOR, DEPUTY = "director@example.com", "deputy.helsinki@example.com"


@pytest.mark.parametrize(
    ("address", "owns", "manages", "sees"),
    [
        (OWNER, {"helsinki"}, set(), {"helsinki"}),
        (OWNER.upper(), {"helsinki"}, set(), {"helsinki"}),
        (MANAGER, set(), {"helsinki"}, {"helsinki"}),
        (DIRECTOR, set(), set(), {"helsinki", "turku"}),
    ],
)
def test_each_person_sees_the_units_of_their_role(
    address: str, owns: set[str], manages: set[str], sees: set[str]
) -> None:
    staff = staff_at(address, [WITH_DIRECTORY], NOW)
    assert staff
    assert (staff.owns, staff.manages, staff.visible) == (owns, manages, sees)
    assert {unit for unit in ("helsinki", "turku") if staff.sees(unit)} == sees


def test_only_an_administrator_sees_a_unit_that_is_no_more() -> None:
    director, owner = (staff_at(one, [WITH_DIRECTORY], NOW) for one in (DIRECTOR, OWNER))
    assert director
    assert owner
    assert (director.sees("closed-shop"), owner.sees("closed-shop")) == (True, False)


@pytest.mark.parametrize("address", [DEPUTY, "stranger@example.org", ""])
def test_whoever_has_no_unit_is_nobody_here(address: str) -> None:
    assert staff_at(address, [WITH_DIRECTORY], NOW) is None
    assert staff_at(address, [], NOW) is None


def test_whoever_stands_in_today_sees_the_unit_for_as_long() -> None:
    away = Absence("mari", date(2026, 11, 23), date(2026, 11, 24), "")
    absent = WITH_DIRECTORY.with_absences([away])
    deputy = staff_at(DEPUTY, [absent], NOW)
    assert deputy
    assert (deputy.owns, deputy.manages, deputy.administrator) == ({"helsinki"}, frozenset(), False)
    assert staff_at(DEPUTY, [absent], NOW + timedelta(days=3)) is None
    assert staff_at(OWNER, [absent], NOW)


def test_a_survey_without_a_directory_has_owners_and_managers_and_no_administrator() -> None:
    own = survey()
    owner = staff_at(OWNER, [own], NOW)
    assert owner
    assert (owner.person, owner.owns, owner.language) == (own.units[0].owner, {"helsinki"}, "fi")
    assert staff_at(DIRECTOR, [own], NOW) is None


def test_the_units_of_all_surveys_count() -> None:
    turku = replace(survey(), units=survey().units[1:])
    both = replace(turku.units[0], id="outlet", manager=survey().units[0].manager)
    manager = staff_at(MANAGER, [survey(), replace(turku, units=(both,))], NOW)
    assert manager
    assert manager.visible == {"helsinki", "outlet"}
