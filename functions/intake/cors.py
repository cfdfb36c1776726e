"""CORS headers of the API: a survey with `allowed_origins` can be asked from pages of those origins only."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from kuultu.domain.surveys.survey_settings import SurveySettings
from kuultu.services.surveys.current_surveys import settings_of_survey
from kuultu.web.headers import for_origin

SURVEY = re.compile(r"/v1/surveys/([^/]+)(?:/responses)?")


def with_cors_headers(event: Mapping[str, Any], response: dict[str, Any], now: datetime) -> dict[str, Any]:
    """The response to a request, with CORS headers for the page that asked, if the survey allows that page."""
    origin = event.get("headers", {}).get("origin")
    asked = SURVEY.fullmatch(event.get("rawPath", ""))
    failed = response["statusCode"] >= 500  # then it would fail again, and take as long
    known = settings_of_survey(asked[1], now) if asked and origin and not failed else SurveySettings()
    if known.allowed_origins:
        response["headers"] = for_origin(response["headers"], origin if known.admits(origin) else None)
    return response
