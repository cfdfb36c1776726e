"""A survey's own settings: its clocks beside those of the deployment, and the pages that may ask it."""

from dataclasses import replace

from kuultu.domain.surveys.survey import survey_from
from kuultu.domain.surveys.survey_settings import SurveySettings
from tests.unit.helpers.builders import CLOCKS, DAY, document

SHOP = "https://shop.example"


def test_a_survey_that_says_nothing_goes_by_the_clocks_of_the_deployment() -> None:
    settings = SurveySettings()
    assert settings.clocks(CLOCKS) == CLOCKS
    assert (settings.retention_days, settings.partial) == (None, False)


def test_a_survey_sets_its_own_clocks_and_leaves_the_others() -> None:
    settings = survey_from(document() | {"promise_days": 5, "follow_up_days": 3.5}).settings
    assert settings.clocks(CLOCKS) == replace(CLOCKS, promise_days=5, follow_up_days=3.5)
    assert settings.clocks(CLOCKS).reflection == DAY


def test_a_survey_may_leave_no_time_to_think() -> None:
    assert SurveySettings(reflection_days=0).clocks(CLOCKS).reflection_days == 0


def test_any_page_may_ask_a_survey_that_names_none() -> None:
    assert SurveySettings().admits(SHOP)


def test_only_the_pages_that_a_survey_names_may_ask_it() -> None:
    settings = survey_from(document() | {"allowed_origins": [SHOP]}).settings
    assert settings.admits(SHOP)
    assert not settings.admits("https://shop.example.evil")
    assert not settings.admits("http://shop.example")


def test_a_definition_says_for_how_long_answers_are_kept_and_whether_partial_ones_are() -> None:
    settings = survey_from(document() | {"retention_days": 365, "partial": False}).settings
    assert (settings.retention_days, settings.partial) == (365, False)
    assert survey_from(document()).settings.partial
