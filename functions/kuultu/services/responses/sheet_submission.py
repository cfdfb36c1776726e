"""Answers that come from the page of a survey: stored as those that programs send, or given back to be mended."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from kuultu.domain.protection.form_token import TokenCheck, check_token, form_token
from kuultu.domain.responses.answer_sheet import AnswerSheet, content_of, context_in, filled_in
from kuultu.domain.responses.submission import UNKEPT
from kuultu.domain.surveys.survey import Survey
from kuultu.errors import Invalid, KeyReused, TooMany
from kuultu.services.protection.admission import Sender
from kuultu.services.responses.response_recording import record, response_id_for
from kuultu.services.responses.sheet_view import new_key
from kuultu.services.surveys.current_surveys import survey_in_use
from kuultu.store.tables import StoreFailure
from kuultu.web.form_body import Values, values_from
from kuultu.web.problems import as_kuultu_error
from kuultu.web.same_origin import refuse_other_sites


def take_form(survey_id: str, body: bytes, headers: Mapping[str, str], address: str, now: datetime) -> AnswerSheet:
    """Store what was filled in; a sheet with a problem is not stored, and nothing that is on it is lost.

    `address` is the sender's. Raises CrossSite, Unsupported, TooLarge, Malformed, Unknown, or Gone when the survey is
    closed.
    """
    refuse_other_sites(headers)
    values = values_from(body, headers.get("content-type", ""))
    sheet = _sheet(survey_in_use(survey_id, now), values, now)
    response_id = response_id_for(survey_id, sheet.key)
    unseen = {name: values[name][0] for name in UNKEPT if name in values}
    try:
        record(sheet.survey, response_id, content_of(sheet) | unseen, Sender(address, on_page=True), now)
    except KeyReused as reused:  # sent before, and changed since: it takes a new key to send both
        return replace(sheet, problem=reused, key=new_key())
    except (Invalid, TooMany) as refusal:
        return replace(sheet, problem=refusal)
    except StoreFailure as failure:
        return replace(sheet, problem=as_kuultu_error(failure))
    return sheet


def _sheet(survey: Survey, values: Values, now: datetime) -> AnswerSheet:
    key, token, language = (values.get(name, [""])[0] for name in ("key", "form", "language"))
    still_good = check_token(token, survey, now) in {TokenCheck.USUAL, TokenCheck.HASTY}
    return AnswerSheet(
        survey,
        survey.language(language),
        key or new_key(),
        token if still_good else form_token(survey, now),
        filled_in(survey, values),
        context_in(values),
    )
