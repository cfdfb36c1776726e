"""Which web pages may ask a survey: those of the origins that it allows, or all when it names none."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from kuultu.domain.surveys.survey_settings import SurveySettings
from kuultu.errors import KuultuError
from kuultu.services.surveys.current_surveys import survey_in_use
from kuultu.store.tables import StoreFailure
from kuultu.web.headers import for_origin

SURVEY = re.compile(r"/v1/surveys/([^/]+)(?:/responses)?")


def kept_to_its_origins(event: Mapping[str, Any], answer: dict[str, Any], now: datetime) -> dict[str, Any]:
    """The answer to a request, with CORS headers for the page that asked, if the survey allows that page."""
    origin = event.get("headers", {}).get("origin")
    asked = SURVEY.fullmatch(event.get("rawPath", ""))
    failed = answer["statusCode"] >= 500  # then it would fail again, and take as long
    survey_settings = _settings_of(asked[1], now) if asked and origin and not failed else SurveySettings()
    if survey_settings.allowed_origins:
        answer["headers"] = for_origin(answer["headers"], origin if survey_settings.admits(origin) else None)
    return answer


def _settings_of(survey_id: str, now: datetime) -> SurveySettings:
    """The survey_settings of a survey; one that cannot be read has none, nor anything to tell."""
    try:
        return survey_in_use(survey_id, now).settings
    except (KuultuError, StoreFailure):
        return SurveySettings()
