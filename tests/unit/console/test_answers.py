"""Answers in the console: what a list tells of each, and which of them a view asks for."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kuultu.domain.cases.short_number import short_number
from kuultu.domain.console.answers import AnswerView, HeardAnswer, answers_view, lists_of, matches, period
from kuultu.domain.console.offered import offered_to
from kuultu.domain.console.staff import staff_at
from kuultu.domain.responses.response import Context
from kuultu.domain.responses.staff_acts import Raised
from tests.unit.helpers.builders import MANAGER, NOW, OWNER, response, survey

ANSWERS = {"nps": 9, "why": "Kiitos  Pekka!\nHyvin meni.", "topics": ["delivery"]}
HAPPY = response(
    answers=ANSWERS,
    verdict="positive",
    context=Context(unit="helsinki", reference="Order-1", touchpoint="till"),
    unit="helsinki",
)


def heard(**changes: object) -> HeardAnswer:
    """A happy answer from Helsinki, with changes."""
    return HeardAnswer(replace(HAPPY, **changes), survey())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"survey": "after-purchase"}, True),
        ({"survey": "visit"}, False),
        ({"verdict": "positive"}, True),
        ({"verdict": "negative"}, False),
        ({"language": "fi"}, True),
        ({"language": "sv"}, False),
        ({"touchpoint": "till"}, True),
        ({"touchpoint": "web"}, False),
        ({"topic": "delivery"}, True),
        ({"topic": "staff"}, False),
        ({"case": "no"}, True),
        ({"case": "yes"}, False),
        ({"text": "PEKKA"}, True),
        ({"text": "order-1"}, True),
        ({"text": "order"}, False),
        ({"text": short_number(HAPPY.id)}, True),
        ({"text": "Jari"}, False),
        ({"verdict": "positive", "topic": "staff"}, False),
        ({"unit": "turku", "read": "yes"}, True),  # the index's
    ],
)
def test_a_view_asks_for_answers_by_every_condition(query: dict[str, str], found: bool) -> None:
    assert matches(heard(), answers_view(query)) is found


def test_an_answer_has_a_case_when_the_customer_or_somebody_of_the_staff_wants_one() -> None:
    raised = Raised(OWNER, "Kaide oli irti.", NOW)
    assert [one.has_case for one in (heard(), heard(raised=raised), heard(execution="x"))] == [False, True, True]
    assert heard(verdict="negative").has_case


def test_a_list_tells_words_score_topics_and_unit() -> None:
    one = heard()
    assert (one.words, one.score, one.topics, one.unit_id) == ("Kiitos Pekka! Hyvin meni.", 9, ["delivery"], "helsinki")
    silent = heard(answers={"topics": "delivery"}, unit="")
    assert (silent.words, silent.score, silent.unit_id) == ("", None, "helsinki")


def test_a_score_is_told_with_the_end_of_its_scale() -> None:
    support = HeardAnswer(replace(HAPPY, answers={"ces": 6}), survey("support"))
    assert [(one.score_text, one.scale) for one in (heard(), heard(answers={}), support)] == [
        ("9 / 10", (0, 10)),
        ("", (0, 10)),
        ("6 / 7", (1, 7)),
    ]


def test_a_list_leaves_rude_words_out() -> None:
    assert [one.rude for one in (heard(), heard(answers={"why": "Vitun kauppa"}))] == [False, True]


def test_a_survey_without_scores_tells_none() -> None:
    questions = tuple(item for item in survey().questions if not item.scale)
    one = HeardAnswer(HAPPY, replace(survey(), questions=questions))
    assert (one.score, one.scale, one.score_text) == (None, None, "")


def test_the_time_of_a_view_is_that_of_the_clock_on_the_wall() -> None:
    first, end = period(answers_view({"from": "2026-11-24", "to": "2026-11-24"}), "Europe/Helsinki")
    assert (first, end) == (datetime(2026, 11, 23, 22, tzinfo=UTC), datetime(2026, 11, 24, 22, tzinfo=UTC))
    assert period(answers_view({}), "Europe/Helsinki") == (None, None)


def test_a_view_looks_in_the_lists_of_the_units_that_a_person_sees() -> None:
    manager = staff_at(MANAGER, [survey()], NOW)
    assert manager
    assert lists_of(answers_view({}), manager) == [("helsinki", False)]
    assert lists_of(answers_view({"read": "yes"}), manager) == [("helsinki", True)]
    assert lists_of(answers_view({"read": "any"}), manager) == [("helsinki", False), ("helsinki", True)]
    assert lists_of(answers_view({"unit": "turku"}), manager) == []


def test_colleagues_are_called_by_their_names() -> None:
    seen = AnswerView(heard(), answers_view({}))
    assert (seen.name_of(OWNER.upper()), seen.name_of("left@example.com")) == ("Mari Lindholm", "left@example.com")


def test_a_person_chooses_among_what_they_see() -> None:
    owner = staff_at(OWNER, [survey(), survey("visit")], NOW)
    assert owner
    offered = offered_to(owner, [survey(), survey("visit")])
    assert list(offered.units) == ["helsinki"]
    assert set(offered.surveys) == {"after-purchase", "visit"}
    assert "delivery" in offered.topics
    assert offered.languages == ("fi", "sv", "en")
    elsewhere = replace(survey(), units=survey().units[1:])
    assert offered_to(owner, [elsewhere]).surveys == {}
