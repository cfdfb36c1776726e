"""Allowed origins: the web pages that may ask a survey; all pages when the survey names none."""

from datetime import datetime

from kuultu.domain.surveys.survey_settings import SurveySettings
from kuultu.errors import KuultuError
from kuultu.services.surveys.current_surveys import survey_in_use
from kuultu.store.tables import StoreFailure


def settings_of_survey(survey_id: str, now: datetime) -> SurveySettings:
    """The settings of a survey in use; the usual ones for a survey that cannot be read."""
    try:
        return survey_in_use(survey_id, now).settings
    except (KuultuError, StoreFailure):
        return SurveySettings()
