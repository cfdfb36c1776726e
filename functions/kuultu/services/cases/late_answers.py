"""What comes in place of a partial answer on which a case was begun: the case goes on, with what is known now."""

from datetime import datetime

from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.late_answers import completed
from kuultu.domain.cases.task import TaskKind
from kuultu.domain.mail.mail import NEWS, Mail
from kuultu.observability import count
from kuultu.services.calendar.survey_clocks import clocks_of
from kuultu.services.calendar.unit_working_time import working_time_of
from kuultu.services.cases.case_opening import start_case
from kuultu.services.cases.task_opening import send
from kuultu.services.dossiers import dossier_of, reloaded
from kuultu.store import cases, responses


def take_in(response_id: str, now: datetime) -> None:
    """Bring a case up to date with the answer that came after it had begun; done twice, it changes nothing.

    Whatever the verdict is now, a person looks at the case. One that is not there yet is opened with the new answer.
    """
    response = responses.find(response_id)
    if response is None or response.handled or not response.case_begun or response.rests(now):
        return
    if cases.load(response_id) is None:
        start_case(response_id)
        return
    dossier = dossier_of(response_id)
    if dossier.case.outcome or _is_noted(dossier, now):
        _tell(reloaded(dossier), now)
        responses.mark_handled(response, now)
        count("ResponseCompleted", response_id=response_id, verdict=response.verdict)


def _is_noted(dossier: Dossier, now: datetime) -> bool:
    """Whether the open case knows what was answered; False when something else happened to it in the same moment."""
    working, clocks = working_time_of(dossier.unit), clocks_of(dossier.survey)
    after = completed(dossier.case, dossier.response, dossier.survey, clocks, working, now)
    return after == dossier.case or cases.complete(dossier.case, after, now)


def _tell(dossier: Dossier, now: datetime) -> None:
    """Thank a customer who can be reached only now, alert the manager, and tell the owner; each once."""
    case, early_end = dossier.case, dossier.record.task(TaskKind.END_REFLECTION)
    if case.reachable:
        send(Mail(case.id, 1, "acknowledgement"), dossier, now)
    if case.urgent and early_end and early_end.open:
        send(Mail(case.id, case.round, "alert", TaskKind.END_REFLECTION), dossier, now)
    if not dossier.response.partial:
        send(Mail(case.id, 1, "reminder-case", TaskKind.CASE, NEWS), dossier, now)
