"""Cases: one partition each, every change a conditional write that returns the case as it is then.

None is returned when the condition did not hold, because another process was first.
"""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from kuultu.domain.cases.case import Case, CaseRecord, Outcome
from kuultu.domain.cases.events import Event
from kuultu.store.attention import attention_of
from kuultu.store.case_events import event_document
from kuultu.store.case_index import place_of_case, put_at
from kuultu.store.case_items import CASE_KEY, CaseItem, CasePartitionItem, attributes_of, case_from
from kuultu.store.disputes import DisputeItem, dispute_from
from kuultu.store.tables import holds, wrote
from kuultu.store.task_items import TaskItem, task_from
from kuultu.store.waiting_mails import WaitingMailItem, waiting_mail_from

COMPLETED = ("reachable", "anonymous", "urgent", "phone", "wish", "reflection_planned_until", "promised_at")
"""What the customer's additions to a partial answer can change."""


def load(case_id: str) -> CaseRecord | None:
    """The record of a case, read consistently, with all that belongs to it; None when there is no such case."""
    items = list(CasePartitionItem.query(case_id, consistent_read=True))
    case = next((item for item in items if isinstance(item, CaseItem)), None)
    tasks = tuple(task_from(item) for item in items if isinstance(item, TaskItem))
    disputes = tuple(dispute_from(item) for item in items if isinstance(item, DisputeItem))
    waiting = tuple(
        waiting_mail_from(item) for item in items if isinstance(item, WaitingMailItem) and not item.ended_at
    )
    return CaseRecord(case_from(case), tasks, disputes, waiting) if case else None


def add(case: Case, attend_at: datetime) -> bool:
    """Store a new case; False when it is there already."""
    place = place_of_case(case, CASE_KEY)
    attributes = {"attention": attention_of(case.id), "attend_at": attend_at, **place, **attributes_of(case)}
    item = CaseItem(case.id, CASE_KEY, **attributes)
    return wrote(item.save, CasePartitionItem.case_id.does_not_exist())


def mark_acknowledged(case: Case) -> Case | None:
    """Note that the first mails are out."""
    return changed(case, [CaseItem.acknowledged.set(True)], CasePartitionItem.case_id.exists())


def note_reply(case: Case, number: int, follow_up_at: datetime) -> Case | None:
    """Note that the round's first, second … answer is out, and the time of the follow-up."""
    changes = [CaseItem.replies_sent.set(number), CaseItem.follow_up_at.set(follow_up_at)]
    new = CaseItem.replies_sent.does_not_exist() | (CaseItem.replies_sent < number)
    return changed(case, changes, (CaseItem.round == case.round) & new)


def plan_follow_up(case: Case, at: datetime) -> Case | None:
    """Note the time of the follow-up, after a delivery."""
    return changed(case, [CaseItem.follow_up_at.set(at)], CaseItem.round == case.round)


def begin_round(case: Case, look_at: datetime) -> Case | None:
    """Begin the case's next round as given, unless the customer has chosen a remedy since the case was read."""
    before = (CaseItem.round == case.round - 1) & _no_choice_since(case)
    return changed(case, _beginning(case, look_at), before)


def handle_after_all(case: Case, look_at: datetime) -> Case | None:
    """Handle an open contact wish as a complaint, with clocks as given; the latest event says so."""
    changes: list[Action] = [
        CaseItem.wish.set(False),
        CaseItem.reflection_planned_until.set(case.reflection_planned_until),
        CaseItem.promised_at.set(case.promised_at),
        CaseItem.promise_began_at.set(case.events[-1].at),
        CaseItem.attend_at.set(look_at),
        happened(case.events[-1]),
    ]
    return changed(case, changes, (CaseItem.wish == True) & CaseItem.outcome.does_not_exist())  # noqa: E712


def take_back(case: Case, look_at: datetime) -> Case | None:
    """Begin the next round of a dismissed case as given, open again; the latest event is the objection."""
    changes = [
        *_beginning(case, look_at),
        CaseItem.attention.set(attention_of(case.id)),
        CaseItem.outcome.remove(),
        CaseItem.closed_at.remove(),
        *listed(case),
        happened(case.events[-1]),
    ]
    dismissed = CaseItem.outcome == Outcome.NOT_A_COMPLAINT.value
    return changed(case, changes, (CaseItem.round == case.round - 1) & dismissed)


def _beginning(case: Case, look_at: datetime) -> list[Action]:
    return [
        CaseItem.attend_at.set(look_at),
        CaseItem.owner.set(asdict(case.owner)),
        CaseItem.round.set(case.round),
        CaseItem.round_began_at.set(case.round_began_at),
        CaseItem.reflection_planned_until.set(case.reflection_planned_until),
        CaseItem.promised_at.set(case.promised_at),
        CaseItem.replies_sent.set(0),
        CaseItem.follow_up_at.remove(),
        CaseItem.promise_began_at.remove(),
        CaseItem.broken_at.remove(),
        *_no_drafts(),
    ]


def _no_drafts() -> list[Action]:
    return [CaseItem.owner_draft.remove(), CaseItem.manager_draft.remove()]


def move_promise(before: Case, after: Case) -> Case | None:
    """Replace a promise by a later one."""
    changes = [CaseItem.promised_at.set(after.promised_at), happened(after.events[-1])]
    if after.promise_began_at:
        changes.append(CaseItem.promise_began_at.set(after.promise_began_at))
    if after.broken_at:
        changes.append(CaseItem.broken_at.set(after.broken_at))
    same = (CaseItem.promised_at == before.promised_at) & (CaseItem.round == before.round)
    return changed(before, changes, same & CaseItem.outcome.does_not_exist())


def complete(before: Case, after: Case, look_at: datetime) -> Case | None:
    """Note the customer's additions to the partial answer of an open case, unless an event or round came first."""
    changes: list[Action] = [
        *(getattr(CaseItem, name).set(getattr(after, name)) for name in COMPLETED),
        *(getattr(CaseItem, name).set(attributes_of(after)[name]) for name in ("events", "traits")),
        CaseItem.attend_at.set(look_at),
    ]
    times = {"legal_deadline": after.legal_deadline, "promise_began_at": after.promise_began_at}
    changes += [getattr(CaseItem, name).set(at) for name, at in times.items() if at]
    nothing_since = holds(CaseItem.events, len(before.events)) & CaseItem.outcome.does_not_exist()
    return changed(before, changes, nothing_since & (CaseItem.round == before.round))


def close(case: Case, outcome: Outcome, now: datetime) -> Case | None:
    """Close an open case, and take the case out of the attention index.

    None also when an event came, or the customer has chosen a remedy, since the case was read.
    """
    changes = [
        CaseItem.outcome.set(outcome.value),
        CaseItem.closed_at.set(now),
        *listed(replace(case, closed_at=now)),
        CaseItem.attention.remove(),
        CaseItem.attend_at.remove(),
        *_no_drafts(),
    ]
    nothing_since = holds(CaseItem.events, len(case.events)) & _no_choice_since(case)
    return changed(case, changes, CaseItem.outcome.does_not_exist() & nothing_since)


def _no_choice_since(case: Case) -> Condition:
    """The condition that the customer has chosen no remedy since a case was read; older cases counted no choices."""
    counted: Condition = CaseItem.choices_made == case.choices_made
    return counted if case.choices_made else counted | CaseItem.choices_made.does_not_exist()


def listed(case: Case) -> list[Action]:
    """The changes that put a case at its place in the index of cases."""
    return put_at(CaseItem, place_of_case(case, CASE_KEY))


def happened(event: Event) -> Action:
    """The change that adds an event to a case."""
    added: Action = CaseItem.events.set((CaseItem.events | []).append([event_document(event)]))
    return added


def changed(case: Case, changes: Sequence[Action], condition: Condition) -> Case | None:
    """Make changes to a case, if the condition holds; returns the case as it is then."""
    item = CaseItem(case.id, CASE_KEY)
    return case_from(item) if wrote(item.update, list(changes), condition=condition) else None
