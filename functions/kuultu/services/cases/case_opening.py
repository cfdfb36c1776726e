"""The opening of cases: the start of handling, once, for the stream or the sweep; and the case's first record."""

from datetime import datetime

from kuultu.domain.cases.case import CaseRecord
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.lifecycle import new_case
from kuultu.domain.mail.mail import Mail, MailKind
from kuultu.domain.responses.response import Response
from kuultu.errors import Unknown
from kuultu.observability import count
from kuultu.services.calendar.survey_clocks import clocks_of
from kuultu.services.calendar.unit_working_time import working_time_of
from kuultu.services.cases.executions import first_look_at, start_case
from kuultu.services.dossiers import reloaded
from kuultu.services.mail.mail_composing import compose_thanks
from kuultu.services.mail.mail_sending import send_once
from kuultu.store import cases, responses, surveys


def begin_handling(response_id: str, now: datetime) -> None:
    """Start the case of a negative response, thank for any other; a second call changes nothing.

    A partial response waits until `quiet_at`. A response that replaces one with a case is left to `late_answers`.
    """
    response = responses.find(response_id)
    if response is None or response.handled or response.case_begun or response.rests(now):
        return
    if response.verdict == "negative":
        if response.partial and not responses.note_case(response):
            return
        start_case(response_id)
    elif response.reachable:
        _thank(response, now)
    responses.mark_handled(response, now)
    count("ResponseHandled", response_id=response_id, verdict=response.verdict)


def _thank(response: Response, now: datetime) -> None:
    survey = surveys.survey_version(response.survey_id, response.survey_version)
    send_once(Mail(response.id, 0, MailKind.THANKS), lambda: compose_thanks(response, survey), now)


def opened_case(case_id: str, now: datetime) -> CaseRecord:
    """The record of a case that is opened now; raises Unknown without its response."""
    response = responses.find(case_id)
    if response is None:
        raise Unknown("There is no such response.")
    survey = surveys.survey_version(response.survey_id, response.survey_version)
    working = working_time_of(survey.unit(response.context.unit))
    case = new_case(response, survey, clocks_of(survey), working, now)
    dossier = Dossier(CaseRecord(case, ()), response, survey)
    if not cases.add(case, first_look_at(case, dossier, now)):
        return reloaded(dossier).record
    count("CaseOpened", case_id=case_id)
    return dossier.record
