"""What is wrong with a survey's definition is told all at once, each violation where it is."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.surveys.survey_files import has_holidays
from kuultu.domain.responses.staff_sheet import BESIDE
from kuultu.domain.surveys.survey import survey_from
from kuultu.domain.surveys.validation import Known, violations_in
from kuultu.services.email_address import email_flaw
from tests.conftest import ROOT
from tests.unit.helpers.builders import document

KNOWN = Known(email_flaw, has_holidays)
NAMES = sorted(file.stem for file in (ROOT / "surveys").glob("*.toml"))


def told(content: object) -> dict[tuple[str | int, ...], str]:
    """What is wrong, by where it is."""
    return {violation.path: violation.text for violation in violations_in(content, KNOWN)}


def told_when(change: Callable[[dict[str, Any]], object]) -> dict[tuple[str | int, ...], str]:
    """What is wrong with a good definition after this change."""
    content = document()
    change(content)
    return told(content)


@pytest.mark.parametrize("name", NAMES)
def test_the_ready_made_surveys_have_no_fault(name: str) -> None:
    assert told(document(name)) == {}


def test_there_is_a_ready_made_survey_for_each_occasion() -> None:
    assert NAMES == ["after-purchase", "delivery", "support", "visit"]


def test_everything_that_is_wrong_is_told_at_once() -> None:
    def change(content: dict[str, Any]) -> None:
        del content["thanks"]
        content["tittle"] = content.pop("title")
        del content["questions"][0]["text"]["sv"]
        content["units"][1]["time_zone"] = "Europe/Åbo"

    found = told_when(change)
    assert set(found) == {(), ("tittle",), ("questions", 0, "text"), ("units", 1, "time_zone")}
    assert found["questions", 0, "text"] == "The Swedish text (sv) is missing."
    assert found["tittle",] == '"tittle" is not known here. Did you mean "title"?'


Where = tuple[str | int, ...]

WRONG: list[tuple[Where, object, str]] = [
    (("id",), "my survey", "begins with a letter"),
    (("languages",), [], "one at least"),
    (("languages",), ["fi", "de"], ""),
    (("title",), "Miten meni?", "a text for each language"),
    (("title", "sv"), "  ", "Swedish text"),
    (("title", "de"), "Wie war es?", "not among the languages"),
    (("organisation",), 7, "a text"),
    (("questions",), [], "one at least"),
    (("questions", 0, "kind"), "stars", "one of nps"),
    (("questions", 0, "kind"), ["nps"], "one of nps"),
    (("questions", 0, "required"), "true", "without quotation marks"),
    (("questions", 0, "id"), "unit", "something else"),
    (("questions", 0, "negative_at_most"), 10, "from 0 to 9"),
    (("questions", 2, "negative_at_most"), 0, "from 1 to 4"),
    (("questions", 2, "negative_at_most"), True, "whole number"),
    (("questions", 1, "negative_at_most"), 2, "has no score"),
    (("questions", 1, "choices"), [{"value": "a", "label": {"fi": "a", "sv": "a", "en": "a"}}], "has no choices"),
    (("questions", 1), {"id": "why", "kind": "choice"}, "what customers can choose from"),
    (("questions", 1, "id"), "nps", "used twice"),
    (("questions", 1, "id"), 7, "begins with a letter"),
    (("questions", 4, "choices", 1, "value"), "delivery", "used twice"),
    (("questions", 4, "choices", 0, "legal_days"), 0, "from 1 to 365"),
    (("questions", 1, "show_when"), {"question": "delivery", "at_most": 2}, "asked before"),
    (("questions", 1, "show_when"), {"question": "nps2", "at_most": 2}, "no question"),
    (("questions", 2, "show_when"), {"question": "why", "at_most": 2}, "no score"),
    (("questions", 1, "show_when"), {"question": "nps"}, "which scores"),
    (("questions", 3, "show_when"), {"question": "delivery", "at_most": 6}, "from 1 to 5"),
    (("questions", 1, "show_when"), {"question": "nps", "at_most": 2, "at_least": 3}, "No score is both"),
    (("root_causes", 0, "value"), "other", "always offered"),
    (("root_causes", 0, "urgent"), True, "not known here"),
    (("units",), [], "one at least"),
    (("units", 1, "id"), "helsinki", "used twice"),
    (("units", 0, "owner", "email"), "mari", "not a mail address"),
    (("units", 0, "manager"), "Outi", "name, email"),
    (("units", 0, "mailbox"), "palaute", "not a mail address"),
    (("units", 0, "language"), "de", "one of fi"),
    (("units", 0, "time_zone"), "../etc/passwd", "no such time zone"),
    (("units", 0, "working_hours"), {"mon": ["17:00-9:00"]}, "end after they begin"),
    (("units", 0, "working_hours"), {"mon": 9}, "written like"),
    (("units", 0, "holidays"), "XX", "No public holidays"),
    (("remedy_limit",), -1, "in euros"),
    (("remedy_limit",), float("nan"), "in euros"),
    (("reflection_days",), 2, '"promise_days" as well'),
    (("follow_up_days",), 0, "whether it helped"),
    (("retention_days",), 30, "from 90"),
    (("allowed_origins",), ["https://shop.example/"], "without a slash"),
    (("allowed_origins",), ["http://shop.example"], "https://shop.example"),
    (("allowed_origins",), "*", "a list"),
    (("allowed_origins",), ["https://shop.example", "https://shop.example"], "there already"),
    (("closed",), 1, "true or false"),
]


@pytest.mark.parametrize(("path", "value", "reason"), WRONG, ids=lambda part: str(part)[:40])
def test_each_mistake_is_told_where_it_is(path: Where, value: object, reason: str) -> None:
    def change(content: Any) -> None:  # noqa: ANN401 - goes down into any value
        for step in path[:-1]:
            content = content[step]
        content[path[-1]] = value

    found = [text for at, text in told_when(change).items() if at[: len(path)] == path]
    assert len(found) >= 1
    assert any(reason in text for text in found)


@pytest.mark.parametrize("content", [None, [], "id", 7, [document()]])
def test_what_is_no_table_at_all_is_no_definition(content: object) -> None:
    assert list(told(content)) == [()]


def test_an_answer_is_promised_for_after_the_time_to_think() -> None:
    assert list(told(document() | {"reflection_days": 2, "promise_days": 2})) == [("promise_days",)]
    assert told(document() | {"reflection_days": 2, "promise_days": 3}) == {}


def test_a_survey_needs_texts_in_its_own_languages_only() -> None:
    def one_language(value: Any) -> Any:  # noqa: ANN401 - any part of a definition
        if isinstance(value, dict):
            return {key: one_language(inner) for key, inner in value.items() if key not in {"sv", "en"}}
        return [one_language(item) for item in value] if isinstance(value, list) else value

    assert told(one_language(document()) | {"languages": ["fi"]}) == {}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-20, 20) | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*document(), "fi", "x"]), inner),
    max_leaves=8,
)


@given(JSON, st.sampled_from([*document(), "closed", "allowed_origins", "reflection_days", "promise_days"]))
def test_no_value_at_all_breaks_the_check(value: object, key: str) -> None:
    assert isinstance(violations_in(value, KNOWN), list)
    violations_in(document() | {key: value}, KNOWN)


@given(JSON, st.sampled_from(["id", "kind", "text", "choices", "show_when", "negative_at_most"]), st.integers(0, 4))
def test_what_the_check_passes_can_be_read_as_a_survey(value: object, key: str, index: int) -> None:
    content = document()
    content["questions"][index][key] = value
    if not violations_in(content, KNOWN):
        survey_from(content)


@pytest.mark.parametrize("name", BESIDE)
def test_no_question_has_the_name_of_another_field_on_the_page_of_staff(name: str) -> None:
    found = told_when(lambda content: content["questions"][0].update(id=name))
    assert "something else" in found["questions", 0, "id"]
