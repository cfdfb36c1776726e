"""The reopening of a case: after a follow-up with which the customer is unhappy, or an objection to a dismissal."""

from kuultu.domain.cases.case import Case, CaseRecord, Outcome
from kuultu.domain.cases.decisions import Decision
from kuultu.domain.cases.events import Settled, TakenBack
from kuultu.domain.cases.payloads.putting_right import FollowUp
from kuultu.domain.cases.task import Task

MOST_REOPENINGS = 2
"""The largest number of reopenings by unhappy follow-ups; after these, the case closes as not recovered."""


def latest_follow_up(record: CaseRecord, round_: int | None = None) -> Task | None:
    """The latest follow-up of a round (by default the current round); None before the first."""
    wanted = round_ or record.case.round
    asked = [task for task in record.tasks if task.kind is FollowUp.kind and task.round == wanted]
    return max(asked, key=lambda task: task.name, default=None)


def follow_up_answer(record: CaseRecord) -> Decision[FollowUp] | None:
    """The customer's answer to the latest follow-up of the current round, or None."""
    asked = latest_follow_up(record)
    return record.decision(FollowUp, asked.name) if asked else None


def partly_settled(record: CaseRecord) -> Decision[FollowUp] | None:
    """The answer `partly` to the first follow-up of the round: the owner answers once more; None otherwise."""
    asked, answer = latest_follow_up(record), follow_up_answer(record)
    first = asked is not None and not asked.name
    return answer if answer and first and answer.choice == FollowUp.PARTLY else None


def due_follow_up(record: CaseRecord) -> int:
    """The number of the follow-up that is due, or was the latest: a second one asks after an answer about the rest."""
    asked = latest_follow_up(record)
    return 2 if partly_settled(record) or (asked is not None and asked.name) else 1


def unhappy_again(record: CaseRecord) -> bool:
    """True if the customer answered the latest follow-up with `not_solved`, or for a second time with `partly`."""
    answer = follow_up_answer(record)
    return answer is not None and answer.choice != FollowUp.SOLVED and partly_settled(record) is None


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


def settled_by_customer(case: Case) -> bool:
    """True if the customer has said on their page, in the present round, that the matter is settled."""
    return any(isinstance(event, Settled) and event.at >= case.round_began_at for event in case.events)


def _objections(case: Case) -> list[TakenBack]:
    return [event for event in case.events if isinstance(event, TakenBack)]
