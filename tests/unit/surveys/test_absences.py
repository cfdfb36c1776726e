"""Who is away, and who stands in."""

from datetime import date, timedelta

import pytest

from kuultu.domain.calendar.working_time import day_of
from kuultu.domain.people import Person
from kuultu.domain.surveys.absence import Absence, with_absence, without_next
from kuultu.domain.surveys.directory import Directory, directory_from
from tests.unit.helpers.builders import MANAGER, NOW, OWNER, people

JULY = (date(2027, 7, 1), date(2027, 7, 31))
MIDSUMMER = date(2027, 7, 10)
MARI, OUTI = Person("Mari Lindholm", OWNER), Person("Outi Rantanen", MANAGER)


def away(*names: str, deputy: str = "") -> Directory:
    """The ready-made directory in a July in which these people are away."""
    return directory_from(people()).with_absences([Absence(name, *JULY, deputy) for name in names])


def standing_in(directory: Directory, person: Person = MARI, day: date = MIDSUMMER) -> str:
    """The id of whoever is there in a person's place."""
    member = directory.member_at(directory.present(person, day, OUTI).email)
    assert member
    return member.id


@pytest.mark.parametrize(
    ("day", "there"),
    [
        (JULY[0] - timedelta(days=1), "mari"),
        (JULY[0], "pirjo"),
        (JULY[1], "pirjo"),
        (JULY[1] + timedelta(days=1), "mari"),
    ],
)
def test_the_deputy_stands_in_from_the_first_day_to_the_last_both_included(day: date, there: str) -> None:
    assert standing_in(away("mari"), day=day) == there


@pytest.mark.parametrize(
    ("names", "deputy", "there"),
    [
        (["outi"], "", "mari"),
        (["mari"], "jari", "jari"),
        (["mari", "pirjo"], "", "outi"),
        (["mari", "pirjo", "outi"], "", "henna"),
        (["mari", "pirjo", "outi", "henna"], "", "kaarina"),
        (["mari", "pirjo", "outi", "henna", "kaarina"], "", "mari"),
        (["mari", "jari"], "jari", "outi"),
    ],
)
def test_who_stands_in_is_the_deputy_the_deputys_deputy_the_manager_and_at_last_the_contact(
    names: list[str], deputy: str, there: str
) -> None:
    assert standing_in(away(*names, deputy=deputy)) == there


def test_deputies_who_stand_in_for_each_other_end_with_the_contact() -> None:
    assert standing_in(away("outi", "henna"), OUTI) == "kaarina"


def test_nobody_stands_in_for_somebody_outside_the_directory() -> None:
    stranger = Person("Pekka", "pekka@example.org")
    assert away("mari").present(stranger, MIDSUMMER, OUTI) == stranger
    assert Directory().present(MARI, MIDSUMMER, OUTI) == MARI
    assert Directory().contact_person is None


def test_a_day_is_one_of_the_units_clock() -> None:
    assert day_of(NOW.replace(hour=22, minute=30), "Europe/Helsinki") == day_of(NOW, "UTC") + timedelta(days=1)


def days(first: int, last: int) -> Absence:
    """An absence in July."""
    return Absence("mari", date(2027, 7, first), date(2027, 7, last))


def test_a_new_absence_replaces_those_that_share_a_day_with_it_and_leaves_the_others() -> None:
    known = [days(1, 2), days(5, 9), days(10, 12), days(20, 31)]
    after = with_absence(known, days(9, 10), today=date(2027, 7, 3))
    assert after == [days(9, 10), days(20, 31)]


def test_whoever_is_back_ends_the_present_absence_or_else_the_next() -> None:
    known = [days(1, 2), days(5, 9), days(20, 31)]
    assert without_next(known, date(2027, 7, 6)) == [days(20, 31)]
    assert without_next([days(20, 31)], date(2027, 7, 6)) == []
