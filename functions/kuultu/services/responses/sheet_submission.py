"""Submission of answer sheets, the forms on the page of a survey: stored, or given back to be corrected."""

from dataclasses import replace
from datetime import datetime

from kuultu.domain.protection.form_token import TokenCheck, check_token, form_token
from kuultu.domain.responses.answer_sheet import AnswerSheet, Values, content_of, context_in, filled_sheet
from kuultu.domain.responses.submission import UNKEPT
from kuultu.domain.surveys.survey import Survey
from kuultu.errors import KeyReused
from kuultu.services.protection.admission import Sender
from kuultu.services.responses.response_recording import record_under_id
from kuultu.services.responses.response_storing import obstacle_to, response_id_for
from kuultu.services.responses.sheet_view import new_key
from kuultu.services.surveys.current_surveys import survey_in_use


def submit_sheet(survey_id: str, values: Values, address: str, now: datetime) -> AnswerSheet:
    """Store a filled sheet; a sheet with a problem is not stored, and keeps all that is on it.

    `address` is the sender's. Raises Malformed, Unknown, or Gone when the survey is closed.
    """
    sheet = _sheet(survey_in_use(survey_id, now), values, now)
    response_id = response_id_for(survey_id, sheet.key)
    content = content_of(sheet) | {name: values[name][0] for name in UNKEPT if name in values}
    sender = Sender(address, on_page=True)
    problem = obstacle_to(lambda: record_under_id(sheet.survey, response_id, content, sender, now))
    sent_before = isinstance(problem, KeyReused)  # and changed since: it takes a new key to send both
    return replace(sheet, problem=problem, key=new_key() if sent_before else sheet.key)


def _sheet(survey: Survey, values: Values, now: datetime) -> AnswerSheet:
    key, token, language = (values.get(name, [""])[0] for name in ("key", "form", "language"))
    still_good = check_token(token, survey, now) in {TokenCheck.USUAL, TokenCheck.HASTY}
    return AnswerSheet(
        survey,
        survey.language(language),
        key or new_key(),
        token if still_good else form_token(survey, now),
        filled_sheet(survey, values),
        context_in(values),
    )
