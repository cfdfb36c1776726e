"""What counts as unhappy: the rules at every boundary."""

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuultu.domain.responses.response import Contact, legal_days, urgent, verdict_of, written
from kuultu.domain.surveys.survey import SCALES, Kind, Question, survey_from
from tests.unit.helpers.builders import document, survey

NOBODY = Contact()
WANTS_CONTACT = Contact(phone="+358 40 000 0000", wants_contact=True)


@pytest.mark.parametrize(
    ("name", "question", "score", "verdict"),
    [
        ("after-purchase", "nps", 0, "negative"),
        ("after-purchase", "nps", 6, "negative"),
        ("after-purchase", "nps", 7, "neutral"),
        ("after-purchase", "nps", 8, "neutral"),
        ("after-purchase", "nps", 9, "positive"),
        ("after-purchase", "nps", 10, "positive"),
        ("support", "ces", 1, "negative"),
        ("support", "ces", 3, "negative"),
        ("support", "ces", 4, "neutral"),
        ("support", "ces", 5, "positive"),
        ("support", "ces", 7, "positive"),
        ("visit", "csat", 1, "negative"),
        ("visit", "csat", 2, "negative"),
        ("visit", "csat", 3, "neutral"),
        ("visit", "csat", 4, "positive"),
        ("visit", "csat", 5, "positive"),
    ],
)
def test_the_first_score_gives_the_verdict_at_each_boundary(name: str, question: str, score: int, verdict: str) -> None:
    assert verdict_of({question: score}, NOBODY, survey(name)) == verdict


@pytest.mark.parametrize(("delivery", "verdict"), [(2, "negative"), (3, "positive")])
def test_one_unhappy_statement_outweighs_a_high_recommendation(delivery: int, verdict: str) -> None:
    assert verdict_of({"nps": 10, "delivery": delivery}, NOBODY, survey()) == verdict


def test_a_happy_customer_who_wants_to_be_contacted_is_not_left_waiting() -> None:
    assert verdict_of({"nps": 10}, WANTS_CONTACT, survey()) == "negative"


def test_an_answer_without_any_score_is_neutral() -> None:
    assert verdict_of({"why": "Hei vaan"}, NOBODY, survey()) == "neutral"


@pytest.mark.parametrize(("own", "score", "verdict"), [(8, 8, "negative"), (8, 9, "positive"), (0, 1, "neutral")])
def test_a_survey_may_set_its_own_limit(own: int, score: int, verdict: str) -> None:
    definition = document()
    definition["questions"][0]["negative_at_most"] = own
    assert verdict_of({"nps": score}, NOBODY, survey_from(definition)) == verdict


def test_a_score_that_the_survey_calls_unhappy_is_never_also_a_happy_one() -> None:
    strict = Question("nps", "nps", {"en": "?"}, negative_at_most=10)
    assert not strict.is_positive(10)


SCORED: list[Kind] = [kind for kind in get_args(Kind) if kind in SCALES]


@given(st.sampled_from(SCORED), st.data())
def test_a_better_score_never_makes_a_verdict_worse(kind: Kind, data: st.DataObject) -> None:
    question = Question("q", kind, {"en": "?"})
    lowest, highest = SCALES[kind]
    worse = data.draw(st.integers(lowest, highest - 1))
    assert question.is_negative(worse) >= question.is_negative(worse + 1)
    assert question.is_positive(worse) <= question.is_positive(worse + 1)


@pytest.mark.parametrize("topics", [["safety"], "safety", ["price", "accessibility"], ["accessibility", "safety"]])
def test_a_danger_or_a_barrier_is_seen_to_however_high_the_score(topics: str | list[str]) -> None:
    assert verdict_of({"nps": 10, "topics": topics}, NOBODY, survey()) == "negative"


@pytest.mark.parametrize(
    ("topics", "is_urgent", "days"),
    [
        (["safety", "price"], True, None),
        ("accessibility", False, 14),
        (["accessibility", "safety"], True, 14),
        (["price"], False, None),
        ([], False, None),
        ("safe", False, None),
    ],
)
def test_topics_say_what_is_urgent_and_what_the_law_wants_answered(
    topics: str | list[str], is_urgent: bool, days: int | None
) -> None:
    answers = {"nps": 10, "topics": topics}
    assert (urgent(answers, survey()), legal_days(answers, survey())) == (is_urgent, days)


def test_an_ordinary_topic_leaves_the_verdict_to_the_score() -> None:
    assert verdict_of({"nps": 10, "topics": ["price"]}, NOBODY, survey()) == "positive"


def test_of_two_legal_deadlines_the_shorter_one_counts() -> None:
    definition = document()
    definition["questions"][-1]["choices"][0]["legal_days"] = 5
    assert legal_days({"topics": ["accessibility", "delivery"]}, survey_from(definition)) == 5


def test_choices_are_found_over_all_choice_questions_in_the_surveys_order() -> None:
    definition = document()
    where = {"fi": "Missä?", "sv": "Var?", "en": "Where?"}
    choices = [{"value": "web", "label": where}, {"value": "shop", "label": where}]
    definition["questions"].append({"id": "where", "kind": "choice", "text": where, "choices": choices})
    answers = {"where": "shop", "why": "safety", "topics": ["price", "delivery"]}
    assert [choice.value for choice in survey_from(definition).chosen(answers)] == ["delivery", "price", "shop"]


@pytest.mark.parametrize("answers", [{}, {"nps": 10}, {"why": "Hei vaan"}])
def test_what_staff_heard_and_entered_is_a_complaint_whatever_the_score(answers: dict[str, Any]) -> None:
    assert verdict_of(answers, NOBODY, survey(), entered=True) == "negative"


@pytest.mark.parametrize(
    ("answers", "told"), [({"nps": 9, "why": "Hajosi."}, True), ({"nps": 9, "topics": ["price"]}, False), ({}, False)]
)
def test_words_are_told_apart_from_scores_and_choices(answers: dict[str, Any], told: bool) -> None:
    assert written(answers, survey()) is told
