"""People: known by their address, under the name that the case or the survey has for them."""

import pytest

from kuultu.domain.cases.decision_rules import decision_in
from kuultu.domain.cases.payloads.finding_out import Triage
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.people import Person, somebody_at
from tests.unit.helpers.builders import CHECKS, COLLEAGUE, MANAGER, NOW, Life, case, survey


@pytest.mark.parametrize("email", ["mari.lindholm@example.com", "info@x.fi"])
def test_no_name_is_guessed_from_an_address(email: str) -> None:
    stranger = somebody_at(email)
    assert (stranger.name, stranger.known_name, stranger.first_name) == (email, "", "")


def test_a_person_is_greeted_by_the_first_name() -> None:
    assert Person("Tuva Maria Ekström", "tuva@x.fi").first_name == "Tuva"
    assert Person("", "tuva@x.fi").first_name == ""


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


def test_whoever_is_known_to_nobody_is_called_by_the_address() -> None:
    assert Life().dossier.person_at("pekka.virta@example.com") == somebody_at("pekka.virta@example.com")


def test_a_colleague_who_is_named_by_the_address_alone_is_asked_by_the_name_that_we_know() -> None:
    turku = survey().unit("turku").owner
    life = Life().is_asked(TaskKind.TRIAGE)
    given = {"choice": "handle", "colleague_email": turku.email, "colleague_email_2": "nobody@example.com"}
    given |= {"third_party_email": "kuski@example.org", "third_party_name": "Posti", "despite_unknown": "yes"}
    decision = decision_in(given, life.task(TaskKind.TRIAGE), life.dossier, CHECKS, NOW)
    assert isinstance(decision.payload, Triage)
    asked = [one.person and one.person.name for one in decision.payload.enquiries]
    assert asked == [turku.name, "nobody@example.com", "Posti"]
