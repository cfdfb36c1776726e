"""Staff sheets: what staff of a unit write down for a customer, and what becomes of it."""

from dataclasses import replace

import pytest

from kuultu.domain.responses.response import Contact
from kuultu.domain.responses.staff_sheet import (
    HEARD,
    SOMEWHERE,
    StaffSheet,
    blank_sheet,
    filled_in,
    submission_in,
)
from kuultu.domain.responses.submission import Submission
from kuultu.domain.surveys.survey import survey_from
from kuultu.errors import Invalid, Malformed
from kuultu.services.email_address import email_flaw
from tests.unit.helpers.builders import document, survey

SAID = {"why": ["Kannen nuppi irtosi."], "choice": ["store"]}


def sheet(**values: list[str]) -> StaffSheet:
    """A sheet of Turku with these fields."""
    asked = survey()
    return filled_in(blank_sheet(asked, asked.unit("turku"), "k" * 16), values)


def submitted(**values: list[str]) -> Submission:
    return submission_in(sheet(**{**SAID, **values}), email_flaw)


def flaws(**values: list[str]) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as refused:
        submission_in(sheet(**values), email_flaw)
    return [(flaw.pointer, flaw.code) for flaw in refused.value.flaws]


def test_what_a_customer_said_is_enough_without_any_score() -> None:
    submission = submitted()
    assert submission.answers == {"why": "Kannen nuppi irtosi."}
    assert (submission.contact, submission.context.unit) == (Contact(), "turku")


def test_scores_and_choices_are_read_as_on_the_page_of_the_survey() -> None:
    answers = submitted(nps=["3"], topics=["product", "price"]).answers
    assert (answers["nps"], answers["topics"]) == (3, ["product", "price"])


def test_a_question_that_waits_for_a_score_is_asked_at_once() -> None:
    asked = blank_sheet(survey("visit"), survey("visit").units[0], "k" * 16).survey.questions
    assert [(question.required, question.show_when) for question in asked] == [(False, None)] * len(asked)


def test_contact_details_given_to_staff_are_given_with_consent() -> None:
    contact = submitted(name=["Aino"], email=["aino@example.com"], phone=["040 1"]).contact
    assert contact == Contact("Aino", "aino@example.com", "040 1")


def test_a_customer_without_a_language_is_answered_in_the_units() -> None:
    assert submitted().language == "fi"
    assert submitted(language=["sv"]).language == "sv"


def test_the_units_language_stands_first_if_the_survey_speaks_it() -> None:
    swedish = replace(sheet(), unit=replace(sheet().unit, language="sv"))
    estonian = replace(sheet(), unit=replace(sheet().unit, language="et"))
    assert (swedish.languages, estonian.languages) == (["sv", "fi", "en"], ["fi", "sv", "en"])


@pytest.mark.parametrize("place", HEARD)
def test_the_place_where_the_customer_was_heard_is_kept(place: str) -> None:
    assert submitted(heard=[place]).context.heard == place


def test_an_untold_place_is_kept_as_somewhere_so_that_the_entry_is_known() -> None:
    assert submitted().context.heard == SOMEWHERE


def test_the_reference_is_kept() -> None:
    assert submitted(reference=[" order-1001 "]).context.reference == "order-1001"


@pytest.mark.parametrize(
    ("values", "marked"),
    [
        ({"why": ["x"]}, [("choice", "choose")]),
        ({"why": ["x"], "choice": ["later"]}, [("choice", "choose")]),
        ({"choice": ["store"]}, [("why", "nothing-said")]),
        ({}, [("why", "nothing-said"), ("choice", "choose")]),
        ({"email": ["aino@"]}, [("/contact/email", "invalid-email"), ("why", "nothing-said"), ("choice", "choose")]),
        (SAID | {"why": ["\u200b"]}, [("why", "nothing-said")]),
        (SAID | {"heard": ["street"]}, [("heard", "not-offered")]),
        (SAID | {"language": ["et"]}, [("/language", "unknown-language")]),
        (SAID | {"reference": ["x" * 201]}, [("/context/reference", "too-long")]),
        (SAID | {"email": ["aino@"]}, [("/contact/email", "invalid-email")]),
        (SAID | {"nps": ["11"]}, [("/answers/nps", "out-of-range")]),
        ({"nps": ["11"]}, [("/answers/nps", "out-of-range"), ("choice", "choose")]),
    ],
)
def test_every_flaw_is_told_at_once(values: dict[str, list[str]], marked: list[tuple[str, str]]) -> None:
    assert flaws(**values) == marked


def test_without_an_open_question_the_first_one_asks_for_what_was_said() -> None:
    definition = document()
    definition["questions"] = [one for one in definition["questions"] if one["kind"] != "text"]
    scored = survey_from(definition)
    empty = filled_in(blank_sheet(scored, scored.units[0], "k" * 16), {"choice": ["store"]})
    with pytest.raises(Invalid) as refused:
        submission_in(empty, email_flaw)
    assert [flaw.pointer for flaw in refused.value.flaws] == ["nps"]


def test_a_single_value_that_comes_twice_cannot_be_read() -> None:
    with pytest.raises(Malformed):
        sheet(why=["x", "y"])


def test_the_key_of_the_form_is_kept_and_a_missing_one_is_the_sheets_own() -> None:
    assert (sheet(key=["mine" * 4]).key, sheet().key) == ("mine" * 4, "k" * 16)
