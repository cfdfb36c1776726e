"""Partial answers: taken only where a survey keeps them, with what is there so far."""

from dataclasses import replace

import pytest

from kuultu.domain.surveys.survey import Survey
from tests.unit.helpers.builders import survey
from tests.unit.helpers.submitting import GOOD, check, flaws_of


def complete_only() -> Survey:
    """A survey that takes complete answers only."""
    return replace(survey(), settings=replace(survey().settings, partial=False))


@pytest.mark.parametrize("partial", [1, "true", None, []])
def test_that_an_answer_is_partial_is_said_by_true_or_false(partial: object) -> None:
    assert flaws_of(GOOD | {"partial": partial}) == [("/partial", "wrong-type")]


def test_a_survey_that_keeps_no_partial_answers_refuses_them() -> None:
    assert flaws_of(GOOD | {"partial": True}, complete_only()) == [("/partial", "partial-not-kept")]
    assert not check(GOOD | {"partial": False}, complete_only()).partial


def test_a_partial_answer_may_still_lack_what_is_required() -> None:
    begun = {"answers": {"why": "Paketti oli rikki."}}
    assert flaws_of(begun) == [("/answers/nps", "required")]
    assert check(begun | {"partial": True}).partial


def test_what_is_there_of_a_partial_answer_is_right() -> None:
    assert flaws_of({"answers": {"nps": 11}, "partial": True}) == [("/answers/nps", "out-of-range")]
