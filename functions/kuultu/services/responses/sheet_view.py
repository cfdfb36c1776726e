"""Views of answer sheets, the forms on the page of a survey: filled in as a query says, and nothing is stored."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from kuultu.domain.protection.form_token import form_token
from kuultu.domain.responses.answer_sheet import AnswerSheet, Values, context_in, preselected
from kuultu.domain.surveys.survey import Survey
from kuultu.services.surveys.current_surveys import survey_in_use, survey_open_or_closed


def new_sheet(survey_id: str, asked: Values, languages: Sequence[str], now: datetime) -> AnswerSheet:
    """A sheet with a new key, in the first wanted language that the survey speaks.

    Raises Unknown, or Gone when the survey is closed. Reads only.
    """
    survey = survey_in_use(survey_id, now)
    language = first_spoken(survey, languages)
    return AnswerSheet(
        survey, language, new_key(), form_token(survey, now), preselected(survey, asked), context_in(asked)
    )


def survey_and_language(survey_id: str, languages: Sequence[str], now: datetime) -> tuple[Survey, str]:
    """A survey, open or closed, and the first wanted language that the survey speaks; raises Unknown. Reads only."""
    survey = survey_open_or_closed(survey_id, now)
    return survey, first_spoken(survey, languages)


def new_key() -> str:
    """A random key for a sheet: all that is sent from the sheet is one response."""
    return secrets.token_urlsafe(24)


def first_spoken(survey: Survey, languages: Sequence[str]) -> str:
    """The first wanted language that the survey speaks (`fi-FI` is `fi`), else the survey's first."""
    short = [language.split("-")[0].lower() for language in languages]
    return next((language for language in short if language in survey.languages), survey.languages[0])
