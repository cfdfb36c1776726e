"""The three sample surveys, and how a definition becomes a survey."""

import pytest

from kuultu.domain.survey import label_of, survey_from, text_in
from kuultu.errors import Unknown
from tests.unit.builders import NAMES, document, survey


@pytest.mark.parametrize(("name", "kind"), [("after-purchase", "nps"), ("support", "ces"), ("visit", "csat")])
def test_each_sample_survey_first_asks_for_its_own_kind_of_score(name: str, kind: str) -> None:
    first = survey(name).first_scored
    assert first is not None
    assert (first.id, first.kind, first.required) == (kind, kind, True)


def texts_of(value: object) -> list[dict[str, str]]:
    """Every table of texts by language in a definition."""
    if isinstance(value, list):
        return [text for item in value for text in texts_of(item)]
    if isinstance(value, dict):
        return [value] if "fi" in value else [text for item in value.values() for text in texts_of(item)]
    return []


@pytest.mark.parametrize("name", NAMES)
def test_every_text_of_a_sample_survey_exists_in_finnish_swedish_and_english(name: str) -> None:
    texts = texts_of(document(name))
    assert len(texts) > 10
    assert all(set(text) == {"fi", "sv", "en"} and all(text.values()) for text in texts)


@pytest.mark.parametrize("name", NAMES)
def test_each_unit_of_a_sample_survey_has_an_owner_and_another_manager(name: str) -> None:
    units = survey(name).units
    assert [unit.id for unit in units] == ["helsinki", "turku"]
    assert all(unit.owner.email != unit.manager.email for unit in units)
    assert all(unit.owner.email == f"owner.{unit.id}@example.com" for unit in units)


def test_after_purchase_asks_nps_why_two_statements_and_topics() -> None:
    kinds = [(question.id, question.kind) for question in survey().questions]
    statements = [("delivery", "statement"), ("product", "statement")]
    assert kinds == [("nps", "nps"), ("why", "text"), *statements, ("topics", "choice")]


def test_an_answer_about_an_unknown_unit_is_the_business_of_the_first_one() -> None:
    assert survey().unit("rovaniemi").id == "helsinki"
    assert survey().unit(None).id == "helsinki"
    assert survey().unit("turku").id == "turku"


@pytest.mark.parametrize(
    ("wanted", "spoken"), [("sv", "sv"), ("sv-FI", "sv"), ("EN", "en"), ("de", "fi"), ("", "fi"), (None, "fi")]
)
def test_a_survey_speaks_the_wanted_language_or_else_its_first(wanted: str | None, spoken: str) -> None:
    assert survey().language(wanted) == spoken


def test_a_text_that_is_missing_in_a_language_is_shown_in_its_first() -> None:
    assert text_in({"fi": "Hei"}, "sv") == "Hei"
    with pytest.raises(Unknown):
        text_in({}, "sv")


def test_a_root_cause_that_the_survey_no_longer_knows_is_shown_by_its_value() -> None:
    causes = survey().root_causes
    assert label_of(causes, "delivery", "en") == "Delivery"
    assert label_of(causes, "dragons", "en") == "dragons"


def test_a_survey_may_set_its_own_rule_for_what_is_unhappy_and_when_a_question_is_shown() -> None:
    definition = document()
    definition["questions"][2] |= {"negative_at_most": 3, "show_when": {"question": "nps", "at_most": 8}}
    question = survey_from(definition).question("delivery")
    assert question is not None
    assert question.is_negative(3)
    assert question.show_when is not None
    assert question.show_when.at_most == 8


def test_a_definition_with_a_misspelt_property_is_refused_before_it_is_published() -> None:
    definition = document()
    definition["questions"][0]["requierd"] = True
    with pytest.raises(TypeError):
        survey_from(definition)
