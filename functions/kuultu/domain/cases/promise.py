"""The promise to the customer: watched, so that it is never broken in silence."""

from dataclasses import dataclass, replace
from datetime import datetime

from kuultu.domain.calendar.clocks import Clocks
from kuultu.domain.calendar.working_time import WorkingTime
from kuultu.domain.cases.case import Case, CaseRecord, Stage
from kuultu.domain.cases.events import Delayed, OwnerWarned
from kuultu.domain.cases.stages import stage_of

OWNER_AT, CUSTOMER_AT = 0.8, 0.9
"""Parts of the promised time after which the owner is warned, and the customer told of a delay; the manager at 1."""

BEFORE_THE_ANSWER = {
    Stage.TRIAGE,
    Stage.FIND_OUT,
    Stage.REFLECT,
    Stage.CONCLUDE,
    Stage.SHARE,
    Stage.PROPOSE,
    Stage.APPROVE,
    Stage.REPLY,
}


@dataclass(frozen=True)
class Watch:
    """The moments at which the running promise asks for a step: to the owner, to the customer, to the manager.

    `manager_at` is the end of an earlier promise that was not kept; None without one, or once the manager is told.
    """

    owner_at: datetime
    customer_at: datetime
    manager_at: datetime | None

    @property
    def next_at(self) -> datetime:
        """The earliest of the moments."""
        return min(moment for moment in (self.owner_at, self.customer_at, self.manager_at) if moment)


def promised(working: WorkingTime, clocks: Clocks, start: datetime, deadline: datetime | None = None) -> datetime:
    """The promised time of the answer: the next full hour after the promised working days.

    Never later than a legal deadline, while that is still ahead.
    """
    promise = clocks.next_hour(working.after(start, clocks.promise_days))
    return min(promise, deadline) if deadline and deadline > start else promise


def is_watched(record: CaseRecord) -> bool:
    """True if the customer was promised an answer, and waits for the first answer of the round."""
    return record.case.reachable and not record.case.replies_sent and stage_of(record) in BEFORE_THE_ANSWER


def watch_of(case: Case, clocks: Clocks, working: WorkingTime) -> Watch:
    """The watch over the running promise; after the warning to the owner, `owner_at` is the customer's moment."""
    began = case.promise_began_at or case.round_began_at
    owner_at, customer_at = (working.after(began, part * clocks.promise_days) for part in (OWNER_AT, CUSTOMER_AT))
    if customer_at >= case.promised_at:  # a legal deadline has made the promise shorter
        owner_at, customer_at = (began + part * (case.promised_at - began) for part in (OWNER_AT, CUSTOMER_AT))
    warned = any(isinstance(event, OwnerWarned) and event.at >= began for event in case.events)
    return Watch(customer_at if warned else owner_at, customer_at, case.broken_at)


def delayed(case: Case, clocks: Clocks, working: WorkingTime, now: datetime) -> Case:
    """The case with another promise in place of the promise that will not be kept."""
    told = Delayed(now, case.promised_at)
    return replace(
        case,
        promised_at=promised(working, clocks, max(now, case.promised_at), case.legal_deadline),
        promise_began_at=now,
        broken_at=case.broken_at or case.promised_at,
        events=(*case.events, told),
    )
