"""Who may see what a colleague said."""

import pytest

from kuultu.domain.cases.statement_readers import shown_to, without_confidences, words_shown_to
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.people import Person
from tests.unit.helpers.builders import COLLEAGUE, MANAGER, OWNER, Life

OTHER = Person("Ulla Kallio", "ulla@example.com")
SAID, SAID_TOO = "Myymälässä oli ruuhka.", "Pakkasin sen itse."


def heard() -> Life:
    """A case in which two colleagues and a third party were heard."""
    life = Life().hears(COLLEAGUE, SAID).hears(OTHER, SAID_TOO)
    return life.hears(Person("Posti", "carrier@example.com"), "Katu oli suljettu.", "third_party")


@pytest.mark.parametrize("reader", [OWNER, MANAGER, MANAGER.upper(), "manager.turku@example.com"])
def test_the_owner_and_managers_see_what_every_colleague_said(reader: str) -> None:
    assert shown_to(reader, heard().dossier) == [(COLLEAGUE.name, SAID), (OTHER.name, SAID_TOO)]


@pytest.mark.parametrize("reader", [COLLEAGUE.email, COLLEAGUE.email.upper()])
def test_a_colleague_sees_only_what_they_said_themselves(reader: str) -> None:
    assert shown_to(reader, heard().dossier) == [(COLLEAGUE.name, SAID)]


@pytest.mark.parametrize("reader", ["sari@example.com", "owner.turku@example.com", "carrier@example.com", ""])
def test_nobody_else_sees_what_a_colleague_said(reader: str) -> None:
    assert shown_to(reader, heard().dossier) == []


def test_a_colleague_who_declined_or_has_not_answered_has_said_nothing() -> None:
    life = Life().is_asked(TaskKind.STATEMENT, "pekka", COLLEAGUE, role="colleague")
    life.is_asked(TaskKind.STATEMENT, "ulla", OTHER, role="colleague").decides(TaskKind.STATEMENT, "decline", "ulla")
    assert shown_to(OWNER, life.dossier) == []


def test_whoever_takes_the_case_over_sees_it_and_the_owner_before_does_not() -> None:
    life = heard().becomes(owner=Person("Sari Salo", "sari@example.com"))
    assert len(shown_to("sari@example.com", life.dossier)) == 2
    assert shown_to(OWNER, life.dossier) == []


def test_what_was_said_in_an_earlier_round_is_not_shown_again() -> None:
    assert shown_to(OWNER, heard().is_reopened().dossier) == []


@pytest.mark.parametrize(
    ("reader", "hidden"),
    [
        (OWNER, set()),
        (MANAGER, set()),
        (COLLEAGUE.email, {SAID_TOO}),
        ("owner.turku@example.com", {SAID, SAID_TOO}),
    ],
)
def test_whoever_only_reads_a_case_gets_no_statement_that_they_could_not_see(reader: str, hidden: set[str]) -> None:
    life = heard().is_asked(TaskKind.STATEMENT, "sari", Person("Sari", "sari@example.com"), role="colleague")
    record = without_confidences(reader, life.dossier).record
    told = {one.decision.payload.text for one in record.tasks if one.decision}
    assert {SAID, SAID_TOO, "Katu oli suljettu."} - told == hidden
    assert [one.open for one in record.of_kind(TaskKind.STATEMENT)].count(True) == 1


def test_people_of_the_directory_read_the_customers_own_words_and_strangers_do_not() -> None:
    life = Life().decides(TaskKind.TELL_MORE, "answer", details="Kannen reunassa.")
    assert words_shown_to(MANAGER.upper(), life.dossier) == ["Paketti oli rikki.", "Kannen reunassa."]
    assert words_shown_to(MANAGER, Life().dossier) == ["Paketti oli rikki."]
    assert words_shown_to("stranger@example.org", life.dossier) == []
