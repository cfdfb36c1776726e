"""Cases: one partition each, every change a conditional write."""

from dataclasses import asdict
from datetime import datetime

from pynamodb.expressions.update import Action

from kuultu.domain.cases.case import Case, CaseRecord, Event, Outcome
from kuultu.domain.people import Person
from kuultu.store.case_items import (
    CASE_KEY,
    CaseItem,
    CasePartitionItem,
    OpenItemKeys,
    TaskItem,
    attributes_of,
    case_from,
    event_document,
    task_from,
)
from kuultu.store.tables import OPEN, due, holds, wrote


def load(case_id: str) -> CaseRecord | None:
    """The case and all its tasks in one consistent read; None when there is no such case."""
    items = list(CasePartitionItem.query(case_id, consistent_read=True))
    case = next((item for item in items if isinstance(item, CaseItem)), None)
    tasks = tuple(task_from(item) for item in items if isinstance(item, TaskItem))
    return CaseRecord(case_from(case), tasks) if case else None


def add(case: Case, attend_at: datetime) -> bool:
    """Store a new case; False when it is there already."""
    item = CaseItem(case.id, CASE_KEY, attention=OPEN, attend_at=attend_at, **attributes_of(case))
    return wrote(item.save, CasePartitionItem.case_id.does_not_exist())


def mark_acknowledged(case: Case) -> None:
    """The first mails are out."""
    wrote(_row(case).update, [CaseItem.acknowledged.set(True)], condition=CasePartitionItem.case_id.exists())


def note_reply(case: Case, number: int, follow_up_at: datetime) -> None:
    """Note that the round's first, second … answer is out, and when to ask whether it helped."""
    changes = [CaseItem.replies_sent.set(number), CaseItem.follow_up_at.set(follow_up_at)]
    new = CaseItem.replies_sent.does_not_exist() | (CaseItem.replies_sent < number)
    wrote(_row(case).update, changes, condition=(CaseItem.round == case.round) & new)


def plan_follow_up(case: Case, at: datetime) -> None:
    """Note when to ask whether it helped, when something was delivered after the answer."""
    wrote(_row(case).update, [CaseItem.follow_up_at.set(at)], condition=CaseItem.round == case.round)


def begin_round(case: Case, look_at: datetime) -> bool:
    """Begin the case's next round as given; False when somebody began it before."""
    changes = [
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
    ]
    return wrote(_row(case).update, changes, condition=CaseItem.round == case.round - 1)


def hand_over(case: Case, event: Event, owner: Person) -> bool:
    """Give an open case another owner; False when it is closed or has passed on meanwhile."""
    changes = [CaseItem.owner.set(asdict(owner)), _happened(event)]
    still_theirs = (CaseItem.owner == asdict(case.owner)) & CaseItem.outcome.does_not_exist()
    return wrote(_row(case).update, changes, condition=still_theirs)


def move_promise(before: Case, after: Case) -> bool:
    """Replace a promise that will not be kept; False when somebody did before."""
    changes = [CaseItem.promised_at.set(after.promised_at), _happened(after.events[-1])]
    if after.promise_began_at and after.broken_at:
        changes += [CaseItem.promise_began_at.set(after.promise_began_at), CaseItem.broken_at.set(after.broken_at)]
    same = (CaseItem.promised_at == before.promised_at) & (CaseItem.round == before.round)
    return wrote(_row(before).update, changes, condition=same & CaseItem.outcome.does_not_exist())


def note_warning(case: Case, event: Event) -> bool:
    """Note that the owner, or the manager, is warned of a promise; False when something happened meanwhile."""
    changes = [_happened(event)]
    if event.what == "manager_warned":
        changes.append(CaseItem.broken_at.remove())
    nothing_since = holds(CaseItem.events, len(case.events))
    return wrote(_row(case).update, changes, condition=nothing_since & CaseItem.outcome.does_not_exist())


def complete(before: Case, after: Case, look_at: datetime) -> bool:
    """Note what a customer added to the answer that began an open case; False when something happened meanwhile."""
    facts = attributes_of(after)
    changes = [getattr(CaseItem, name).set(facts[name]) for name in ADDED if facts[name] is not None]
    changes.append(CaseItem.attend_at.set(look_at))
    nothing_since = holds(CaseItem.events, len(before.events)) & CaseItem.outcome.does_not_exist()
    return wrote(_row(before).update, changes, condition=nothing_since & (CaseItem.round == before.round))


ADDED = "reachable anonymous urgent legal_deadline promised_at promise_began_at events".split()


def close(case: Case, outcome: Outcome, now: datetime) -> bool:
    """Close a case; False when it was closed before."""
    changes = [
        CaseItem.outcome.set(outcome.value),
        CaseItem.closed_at.set(now),
        CaseItem.attention.remove(),
        CaseItem.attend_at.remove(),
    ]
    return wrote(_row(case).update, changes, condition=CaseItem.outcome.does_not_exist())


def move_to_execution(case: Case, name: str, look_at: datetime) -> bool:
    """Note which execution carries an open case from now on; False when somebody else moved or closed it meanwhile."""
    changes = [CaseItem.execution.set(name), CaseItem.attend_at.set(look_at)]
    unmoved = (CaseItem.execution == case.execution) & CaseItem.outcome.does_not_exist()
    return wrote(_row(case).update, changes, condition=unmoved)


def look_again(case: Case, at: datetime) -> None:
    """Note when the sweep should next see whether an open case is still being carried."""
    wrote(_row(case).update, [CaseItem.attend_at.set(at)], condition=CaseItem.outcome.does_not_exist())


def needing_attention(now: datetime, most: int) -> list[tuple[str, str]]:
    """Keys (case id, item) of what the sweep should look at by now."""
    return [(found.case_id, found.item) for found in due(OpenItemKeys.attention_index, now, most)]


def _happened(event: Event) -> Action:
    happened: Action = CaseItem.events.set((CaseItem.events | []).append([event_document(event)]))
    return happened


def _row(case: Case) -> CaseItem:
    return CaseItem(case.id, CASE_KEY)
