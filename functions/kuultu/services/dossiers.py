"""Loading everything that is on record about a case."""

from kuultu.domain.cases.dossier import Dossier
from kuultu.errors import Unknown
from kuultu.store import cases, responses, surveys


def dossier_of(case_id: str) -> Dossier:
    """The dossier of a case; raises Unknown when the case or its response is not there."""
    record, response = cases.load(case_id), responses.find(case_id)
    if record is None or response is None:
        raise Unknown("There is no such case.")
    return Dossier(record, response, surveys.survey_version(response.survey_id, response.survey_version))


def reloaded(dossier: Dossier) -> Dossier:
    """The dossier with its case and tasks as they are now."""
    record = cases.load(dossier.case.id)
    if record is None:
        raise Unknown("There is no such case.")
    return dossier.with_record(record)
