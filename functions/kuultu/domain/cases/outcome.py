"""The outcome of a case, by the customer's answer to the follow-up or the lack of one."""

from kuultu.domain.cases.case import CaseRecord, Outcome
from kuultu.domain.cases.payloads.finding_out import Triage
from kuultu.domain.cases.payloads.putting_right import FollowUp
from kuultu.domain.cases.reopening import unhappy_again


def case_outcome(record: CaseRecord) -> Outcome:
    """The outcome of a case, derived from the record."""
    triage = record.decision(Triage)
    if triage and triage.choice == Triage.NOT_A_COMPLAINT:
        return Outcome.NOT_A_COMPLAINT
    if record.case.anonymous:
        return Outcome.ANONYMOUS
    if record.decision(FollowUp) is None:
        return Outcome.SILENT
    return Outcome.NOT_RECOVERED if unhappy_again(record) else Outcome.RECOVERED
