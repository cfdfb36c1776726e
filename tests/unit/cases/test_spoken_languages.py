"""The customer's language: who answers in it, and what is written to the customer in another."""

from dataclasses import replace

import pytest

from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.spoken import answers_in_it, speakers
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.people import Person
from kuultu.domain.surveys.directory import directory_from
from tests.unit.helpers.builders import Life, people
from tests.unit.helpers.deciding import flaws_of

MARI, OUTI = (
    Person("Mari Lindholm", "owner.helsinki@example.com"),
    Person("Outi Rantanen", "manager.helsinki@example.com"),
)
QUESTION = "Oliko laatikko ehjä, kun se tuli?"


def dossier(language: str) -> Dossier:
    """A case in Helsinki, whose unit speaks Finnish, of a customer who reads a language."""
    usual = Life().dossier
    survey = replace(usual.survey, directory=directory_from(people()))
    return replace(usual, survey=survey, response=replace(usual.response, language=language))


@pytest.mark.parametrize(
    ("language", "person", "answers", "names"),
    [
        ("fi", MARI, True, []),
        ("sv", MARI, True, ["Henna Laaksonen", "Tuva Ekström", "Kaarina Kallio"]),
        ("sv", OUTI, False, ["Mari Lindholm", "Henna Laaksonen", "Tuva Ekström", "Kaarina Kallio"]),
        ("fi", Person("Ulla", "ulla@example.com"), True, []),
    ],
)
def test_those_who_answer_in_the_customers_language_are_named_when_there_is_need(
    language: str, person: Person, answers: bool, names: list[str]
) -> None:
    assert answers_in_it(dossier(language), person) is answers
    assert [one.name for one in speakers(dossier(language), person)] == names


def test_a_survey_without_a_directory_says_nothing_of_languages() -> None:
    usual = Life().dossier
    swedish = replace(usual, response=replace(usual.response, language="sv"))
    assert answers_in_it(swedish, OUTI)
    assert speakers(swedish, OUTI) == []


def test_an_owner_who_lacks_the_units_own_language_is_told_who_has_it() -> None:
    content = people()
    content["people"][-1]["languages"] = ["en"]
    known = dossier("fi")
    known = replace(known, survey=replace(known.survey, directory=directory_from(content)))
    kaarina = Person("Kaarina Kallio", "director@example.com")
    assert not answers_in_it(known, kaarina)
    assert "Mari Lindholm" in [one.name for one in speakers(known, kaarina)]


class Swedish(Life):
    """A case of a customer who reads Swedish."""

    @property
    def dossier(self) -> Dossier:
        usual = super().dossier
        return replace(usual, response=replace(usual.response, language="sv"))


def test_a_question_in_another_language_than_the_customers_is_asked_about_once() -> None:
    life = Swedish().is_asked(TaskKind.TRIAGE)
    asked = {"ask_customer": QUESTION}
    assert flaws_of(life, TaskKind.TRIAGE, "handle", **asked) == [("ask_customer", "other-language")]
    assert flaws_of(life, TaskKind.TRIAGE, "handle", **asked, despite_warnings="yes") == []
    assert flaws_of(life, TaskKind.TRIAGE, "handle", ask_customer="Var lådan hel när den kom?") == []
    assert flaws_of(Life().is_asked(TaskKind.TRIAGE), TaskKind.TRIAGE, "handle", **asked) == []


def test_a_reply_in_another_language_than_the_customers_is_asked_about_once() -> None:
    life = Swedish().is_concluded("none").is_asked(TaskKind.REPLY).waits(2)
    finnish = {"message": "Kiitos, että kerroit. Anteeksi. Lähetämme uuden."}
    assert flaws_of(life, TaskKind.REPLY, "send", **finnish) == [("message", "guide-language")]
    assert flaws_of(life, TaskKind.REPLY, "send", **finnish, despite_warnings="yes") == []
