"""The dossier: everything on record about a case, as people read it."""

from dataclasses import replace
from typing import Any

import pytest

from kuultu.domain.cases.case import CaseRecord, Outcome
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.lifecycle import new_case
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.responses.response import Answer, Contact, Context
from tests.unit.helpers.builders import CLOCKS, NOW, WORKING, Life, response, survey

WORDS = "Paketti oli rikki."


def told(answers: dict[str, Answer], **changes: Any) -> Dossier:  # noqa: ANN401 - any field of the response
    """A case that began with these answers."""
    return Dossier(Life().record, response(answers=answers, **changes), survey())


@pytest.mark.parametrize(("named", "unit"), [("turku", "turku"), ("helsinki", "helsinki"), ("rovaniemi", "helsinki")])
def test_a_case_is_the_business_of_the_unit_that_it_is_about(named: str, unit: str) -> None:
    about = Context(unit=named)
    begun = new_case(response(context=about), survey(), CLOCKS, WORKING, NOW)
    older = Dossier(CaseRecord(replace(begun, unit=""), ()), response(context=about), survey())
    assert (begun.unit, older.unit.id) == (unit, unit)


def test_a_customer_who_only_wants_to_be_called_is_not_unhappy() -> None:
    wish = Contact(phone="+358 40 000 0000", wants_contact=True)
    assert not told({"nps": 9}, contact=wish).unhappy
    assert told({"nps": 9, "delivery": 1}).unhappy


def test_whoever_complained_to_staff_is_unhappy_whatever_the_score() -> None:
    assert told({"why": "Nuppi irtosi."}, context=Context(heard="counter")).unhappy


@pytest.mark.parametrize(
    ("answers", "words"), [({"nps": 3, "why": WORDS}, WORDS), ({"nps": 3}, ""), ({"why": ["no", "text"]}, "")]
)
def test_the_first_words_of_a_customer_are_what_they_wrote_themselves(answers: dict[str, Answer], words: str) -> None:
    assert told(answers).words == words


def test_answers_are_read_in_the_order_of_the_survey_with_scales_and_labels() -> None:
    dossier = told({"topics": ["delivery", "price"], "delivery": 2, "why": WORDS, "nps": 3})
    assert dossier.answers_in("en") == [
        ("How likely are you to recommend us to a friend?", "3 / 10"),
        ("Why did you give this score?", WORDS),
        ("My order arrived in one piece and on time.", "2 / 5"),
        ("What is your feedback about?", "Delivery, Price"),
    ]


def test_a_choice_of_one_is_read_by_its_label_and_one_that_is_no_longer_offered_by_its_value() -> None:
    assert told({"topics": "safety"}).answers_in("sv") == [("Vad gäller din respons?", "Fara för hälsa eller säkerhet")]
    assert told({"topics": ["dragons"]}).answers_in("fi") == [("Mihin palautteesi liittyy?", "dragons")]


def test_a_dossier_goes_on_with_what_was_recorded_and_leaves_the_one_before_as_it_was() -> None:
    life = Life()
    dossier, triage = life.dossier, life.is_asked(TaskKind.TRIAGE).task(TaskKind.TRIAGE)
    assert dossier.with_task(triage).record.tasks == (triage,)
    assert dossier.with_record(life.record) == replace(dossier, record=life.record)
    assert dossier.record.tasks == ()


def test_a_dossier_goes_on_with_its_case_changed_and_its_tasks_as_they_were() -> None:
    life = Life().decides(TaskKind.TRIAGE, "handle")
    closed = replace(life.record.case, outcome=Outcome.SILENT)
    dossier = life.dossier.with_case(closed)
    assert (dossier.case, dossier.record.tasks) == (closed, life.record.tasks)
    assert (dossier.response, dossier.survey) == (response(), survey())
