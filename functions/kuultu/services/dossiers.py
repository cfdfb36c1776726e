"""Dossiers: loaded once for each step, and kept up to date with what the writes return."""

from kuultu.domain.cases.case import Case, CaseRecord
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.responses.response import Response
from kuultu.domain.surveys.survey import Survey
from kuultu.errors import Unknown
from kuultu.store import absences, cases, responses, surveys


def dossier_of(case_id: str) -> Dossier:
    """The dossier of a case; raises Unknown when the case or its response is not there."""
    record = cases.load(case_id)
    if record is None:
        raise Unknown("There is no such case.")
    return dossier_with(record)


def dossier_with(record: CaseRecord) -> Dossier:
    """The dossier of a case whose record is loaded; raises Unknown when its response is not there."""
    response = responses.find(record.case.id)
    if response is None:
        raise Unknown("There is no such case.")
    return Dossier(record, response, survey_of(response))


def survey_of(response: Response) -> Survey:
    """The survey's version to which a response was given, with who is away; raises Unknown."""
    survey = surveys.survey_version(response.survey_id, response.survey_version)
    return survey.with_absences(absences.all_absences()) if survey.directory.members else survey


def reloaded(dossier: Dossier) -> Dossier:
    """The dossier with case and tasks read again, after possible changes by another process; raises Unknown."""
    record = cases.load(dossier.case.id)
    if record is None:
        raise Unknown("There is no such case.")
    return dossier.with_record(record)


def after_write(dossier: Dossier, case: Case | None) -> Dossier:
    """The dossier with the case after a write; read again when the write was refused."""
    return dossier.with_case(case) if case else reloaded(dossier)
