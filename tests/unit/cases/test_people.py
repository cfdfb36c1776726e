"""People: known by their address, under the name that the case or the survey has for them."""

import pytest

from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.people import Person, somebody_at
from tests.unit.helpers.builders import COLLEAGUE, MANAGER, Life, case, survey


@pytest.mark.parametrize(
    ("email", "name"),
    [("mari.lindholm@example.com", "Mari Lindholm"), ("pekka_virta@x.fi", "Pekka Virta"), ("info@x.fi", "Info")],
)
def test_a_person_without_a_name_is_named_as_the_address_spells_it(email: str, name: str) -> None:
    assert somebody_at(email) == Person(name, email)


@pytest.mark.parametrize("address", [MANAGER, MANAGER.upper()])
def test_whoever_is_known_by_an_address_is_known_however_it_is_spelt(address: str) -> None:
    assert case().manager.has(address)
    assert Life().dossier.person_at(address) == case().manager


def test_whoever_was_asked_something_in_the_case_is_known_by_the_name_they_were_asked_under() -> None:
    life = Life().is_asked(TaskKind.STATEMENT, "pekka", COLLEAGUE, role="colleague")
    assert life.dossier.person_at(COLLEAGUE.email.upper()) == COLLEAGUE


def test_owners_and_managers_of_other_units_are_known_from_the_survey() -> None:
    turku = survey().unit("turku")
    assert [Life().dossier.person_at(who.email) for who in (turku.owner, turku.manager)] == [turku.owner, turku.manager]


def test_whoever_is_known_to_nobody_is_named_by_the_address() -> None:
    assert Life().dossier.person_at("pekka.virta@example.com") == Person("Pekka Virta", "pekka.virta@example.com")
    assert Life().dossier.person_at("pekka.virta@example.com").first_name == "Pekka"
