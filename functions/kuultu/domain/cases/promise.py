"""The promise to the customer: watched, so that it is never broken in silence."""

from dataclasses import dataclass, replace
from datetime import datetime

from kuultu.domain.calendar.clocks import Clocks
from kuultu.domain.calendar.working_time import WorkingTime
from kuultu.domain.cases.calls import CallName, CallRole, answer_waits, in_vain
from kuultu.domain.cases.case import Case, CaseRecord, Stage
from kuultu.domain.cases.events import Delayed, ManagerWarned, OwnerWarned, ProductAwaited
from kuultu.domain.cases.stages import stage_of
from kuultu.domain.cases.task import Task

OWNER_AT, CUSTOMER_AT = 0.8, 0.9
"""Parts of the promised time after which the owner is warned, and the customer told of a delay; the manager at 1."""

MOST_DELAYS = 2
"""The largest number of delays of which a customer hears in a round; then the manager calls or writes."""

BEFORE_THE_ANSWER = {
    Stage.CALL,
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

    Each is None once the step is taken. `manager_at` is the end of a promise that was not kept; `customer_at` is None
    after the last delay.
    """

    owner_at: datetime | None
    customer_at: datetime | None
    manager_at: datetime | None

    @property
    def next_at(self) -> datetime | None:
        """The earliest of the moments; None when every step is taken."""
        return min((moment for moment in (self.owner_at, self.customer_at, self.manager_at) if moment), default=None)


def promised(working: WorkingTime, clocks: Clocks, start: datetime, deadline: datetime | None = None) -> datetime:
    """The promised time of the answer: the next full hour after the promised working days.

    Never later than a legal deadline, while that is still ahead.
    """
    promise = clocks.next_hour(working.after(start, clocks.promise_days))
    return min(promise, deadline) if deadline and deadline > start else promise


def is_watched(record: CaseRecord) -> bool:
    """True if the customer was promised an answer, and waits for the first answer of the round.

    An answer that has not reached the customer keeps no promise. An attempt to call keeps the promise to somebody who
    only wishes to be contacted.
    """
    case, stage = record.case, stage_of(record)
    if not case.reachable or (stage is Stage.CALL and in_vain(record, CallName(CallRole.WISH))):
        return False
    if case.replies_sent:
        return case.replies_sent == 1 and case.outcome is None and answer_waits(record)
    return stage in BEFORE_THE_ANSWER


def watch_of(case: Case, clocks: Clocks, working: WorkingTime) -> Watch:
    """The watch over the running promise."""
    began = case.promise_began_at or case.round_began_at
    owner_at, customer_at = (working.after(began, part * clocks.promise_days) for part in (OWNER_AT, CUSTOMER_AT))
    if customer_at >= case.promised_at or _awaits_product(case):  # a promise of another length
        owner_at, customer_at = (began + part * (case.promised_at - began) for part in (OWNER_AT, CUSTOMER_AT))
    warned = any(isinstance(event, OwnerWarned) and event.at >= began for event in case.events)
    last = delays_in(case) >= MOST_DELAYS
    return Watch(None if warned else owner_at, None if last else customer_at, case.broken_at or _last_end(case))


def _awaits_product(case: Case) -> bool:
    """True if the running promise waits for the product."""
    began = case.promise_began_at
    return any(isinstance(event, ProductAwaited) and event.at == began for event in case.events)


def _last_end(case: Case) -> datetime | None:
    """The end of the promise after the last delay; None before that delay, or once the manager is told of the end."""
    told = any(isinstance(event, ManagerWarned) and event.at >= case.promised_at for event in case.events)
    return case.promised_at if delays_in(case) >= MOST_DELAYS and not told else None


def delays_in(case: Case) -> int:
    """The number of delays of which the customer heard in the current round."""
    return sum(isinstance(event, Delayed) and event.at >= case.round_began_at for event in case.events)


def earlier_promise(case: Case) -> datetime | None:
    """The promise that the latest delay replaced; None without a delay."""
    return next((event.promised_at for event in reversed(case.events) if isinstance(event, Delayed)), None)


def delayed(case: Case, clocks: Clocks, working: WorkingTime, now: datetime) -> Case:
    """The case with another promise in place of the promise that will not be kept."""
    return replace(
        case,
        promised_at=promised(working, clocks, max(now, case.promised_at), case.legal_deadline),
        promise_began_at=now,
        broken_at=case.broken_at or case.promised_at,
        events=(*case.events, Delayed(now, case.promised_at)),
    )


def is_to_move(case: Case, returned: Task) -> bool:
    """True if a request for the product (an open task) still has to move the promise of an unanswered case."""
    moved = any(isinstance(event, ProductAwaited) and event.at >= returned.opened_at for event in case.events)
    return case.outcome is None and not case.replies_sent and not moved


def awaiting_product(case: Case, clocks: Clocks, working: WorkingTime, until: datetime, now: datetime) -> Case:
    """The case with a promise that counts from the last day (`until`) on which the customer can return the product."""
    return replace(
        case,
        promised_at=max(case.promised_at, promised(working, clocks, until, case.legal_deadline)),
        promise_began_at=now,
        events=(*case.events, ProductAwaited(now, case.promised_at)),
    )
