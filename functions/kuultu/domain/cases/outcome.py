"""The outcome of a case, by the customer's answer to the follow-up or the lack of one."""

from kuultu.domain.cases.case import CaseRecord, Outcome
from kuultu.domain.cases.payloads.finding_out import Triage
from kuultu.domain.cases.payloads.putting_right import FollowUp
from kuultu.domain.cases.reopening import follow_up_answer, settled_by_customer


def case_outcome(record: CaseRecord) -> Outcome:
    """The outcome of a case, derived from the record: recovered only if the customer says so, whatever the score."""
    if record.case.wish:
        return Outcome.CONTACT
    triage = record.decision(Triage)
    if triage and triage.choice == Triage.NOT_A_COMPLAINT:
        return Outcome.NOT_A_COMPLAINT
    if settled_by_customer(record.case):
        return Outcome.RECOVERED
    if record.case.anonymous:
        return Outcome.ANONYMOUS
    answer = follow_up_answer(record)
    if answer is None:
        return Outcome.SILENT
    return Outcome.RECOVERED if answer.choice == FollowUp.SOLVED else Outcome.NOT_RECOVERED
