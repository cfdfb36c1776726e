"""The steps of the handling, called by the state machine; each can be called again and changes nothing then."""

from collections.abc import Callable, Mapping
from datetime import datetime

from kuultu.domain.cases.calls import CallName, CallRole, is_reached, reply_call
from kuultu.domain.cases.case import Outcome, Stage
from kuultu.domain.cases.customer_effects import FollowAddress
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.effects import CarryOn, FollowPeople, Share
from kuultu.domain.cases.ending import told_of_the_end
from kuultu.domain.cases.lifecycle import reopened
from kuultu.domain.cases.outcome import case_outcome
from kuultu.domain.cases.remedies import numbered, replies_wanted, standing_offer
from kuultu.domain.cases.reopening import may_reopen, unhappy_again
from kuultu.domain.cases.stages import stage_of
from kuultu.domain.cases.task_entry import Opening
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.workflow_state import WorkflowState, workflow_state
from kuultu.domain.mail.mail import Mail, MailKind
from kuultu.observability import count
from kuultu.services.calendar.survey_clocks import clocks_of
from kuultu.services.calendar.unit_working_time import working_time_of
from kuultu.services.cases.case_opening import opened_case
from kuultu.services.cases.effect_loop import carry_out
from kuultu.services.cases.executions import first_look_at, refuse_superseded
from kuultu.services.cases.task_flow import ask
from kuultu.services.cases.task_opening import open_task
from kuultu.services.dossiers import after_write, dossier_of, dossier_with
from kuultu.services.mail.mail_throttling import send_or_hold
from kuultu.store import cases

TAKE_UP = "take_up"

CLOSED_BY_MAIL = {Outcome.NOT_A_COMPLAINT, Outcome.NOT_RECOVERED}
"""The outcomes of which the customer hears by a closing mail, as after a call about a contact wish."""


def take_step(step: str, case_id: str, execution: str | None, now: datetime) -> WorkflowState:
    """Take a step that answers at once; raises Gone for an execution that carries the case no longer."""
    if step == TAKE_UP:
        return take_up(case_id, execution, now)
    dossier = _dossier(case_id, execution)
    return workflow_state(STEPS[step](dossier, now).record)


def ask_for_task(kind: TaskKind, case_id: str, callback: str, execution: str | None, now: datetime) -> None:
    """Ask for a task; the end of the task completes the callback. Raises Gone like `take_step`."""
    ask(_dossier(case_id, execution), kind, callback, now)


def _dossier(case_id: str, execution: str | None) -> Dossier:
    dossier = dossier_of(case_id)
    refuse_superseded(dossier.case, execution)
    return dossier


def take_up(case_id: str, execution: str | None, now: datetime) -> WorkflowState:
    """Open the case of a response and acknowledge it, or take up an interrupted case; raises Gone like `take_step`."""
    first = execution in {None, case_id}
    record = cases.load(case_id) or opened_case(case_id, "" if first else str(execution), now)
    refuse_superseded(record.case, execution)
    if stage_of(record) is Stage.ACKNOWLEDGE:
        record = acknowledge(dossier_with(record), now).record
    return workflow_state(record)


def acknowledge(dossier: Dossier, now: datetime) -> Dossier:
    """Mail the acknowledgement at once: thanks, regret, the next steps and the promise."""
    case = dossier.case
    if case.reachable and not case.acknowledged:
        send_or_hold(Mail(case.id, case.round, MailKind.ACKNOWLEDGEMENT), dossier, now)
    return after_write(dossier, cases.mark_acknowledged(case))


def share(dossier: Dossier, now: datetime) -> Dossier:
    """Share the conclusion with every recipient, privately."""
    return carry_out([Share()], dossier, now)


def send_reply(dossier: Dossier, now: datetime) -> Dossier:
    """Send the owner's answer to the customer, with the offer, and plan the follow-up; a call was the answer itself.

    A letter that cannot reach the customer is told in a call, which the workflow asks for then.
    """
    stage, case, number = stage_of(dossier.record), dossier.case, replies_wanted(dossier.record)
    if stage is Stage.CLOSE:  # an older workflow sends a reply although the customer was never reached
        return carry_out([CarryOn("The customer was not reached, and gets no reply.")], dossier, now)
    if stage is not Stage.SEND_REPLY:
        return dossier
    if case.reachable and not (case.by_phone and is_reached(dossier.record, reply_call(dossier.record))):
        dossier = _mail_reply(dossier, number, now)
    noted = cases.note_reply(case, number, clocks_of(dossier.survey).follow_up_from(now))
    return carry_out([FollowAddress()], after_write(dossier, noted), now)


def _mail_reply(dossier: Dossier, number: int, now: datetime) -> Dossier:
    case, about, name = dossier.case, None, ""
    if standing_offer(dossier.record).to_choose:
        about, name = TaskKind.CHOOSE_REMEDY, numbered(number)
        dossier = open_task(dossier, Opening(about, name), now)
    send_or_hold(Mail(case.id, case.round, MailKind.REPLY, about, number - 1, name), dossier, now)
    return dossier


def reopen(dossier: Dossier, now: datetime) -> Dossier:
    """Begin another round, with the manager as owner, if the customer is unhappy again and a reopening is left."""
    if not (unhappy_again(dossier.record) and may_reopen(dossier.case)):
        return dossier
    dossier = carry_out([FollowPeople()], dossier, now)
    next_round = reopened(dossier.case, clocks_of(dossier.survey), working_time_of(dossier.unit), now)
    begun = cases.begin_round(next_round, first_look_at(next_round, dossier, now))
    if begun:
        count("CaseReopened", case_id=begun.id)
    dossier = after_write(dossier, begun)
    return _carried_on(dossier, now) if dossier.case.round < next_round.round else dossier


def close(dossier: Dossier, now: datetime) -> Dossier:
    """Close the case with the outcome on record; a case with something left to do is carried on instead."""
    if stage_of(dossier.record) not in {Stage.CLOSE, Stage.CLOSED}:  # an older workflow knows nothing of a late choice
        return _carried_on(dossier, now)
    case, outcome = dossier.case, case_outcome(dossier.record)
    _tell_the_end(dossier, outcome, now)
    closed = cases.close(case, outcome, now)
    if closed:
        count("CaseClosed", case_id=case.id, outcome=outcome.value)
    dossier = after_write(dossier, closed)
    return dossier if dossier.case.outcome else _carried_on(dossier, now)


def _carried_on(dossier: Dossier, now: datetime) -> Dossier:
    """The case carried on in a new execution: something came in the same moment, or late, such as a choice."""
    return carry_out([CarryOn("There is something left to do before the case can end.")], dossier, now)


def _tell_the_end(dossier: Dossier, outcome: Outcome, now: datetime) -> None:
    """Send the customer the closing mail if there is one, and tell owner and manager how the case ended."""
    case = dossier.case
    called = is_reached(dossier.record, CallName(CallRole.WISH))
    if case.reachable and (called if case.wish else outcome in CLOSED_BY_MAIL):
        send_or_hold(Mail(case.id, case.round, MailKind.THANKS), dossier, now)
    for role in told_of_the_end(dossier):
        send_or_hold(Mail(case.id, case.round, MailKind.ENDED, TaskKind.CASE, name=role), dossier, now)


STEPS: Mapping[str, Callable[[Dossier, datetime], Dossier]] = {
    "acknowledge": acknowledge,
    "share": share,
    "send_reply": send_reply,
    "reopen": reopen,
    "close": close,
}
"""The steps that answer at once, beside `take_up`, by the name in the machine; `acknowledge` is of an older one."""
