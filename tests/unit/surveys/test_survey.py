"""The three sample surveys, and how a definition becomes a survey."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from kuultu.domain.calendar.opening_hours import USUAL_WEEK, week_from
from kuultu.domain.calendar.working_time import AllHours
from kuultu.domain.surveys.survey import label_of, survey_from, text_in
from kuultu.domain.surveys.unit import Unit
from kuultu.errors import Unknown
from kuultu.services.calendar.unit_working_time import working_time_of
from kuultu.settings import settings
from kuultu.web.survey_json import survey_in
from tests.unit.helpers.builders import NAMES, document, survey


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


def unit_with(**properties: Any) -> Unit:  # noqa: ANN401 - any property, right or wrong
    """The first unit of a survey whose definition says this of it."""
    definition = document()
    definition["units"][0] |= properties
    return survey_from(definition).units[0]


def test_helsinki_says_when_it_works_and_turku_works_as_is_usual() -> None:
    helsinki, turku = survey().units
    assert (helsinki.working_hours, helsinki.holidays) == (USUAL_WEEK, "FI")
    assert (turku.working_hours, turku.holidays) == (USUAL_WEEK, "FI")


def test_a_unit_may_have_lunch_breaks_closed_days_and_nights_until_midnight() -> None:
    week = unit_with(working_hours={"fri": ["13:00-17:00", "9:00-12:00"], "sun": ["18:30-24:00"]}).working_hours
    assert week[4] == ((time(9), time(12)), (time(13), time(17)))
    assert week[6] == ((time(18, 30), time(0)),)
    assert not any(week[day] for day in (0, 1, 2, 3, 5))


@pytest.mark.parametrize(
    ("hours", "reason"),
    [
        ({"mon": ["17:00-9:00"]}, "end after they begin"),
        ({"mon": ["9:00-9:00"]}, "end after they begin"),
        ({"mon": ["22:00-24:01"]}, "end after they begin"),
        ({"mon": ["9:00-13:00", "12:00-17:00"]}, "overlap"),
        ({"maanantai": ["9:00-17:00"]}, "not for maanantai"),
        ({"mon": ["9-17"]}, "written like"),
        ({"mon": ["9:60-17:00"]}, "written like"),
        ({"mon": [9]}, "written like"),
        ({"mon": "9:00-17:00"}, "must be a list"),
        ({"mon": []}, "somebody must be at work"),
        ({}, "somebody must be at work"),
    ],
)
def test_working_hours_that_make_no_sense_are_refused_with_the_reason(hours: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        week_from(hours)
    with pytest.raises(ValueError, match=reason):
        unit_with(working_hours=hours)


def test_a_unit_says_by_an_iso_code_whose_holidays_it_keeps() -> None:
    assert unit_with(holidays="FI-18").holidays == "FI-18"
    with pytest.raises(ValueError, match="FI-18"):
        unit_with(holidays="Finland")


@pytest.mark.parametrize(("euros", "cents"), [(100, 100_00), (0, 0), (49.9, 49_90), (1.15, 1_15)])
def test_the_remedy_limit_is_written_in_euros_and_kept_in_cents(euros: float, cents: int) -> None:
    assert survey_from({**document(), "remedy_limit": euros}).remedy_limit_cents == cents


def test_the_remedy_limit_is_a_hundred_euros_unless_a_survey_sets_its_own_and_never_below_zero() -> None:
    definition = document()
    del definition["remedy_limit"]
    assert survey_from(definition).remedy_limit_cents == survey().remedy_limit_cents == 100_00
    with pytest.raises(ValueError, match="euros"):
        survey_from({**definition, "remedy_limit": -1})


@pytest.mark.parametrize("name", NAMES)
def test_customers_can_tell_each_sample_survey_of_a_danger_or_a_barrier_but_need_not(name: str) -> None:
    topics = survey(name).question("topics")
    assert topics is not None
    assert not topics.required
    assert [choice.value for choice in topics.choices if choice.urgent] == ["safety"]
    assert [(choice.value, choice.legal_days) for choice in topics.choices if choice.legal_days] == [
        ("accessibility", 14)
    ]


def test_customers_are_not_shown_what_is_urgent_or_has_a_deadline() -> None:
    topics = survey_in(survey(), "en")["questions"][-1]
    assert all(set(choice) == {"value", "label"} for choice in topics["choices"])


@pytest.fixture
def fast_clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A deployment whose day passes in a minute."""
    monkeypatch.setenv("DAY_SECONDS", "60")
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.mark.parametrize(("place", "works_on_epiphany"), [("FI", False), ("NO", True)])
def test_a_unit_works_by_its_own_hours_time_zone_and_holidays(place: str, works_on_epiphany: bool) -> None:
    working = working_time_of(unit_with(holidays=place, working_hours={"tue": ["7:00-8:00"], "wed": ["7:00-8:00"]}))
    assert working.is_working(datetime(2026, 1, 6, 5, 30, tzinfo=UTC)) is works_on_epiphany
    assert working.is_working(datetime(2026, 1, 7, 5, 30, tzinfo=UTC))


def test_a_unit_whose_day_passes_in_a_minute_works_at_all_hours(fast_clock: None) -> None:
    assert working_time_of(unit_with()) == AllHours(timedelta(minutes=1))
