"""The customer's page of a case: what customers can do there, and for how long."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from kuultu.domain.calendar.clocks import Clocks
from kuultu.domain.cases.case import Case, CaseRecord, Stage
from kuultu.domain.cases.events import Added, CallWished, Event
from kuultu.domain.cases.payloads.customers_page import CustomerAction
from kuultu.domain.cases.payloads.putting_right import Delivery
from kuultu.domain.cases.remedies import latest_choice, standing_offer
from kuultu.domain.cases.remedy import Offer
from kuultu.domain.cases.reopening import may_take_back, settled_by_customer
from kuultu.domain.cases.stages import stage_of
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_kind import TaskKind

DAYS_AFTER_THE_END = 14
"""The days for which the page stays open after the case was closed."""

MOST_ADDITIONS, MOST_CALLS = 10, 3
"""The largest numbers of texts, and of wishes to be called, in one case: whoever has the link can post them."""

A_MOMENT = timedelta(minutes=10)
"""The time in which the same text or number again is a second click; later, the customer means it again."""

CAN_BE_SETTLED = {
    Stage.TRIAGE,
    Stage.FIND_OUT,
    Stage.REFLECT,
    Stage.CONCLUDE,
    Stage.PROPOSE,
    Stage.APPROVE,
    Stage.REPLY,
    Stage.CHOOSE,
    Stage.WAIT,
    Stage.FOLLOW_UP,
}
"""The stages at which the customer can end the case: not while a step is under way, nor before a chosen delivery."""


def is_over(case: Case, clocks: Clocks, now: datetime) -> bool:
    """True if the page is closed too, some days after the case."""
    return case.closed_at is not None and now >= case.closed_at + DAYS_AFTER_THE_END * clocks.day


def possible_for_customer(record: CaseRecord) -> list[str]:
    """The choices of the customer on their page of the case now."""
    possible = {
        CustomerAction.TAKE_BACK: may_take_back(record.case),
        CustomerAction.ADD: len(heard(record.case, Added)) < MOST_ADDITIONS,
        CustomerAction.CALL_ME: len(heard(record.case, CallWished)) < MOST_CALLS,
        CustomerAction.SOLVED: stage_of(record) in CAN_BE_SETTLED,
    }
    return [choice for choice, can in possible.items() if can]


@dataclass(frozen=True)
class CustomersView:
    """The case as its customer sees it: without statements, conclusions and other words of staff.

    `open_requests` are the kinds of requests that wait for the customer, `told` the customer's own answers to
    requests; `offer` is empty before an answer with an offer was sent, `choice` before the customer has chosen.
    """

    open_requests: tuple[str, ...]
    told: tuple[str, ...]
    offer: Offer
    choice: str
    delivered: bool


def customers_view(record: CaseRecord) -> CustomersView:
    """The case as its customer sees it now."""
    requests = record.of_kind(TaskKind.TELL_MORE, TaskKind.RETURN_PRODUCT)
    answered = [task.decision.payload.text for task in requests if task.decision]
    choosing = latest_choice(record)
    choice = choosing.decision.choice if choosing and choosing.decision else ""
    delivery = record.decision(Delivery, choosing.name) if choosing else None
    return CustomersView(
        open_requests=tuple(task.kind.value for task in requests if task.open),
        told=tuple(text for text in answered if text),
        offer=standing_offer(record) if record.case.replies_sent else Offer(()),
        choice=choice,
        delivered=delivery is not None and delivery.choice == Delivery.DELIVERED,
    )


def heard(case: Case, kind: type[Event]) -> list[Event]:
    """The events of a kind in a case, oldest first."""
    return [event for event in case.events if isinstance(event, kind)]


def is_repeated(case: Case, event: Event) -> bool:
    """True if the latest event of a kind said the same a moment before: a second click changes nothing."""
    latest = heard(case, type(event))[-1:]
    return bool(latest) and replace(latest[0], at=event.at) == event and event.at - latest[0].at < A_MOMENT


def is_left_behind(task: Task, case: Case) -> bool:
    """True if a task is open in a case that the customer has ended; what is shared in confidence is read still."""
    ended = case.outcome is not None and settled_by_customer(case)
    return ended and task.open and task.kind is not TaskKind.CONFIRM_READ
