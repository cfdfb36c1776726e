"""Answer sheets: a survey as a form on a page, what fills it in, and what is sent from it."""

from typing import Any

import pytest

from kuultu.domain.responses.answer_sheet import (
    LINES,
    TICKS,
    AnswerSheet,
    Values,
    content_of,
    context_in,
    filled_sheet,
    preselected,
)
from kuultu.domain.responses.submission import LONGEST_LINE, LONGEST_TEXT
from kuultu.errors import Malformed
from tests.unit.helpers.builders import survey
from tests.unit.helpers.submitting import check


def content(filled: Values, **context: str) -> dict[str, Any]:
    """What is sent from a sheet that was filled in like this."""
    return content_of(AnswerSheet(survey(), "fi", "key", "token", filled, context))


def test_a_link_may_fill_in_a_score_words_and_choices() -> None:
    query = {"nps": ["9"], "why": ["Hyvä."], "topics": ["price", "delivery"]}
    assert preselected(survey(), query) == {"nps": ["9"], "why": ["Hyvä."], "topics": ["delivery", "price"]}


@pytest.mark.parametrize("scores", [["11"], ["-1"], [""], ["9.5"], ["nine"], ["09"], []])
def test_a_score_that_is_not_on_the_scale_fills_in_nothing(scores: list[str]) -> None:
    assert preselected(survey(), {"nps": scores}) == {}


def test_of_several_scores_the_first_that_is_one_is_filled_in() -> None:
    assert preselected(survey(), {"nps": ["11", "3", "4"]}) == {"nps": ["3"]}


def test_choices_that_the_survey_does_not_offer_are_left_out() -> None:
    assert preselected(survey(), {"topics": ["dragons", "price"]}) == {"topics": ["price"]}
    assert preselected(survey(), {"topics": ["dragons"]}) == {}


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        (["Rivi\ntoinen"], ["Rivi\ntoinen"]),
        (["ä" * LONGEST_TEXT], ["ä" * LONGEST_TEXT]),
        (["ä" * (LONGEST_TEXT + 1)], None),
        (["a\x00b"], None),
        (["\ud800"], None),
        (["first", "second"], ["first"]),
    ],
)
def test_words_are_filled_in_when_a_customer_could_send_them(words: list[str], kept: list[str] | None) -> None:
    assert preselected(survey(), {"why": words}).get("why") == kept


def test_what_is_no_question_of_the_survey_is_not_filled_in() -> None:
    assert preselected(survey(), {"email": ["aino@example.com"], "consent": ["on"], "x": ["1"]}) == {}


def test_a_sheet_knows_what_it_is_about_from_its_link() -> None:
    values = {"unit": [" turku "], "reference": ["order-1001", "order-2"], "touchpoint": ["till"], "page": ["x"]}
    assert context_in(values) == {"unit": "turku", "reference": "order-1001", "touchpoint": "till"}


@pytest.mark.parametrize("name", ["unit", "reference", "touchpoint"])
def test_what_nobody_can_have_meant_is_left_out_of_it(name: str) -> None:
    longest = "x" * LONGEST_LINE[name]
    assert context_in({name: [longest]}) == {name: longest}
    assert [context_in({name: [text]}) for text in (longest + "x", "a\nb", "\ud800", "  ")] == [{}] * 4


def test_what_a_customer_filled_in_is_kept_under_names_that_the_form_has() -> None:
    values = {"nps": ["3"], "topics": ["price", "safety"], "email": ["aino@example.com"], "consent": ["on"], "x": ["1"]}
    assert filled_sheet(survey(), values) == {name: given for name, given in values.items() if name != "x"}


def test_what_was_left_blank_is_not_kept() -> None:
    assert filled_sheet(survey(), {"nps": [""], "why": [" \n "], "topics": ["", "price"]}) == {"topics": ["price"]}


@pytest.mark.parametrize("name", ["nps", "why", *LINES, *TICKS])
def test_what_cannot_come_twice_makes_a_form_malformed(name: str) -> None:
    with pytest.raises(Malformed) as refused:
        filled_sheet(survey(), {name: ["1", "1"]})
    assert refused.value.code == "malformed-form"


def test_a_filled_sheet_is_sent_as_a_program_would_send_it() -> None:
    filled = {"nps": ["3"], "why": [" Rikki. "], "delivery": ["2"], "topics": ["price", "safety"]}
    sent = content(filled, unit="turku")
    answers = {"nps": 3, "why": "Rikki.", "delivery": 2, "topics": ["price", "safety"]}
    assert sent == {"language": "fi", "answers": answers, "context": {"unit": "turku"}}
    assert check(sent).answers == answers


def test_a_score_that_is_none_is_sent_as_it_was_typed_so_that_the_flaw_can_be_named() -> None:
    assert content({"nps": ["nine"]})["answers"] == {"nps": "nine"}


def test_contact_details_are_sent_with_what_the_customer_ticked() -> None:
    filled = {"name": [" Aino "], "email": ["aino@example.com"], "wants_contact": ["on"], "consent": ["on"]}
    contact = {"name": "Aino", "email": "aino@example.com", "wants_contact": True, "consent": True}
    assert content({"nps": ["3"], **filled})["contact"] == contact


def test_consent_that_is_not_ticked_is_sent_as_refused_beside_contact_details() -> None:
    assert content({"phone": ["+358 40 000 0000"]})["contact"] == {"phone": "+358 40 000 0000", "consent": False}
    assert content({"contact_when": [" ma "]})["contact"] == {"contact_when": "ma", "consent": False}
    assert content({"wants_contact": ["on"]})["contact"] == {"wants_contact": True, "consent": False}


def test_consent_to_nothing_is_not_sent() -> None:
    assert content({"nps": ["3"], "consent": ["on"]}) == {"language": "fi", "answers": {"nps": 3}}
