"""The page of a person's absences: whose, for whom, and which days."""

from dataclasses import replace
from datetime import date

import pytest

from kuultu.domain.cases.absence_view import AbsenceView, noted_in
from kuultu.domain.people import Person
from kuultu.domain.surveys.absence import Absence
from kuultu.domain.surveys.directory import Directory, directory_from, units_of
from kuultu.domain.surveys.unit import unit_from
from kuultu.errors import Invalid
from kuultu.services.email_address import email_flaw
from tests.unit.helpers.builders import MANAGER, NOW, OWNER, people

TODAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 27)


def view_of(reader: str, *absences: Absence) -> AbsenceView:
    """The page of somebody (an id) in the ready-made directory."""
    directory: Directory = directory_from(people()).with_absences(absences)
    member = directory.member(reader)
    assert member
    return AbsenceView(member, directory, tuple(unit_from(unit) for unit in units_of(people())), NOW)


@pytest.mark.parametrize(
    ("reader", "others"),
    [
        ("mari", []),
        ("outi", ["mari", "pirjo"]),
        ("henna", ["jari", "tuva"]),
        ("kaarina", ["mari", "outi", "pirjo", "jari", "henna", "tuva"]),
    ],
)
def test_a_manager_speaks_for_the_owners_and_their_deputies_and_the_contact_for_everybody(
    reader: str, others: list[str]
) -> None:
    assert [member.id for member in view_of(reader).others] == others


@pytest.mark.parametrize(("reader", "unit"), [("henna", "turku"), ("tuva", "turku"), ("kaarina", "helsinki")])
def test_a_page_has_the_language_and_clock_of_the_readers_unit(reader: str, unit: str) -> None:
    assert view_of(reader).unit.id == unit


def test_what_is_known_is_told_with_who_stands_in_and_what_is_over_is_not() -> None:
    now, over = Absence("mari", TODAY, FRIDAY), Absence("mari", date(2026, 11, 1), date(2026, 11, 2))
    others = Absence("jari", TODAY, FRIDAY)
    known = view_of("outi", now, over, others).known
    assert [(member.id, absence, who.email) for member, absence, who in known] == [
        ("mari", now, "deputy.helsinki@example.com")
    ]


def noted(reader: str = "mari", choice: str = "away", **fields: str) -> Absence | None:
    """What is recorded."""
    days = {"from": "2026-11-23", "until": "2026-11-27"}
    return noted_in({"choice": choice, **days, **fields}, view_of(reader), email_flaw).absence


def test_an_absence_is_noted_with_its_days_its_deputy_and_whose_it_is() -> None:
    assert noted() == Absence("mari", TODAY, FRIDAY)
    assert noted(deputy_email="owner.turku@example.com") == Absence("mari", TODAY, FRIDAY, "jari")
    assert noted("outi", person_email=OWNER.upper()) == Absence("mari", TODAY, FRIDAY)
    assert noted(choice="back") is None


@pytest.mark.parametrize(
    ("fields", "flaw"),
    [
        ({"from": "", "until": ""}, ("from", "required")),
        ({"until": "2026-11-20"}, ("until", "before-from")),
        ({"from": "2026-11-01", "until": "2026-11-20"}, ("until", "over")),
        ({"until": "2027-11-25"}, ("until", "too-far")),
        ({"from": "23.11.2026"}, ("from", "invalid-date")),
        ({"from": "2026-11-31"}, ("from", "invalid-date")),
        ({"deputy_email": OWNER}, ("deputy_email", "is-absent")),
        ({"person_email": MANAGER}, ("person_email", "not-theirs")),
    ],
)
def test_what_cannot_be_is_told(fields: dict[str, str], flaw: tuple[str, str]) -> None:
    with pytest.raises(Invalid) as told:
        noted(**fields)
    assert (told.value.flaws[0].pointer, told.value.flaws[0].code) == flaw


def test_of_a_directory_in_which_nobody_has_a_role_the_first_unit_is_everybodys() -> None:
    stranger = replace(view_of("tuva"), units=tuple(view_of("tuva").units[:1]))
    assert stranger.unit.id == "helsinki"
    assert Person("Tuva Ekström", "deputy.turku@example.com") == stranger.reader.person
