"""Late answers: the response that replaces a partial one on which a case was begun, merged into that case."""

from datetime import datetime

from kuultu.domain.cases.case import Case
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.late_answers import completed
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.mail.mail import Mail, MailKind
from kuultu.domain.responses.response import Response
from kuultu.observability import count
from kuultu.services.calendar.survey_clocks import clocks_of
from kuultu.services.calendar.unit_working_time import working_time_of
from kuultu.services.dossiers import survey_of
from kuultu.services.mail.mail_throttling import send_or_hold
from kuultu.services.related_cases import note_customer
from kuultu.store import cases, responses


def merge_late_answer(response: Response, now: datetime) -> None:
    """Update a case with the answer that came after the case had begun; a second call changes nothing.

    Whatever the verdict is now, a person looks at the case. A case that is not there yet opens with the new answer.
    """
    record = cases.load(response.id)
    if record is None:
        return
    dossier = Dossier(record, response, survey_of(response))
    note_customer(response, now)
    case = dossier.case if dossier.case.outcome else _noted(dossier, now)
    if case:
        _tell(dossier.with_case(case), now)
        responses.mark_handled(response, now)
        count("ResponseCompleted", response_id=response.id, verdict=response.verdict)


def _noted(dossier: Dossier, now: datetime) -> Case | None:
    """The open case with the new answer; None when it changed otherwise in the same moment."""
    working, clocks = working_time_of(dossier.unit), clocks_of(dossier.survey)
    after = completed(dossier.case, dossier.response, dossier.survey, clocks, working, now)
    return after if after == dossier.case else cases.complete(dossier.case, after, now)


def _tell(dossier: Dossier, now: datetime) -> None:
    """Thank a customer who can be reached only now, alert the manager, and tell the owner; each once.

    The alert is for an urgent case in reflection, the news for a complete answer.
    """
    case, early_end = dossier.case, dossier.record.task(TaskKind.END_REFLECTION)
    if case.reachable:
        send_or_hold(Mail(case.id, 1, MailKind.ACKNOWLEDGEMENT), dossier, now)
    if case.urgent and early_end and early_end.open:
        send_or_hold(Mail(case.id, case.round, MailKind.ALERT, TaskKind.END_REFLECTION), dossier, now)
    if not dossier.response.partial:
        send_or_hold(Mail(case.id, 1, MailKind.NEWS, TaskKind.CASE), dossier, now)
