"""Actions on the page of a case, beside the tasks: hand over, ask others, end reflection."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import cast

from kuultu.domain.cases.call_effects import HandleAfterAll
from kuultu.domain.cases.customer_effects import CorrectAddress, Resend
from kuultu.domain.cases.decisions import Decision, Payload
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.effects import CarryOn, MailTask
from kuultu.domain.cases.events import AddressCorrected, HandOverReason
from kuultu.domain.cases.lifecycle import possible_on_case
from kuultu.domain.cases.passing_on import hand_over_wanted
from kuultu.domain.cases.payloads.case_page import CaseAction
from kuultu.domain.cases.payloads.finding_out import EarlyEnd
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks.find_out import enquiry_openings
from kuultu.errors import Decided, Gone
from kuultu.observability import count
from kuultu.services.cases.dispute_watch import answer_dispute, enter_dispute
from kuultu.services.cases.effect_loop import carry_out
from kuultu.services.cases.task_flow import record_decision
from kuultu.services.cases.task_opening import open_all
from kuultu.store import tasks


def act_on_case(dossier: Dossier, decision: Decision[Payload], now: datetime) -> None:
    """Carry out an action on a case; raises Gone when the case has moved on, Decided when somebody else was first."""
    if decision.choice not in possible_on_case(dossier.record, decision.by, now):
        raise Gone(code="moved-on")
    count("ActedOnCase", case_id=dossier.case.id, choice=decision.choice)
    ACTIONS[decision.choice](dossier, cast(CaseAction, decision.payload), decision.by, now)


def _hand_over(dossier: Dossier, action: CaseAction, by: str, now: datetime) -> None:
    wanted = hand_over_wanted(action, dossier, by, HandOverReason.BY_HAND)
    after = carry_out([wanted], dossier, now)
    if not after.case.owner.has(dossier.in_unit(wanted.unit).present(wanted.owner, now).email):
        raise Decided("The case was handed over in the same moment.", code="handed-over")


def _correct_address(dossier: Dossier, action: CaseAction, by: str, now: datetime) -> None:
    carry_out([CorrectAddress(AddressCorrected(now, by, action.customer_email))], dossier, now)


def _send_again(dossier: Dossier, action: CaseAction, by: str, now: datetime) -> None:
    carry_out([Resend(by)], dossier, now)


def _handle_after_all(dossier: Dossier, action: CaseAction, by: str, now: datetime) -> None:
    after = carry_out([HandleAfterAll(by)], dossier, now)
    if after.case.wish:
        raise Gone("The case was closed in the same moment.", code="moved-on")
    carry_out([CarryOn("A contact wish is handled as a complaint.")], after, now)


def _ask_others(dossier: Dossier, action: CaseAction, by: str, now: datetime) -> None:
    openings = enquiry_openings(dossier.record, action.enquiries)
    dossier = open_all(dossier, openings, now, tasks.add_before_conclusion)
    asked = [dossier.record.task(one.kind, name=one.name) for one in openings]
    if not all(asked):
        raise Gone(code="moved-on")
    carry_out([MailTask(task) for task in asked if task and task.open], dossier, now)


def _end_reflection(dossier: Dossier, action: CaseAction, by: str, now: datetime) -> None:
    early_end = dossier.record.task(TaskKind.END_REFLECTION)
    if early_end:
        record_decision(dossier, early_end, Decision(EarlyEnd.END, EarlyEnd(action.reason), by, now), now)


ACTIONS: Mapping[str, Callable[[Dossier, CaseAction, str, datetime], None]] = {
    CaseAction.HAND_OVER: _hand_over,
    CaseAction.ASK: _ask_others,
    CaseAction.END_REFLECTION: _end_reflection,
    CaseAction.HANDLE: _handle_after_all,
    CaseAction.CORRECT_ADDRESS: _correct_address,
    CaseAction.SEND_AGAIN: _send_again,
    CaseAction.DISPUTE: enter_dispute,
    CaseAction.DISPUTE_ANSWERED: answer_dispute,
}
"""The service of each choice."""
