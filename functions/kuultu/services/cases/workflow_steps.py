"""The steps of the handling, as the state machine calls them; each can be called again and changes nothing then."""

from collections.abc import Callable, Mapping
from datetime import datetime

from kuultu.domain.cases import lifecycle as rules
from kuultu.domain.cases.case import CaseRecord, Outcome, Stage
from kuultu.domain.cases.dossier import Dossier, workflow_state
from kuultu.domain.cases.remedies import numbered, standing_offer
from kuultu.domain.cases.stages import may_reopen, replies_wanted, stage_of, unhappy_again
from kuultu.domain.cases.task import TaskKind
from kuultu.domain.mail.mail import Mail
from kuultu.errors import Unknown
from kuultu.observability import count
from kuultu.services.calendar.survey_clocks import clocks_of
from kuultu.services.calendar.unit_working_time import working_time_of
from kuultu.services.cases import conclusion_sharing
from kuultu.services.cases.executions import carry_on, first_look_at
from kuultu.services.cases.task_opening import open_task, send
from kuultu.services.dossiers import dossier_of, reloaded
from kuultu.store import cases, responses, surveys

WorkflowState = Mapping[str, str]


def take_up(case_id: str, now: datetime) -> WorkflowState:
    """Open the case of a response, or take up one that was interrupted."""
    record = cases.load(case_id)
    if record is None:
        record = _opened(case_id, now)
    return workflow_state(record)


def _opened(case_id: str, now: datetime) -> CaseRecord:
    response = responses.find(case_id)
    if response is None:
        raise Unknown("There is no such response.")
    survey = surveys.survey_version(response.survey_id, response.survey_version)
    working = working_time_of(survey.unit(response.context.unit))
    case = rules.open_case(response, survey, clocks_of(survey), working, now)
    begun = Dossier(CaseRecord(case, ()), response, survey)
    if cases.add(case, first_look_at(case, begun, now)):
        count("CaseOpened", case_id=case_id)
    return dossier_of(case_id).record


def acknowledge(case_id: str, now: datetime) -> WorkflowState:
    """Thank at once, say sorry, and say what happens next and by when."""
    dossier = dossier_of(case_id)
    if dossier.case.reachable and not dossier.case.acknowledged:
        send(Mail(case_id, dossier.case.round, "acknowledgement"), dossier, now)
    cases.mark_acknowledged(dossier.case)
    return _workflow_state(dossier)


def share(case_id: str, now: datetime) -> WorkflowState:
    """Share the conclusion with everybody whom the owner named, privately."""
    return _workflow_state(conclusion_sharing.share(dossier_of(case_id), now))


def send_reply(case_id: str, now: datetime) -> WorkflowState:
    """Send the owner's answer to the customer, with what is offered, and plan when to ask whether it helped."""
    dossier = dossier_of(case_id)
    if stage_of(dossier.record) is not Stage.SEND_REPLY:
        return workflow_state(dossier.record)
    number, about = replies_wanted(dossier.record), None
    if standing_offer(dossier.record).to_choose:
        about = open_task(dossier, TaskKind.CHOOSE_REMEDY, now, name=numbered(number)).kind
        dossier = reloaded(dossier)
    name = numbered(number) if about else ""
    send(Mail(case_id, dossier.case.round, "reply", about, number - 1, name), dossier, now)
    cases.note_reply(dossier.case, number, clocks_of(dossier.survey).follow_up_from(now))
    return _workflow_state(dossier)


def reopen(case_id: str, now: datetime) -> WorkflowState:
    """Begin another round, with the manager as owner."""
    dossier = dossier_of(case_id)
    again = unhappy_again(dossier.record) and may_reopen(dossier.case)
    next_round = rules.reopened(dossier.case, clocks_of(dossier.survey), working_time_of(dossier.unit), now)
    if again and cases.begin_round(next_round, first_look_at(next_round, dossier, now)):
        count("CaseReopened", case_id=case_id)
    return _workflow_state(dossier)


def close(case_id: str, now: datetime) -> WorkflowState:
    """Close the case with the outcome that is on record."""
    dossier = dossier_of(case_id)
    if stage_of(dossier.record) not in {Stage.CLOSE, Stage.CLOSED}:  # an older workflow knows nothing of a late choice
        carry_on(dossier, "There is something left to do before the case can be closed.", now)
        return workflow_state(dossier.record)
    outcome = rules.outcome_of(dossier.record)
    if outcome is Outcome.NOT_A_COMPLAINT and dossier.case.reachable:
        send(Mail(case_id, dossier.case.round, "thanks"), dossier, now)
    if cases.close(dossier.case, outcome, now):
        count("CaseClosed", case_id=case_id, outcome=outcome.value)
    return _workflow_state(dossier)


def _workflow_state(dossier: Dossier) -> WorkflowState:
    return workflow_state(reloaded(dossier).record)


STEPS: Mapping[str, Callable[[str, datetime], WorkflowState]] = {
    "take_up": take_up,
    "acknowledge": acknowledge,
    "share": share,
    "send_reply": send_reply,
    "reopen": reopen,
    "close": close,
}
"""The steps that answer at once, by the name that the state machine gives them."""
