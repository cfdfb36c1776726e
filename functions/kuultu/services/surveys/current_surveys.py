"""The surveys in use, read once a minute by each process."""

import re
from datetime import datetime, timedelta

from kuultu.domain.surveys.survey import Survey
from kuultu.domain.surveys.survey_settings import SurveySettings
from kuultu.errors import Gone, KuultuError, Unknown
from kuultu.store import surveys
from kuultu.store.tables import StoreFailure

FRESH = timedelta(minutes=1)
"""The time for which a Lambda goes on with a survey that it has read."""

_read: dict[str, tuple[datetime, Survey]] = {}


def survey_in_use(survey_id: str, now: datetime) -> Survey:
    """The current version of a survey; raises Unknown, or Gone when it is closed."""
    survey = survey_open_or_closed(survey_id, now)
    if survey.closed:
        raise Gone("This survey is closed. Thank you for wanting to answer.", code="survey-closed")
    return survey


def survey_open_or_closed(survey_id: str, now: datetime) -> Survey:
    """The current version of a survey; raises Unknown."""
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", survey_id, re.ASCII):
        raise Unknown("There is no such survey.")
    known = _read.get(survey_id)
    if known is None or now - known[0] > FRESH:
        known = (now, surveys.current_survey(survey_id))
        _read[survey_id] = known
    return known[1]


def settings_of_survey(survey_id: str, now: datetime) -> SurveySettings:
    """The settings of a survey in use; the usual ones for a survey that cannot be read."""
    try:
        return survey_in_use(survey_id, now).settings
    except (KuultuError, StoreFailure):
        return SurveySettings()


def forget() -> None:
    """Forget the surveys that were read, as a new Lambda would."""
    _read.clear()
    surveys.forget_versions()
