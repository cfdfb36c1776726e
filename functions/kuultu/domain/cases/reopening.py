"""The reopening of a case: after a follow-up with which the customer is unhappy, or an objection to a dismissal."""

from kuultu.domain.cases.case import Case, CaseRecord, Outcome
from kuultu.domain.cases.events import TakenBack
from kuultu.domain.cases.payloads.putting_right import FollowUp

MOST_REOPENINGS = 2
"""The largest number of reopenings by unhappy follow-ups; after these, the case closes as not recovered."""


def unhappy_again(record: CaseRecord) -> bool:
    """True if the customer answered the follow-up, and the answer is not `recovered`."""
    decision = record.decision(FollowUp)
    return decision is not None and not decision.payload.recovered


def may_reopen(case: Case) -> bool:
    """True if another round is left."""
    return not is_last_round(case, case.round)


def is_last_round(case: Case, round_: int) -> bool:
    """True if no reopening is left after a round; an objection to a dismissal uses up none."""
    return round_ - len(_objections(case)) > MOST_REOPENINGS


def may_take_back(case: Case) -> bool:
    """True if the customer can object to the dismissal of the case, which is possible once."""
    return case.outcome is Outcome.NOT_A_COMPLAINT and not was_taken_back(case)


def was_taken_back(case: Case) -> bool:
    """True if the customer has objected to a dismissal."""
    return bool(_objections(case))


def objection_of(case: Case) -> TakenBack | None:
    """The objection that began the present round; None if the round began otherwise."""
    return next((one for one in _objections(case) if one.at == case.round_began_at), None)


def _objections(case: Case) -> list[TakenBack]:
    return [event for event in case.events if isinstance(event, TakenBack)]
