"""Surveys as pages: looking fills in what the query says, and stores nothing."""

import secrets
from collections.abc import Mapping
from datetime import datetime

from kuultu.domain.protection.form_token import form_token
from kuultu.domain.responses.answer_sheet import AnswerSheet, context_in, preselected
from kuultu.domain.surveys.survey import Survey
from kuultu.services.surveys.current_surveys import survey_in_use, survey_open_or_closed
from kuultu.web.accept_language import by_preference
from kuultu.web.form_body import Values, values_in_query


def new_sheet(survey_id: str, query: str, headers: Mapping[str, str], now: datetime) -> AnswerSheet:
    """A form with a key of its own; raises Unknown, or Gone when the survey is closed. Reads only."""
    survey, asked = survey_in_use(survey_id, now), values_in_query(query)
    language = _language(survey, asked, headers)
    return AnswerSheet(
        survey, language, new_key(), form_token(survey, now), preselected(survey, asked), context_in(asked)
    )


def speaking(survey_id: str, query: str, headers: Mapping[str, str], now: datetime) -> tuple[Survey, str]:
    """A survey, open or closed, and the language to speak to whoever asks; raises Unknown. Reads only."""
    survey = survey_open_or_closed(survey_id, now)
    return survey, _language(survey, values_in_query(query), headers)


def new_key() -> str:
    """What makes everything that is sent from one form one response."""
    return secrets.token_urlsafe(24)


def _language(survey: Survey, asked: Values, headers: Mapping[str, str]) -> str:
    """What the address asks for, else the browser, if the survey speaks it; else the survey's first."""
    wanted = [*asked.get("language", []), *by_preference(headers.get("accept-language", ""))]
    short = [language.split("-")[0].lower() for language in wanted]
    return next((language for language in short if language in survey.languages), survey.languages[0])
