"""The opening of cases: the first record of a case."""

from dataclasses import replace
from datetime import datetime

from kuultu.domain.cases.case import CaseRecord
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.lifecycle import new_case
from kuultu.errors import Unknown
from kuultu.observability import count
from kuultu.services.calendar.survey_clocks import clocks_of
from kuultu.services.calendar.unit_working_time import working_time_of
from kuultu.services.cases.executions import first_look_at
from kuultu.services.dossiers import reloaded, survey_of
from kuultu.services.related_cases import note_customer
from kuultu.store import cases, responses


def opened_case(case_id: str, execution: str, now: datetime) -> CaseRecord:
    """The record of a case that an execution ("" for the first) opens now; raises Unknown without a response."""
    response = responses.find(case_id)
    if response is None:
        raise Unknown("There is no such response.")
    survey = survey_of(response)
    working = working_time_of(survey.unit(response.context.unit))
    case = replace(new_case(response, survey, clocks_of(survey), working, now), execution=execution)
    dossier = Dossier(CaseRecord(case, ()), response, survey)
    note_customer(response, now)
    if not cases.add(case, first_look_at(case, dossier, now)):
        return reloaded(dossier).record
    responses.mark_handled(response, now)
    count("CaseOpened", case_id=case_id)
    return dossier.record
