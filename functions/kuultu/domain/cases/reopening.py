"""The reopening of a case: after a follow-up with which the customer is unhappy, twice at most."""

from kuultu.domain.cases.case import Case, CaseRecord
from kuultu.domain.cases.payloads.putting_right import FollowUp

MOST_REOPENINGS = 2
"""The largest number of reopenings by unhappy follow-ups; after these, the case closes as not recovered."""


def unhappy_again(record: CaseRecord) -> bool:
    """True if the customer answered the follow-up, and the answer is not `recovered`."""
    decision = record.decision(FollowUp)
    return decision is not None and not decision.payload.recovered


def may_reopen(case: Case) -> bool:
    """True if another round is left."""
    return case.round <= MOST_REOPENINGS
