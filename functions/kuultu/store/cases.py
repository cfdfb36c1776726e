"""Cases: one partition each, every change a conditional write."""

from dataclasses import asdict
from datetime import datetime

from pynamodb.expressions.update import Action

from kuultu.domain.cases.case import Case, CaseFile, Event, Outcome
from kuultu.domain.people import Person
from kuultu.store.case_items import (
    CASE_KEY,
    CaseItem,
    CaseRecord,
    OpenItem,
    TaskRecord,
    attributes_of,
    case_from,
    event_document,
    task_from,
)
from kuultu.store.tables import OPEN, due, holds, wrote


def load(case_id: str) -> CaseFile | None:
    """The case and all its tasks in one consistent read; None when there is no such case."""
    items = list(CaseItem.query(case_id, consistent_read=True))
    case = next((item for item in items if isinstance(item, CaseRecord)), None)
    tasks = tuple(task_from(item) for item in items if isinstance(item, TaskRecord))
    return CaseFile(case_from(case), tasks) if case else None


def add(case: Case, attend_at: datetime) -> bool:
    """Store a new case; False when it is there already."""
    record = CaseRecord(case.id, CASE_KEY, attention=OPEN, attend_at=attend_at, **attributes_of(case))
    return wrote(record.save, CaseItem.case_id.does_not_exist())


def mark_acknowledged(case: Case) -> None:
    """The first mails are out."""
    wrote(_row(case).update, [CaseRecord.acknowledged.set(True)], condition=CaseItem.case_id.exists())


def note_reply(case: Case, number: int, follow_up_at: datetime) -> None:
    """Note that the round's first, second … answer is out, and when to ask whether it helped."""
    changes = [CaseRecord.replies_sent.set(number), CaseRecord.follow_up_at.set(follow_up_at)]
    new = CaseRecord.replies_sent.does_not_exist() | (CaseRecord.replies_sent < number)
    wrote(_row(case).update, changes, condition=(CaseRecord.round == case.round) & new)


def plan_follow_up(case: Case, at: datetime) -> None:
    """Note when to ask whether it helped, when something was delivered after the answer."""
    wrote(_row(case).update, [CaseRecord.follow_up_at.set(at)], condition=CaseRecord.round == case.round)


def begin_round(case: Case, look_at: datetime) -> bool:
    """Begin the case's next round as given; False when somebody began it before."""
    changes = [
        CaseRecord.attend_at.set(look_at),
        CaseRecord.owner.set(asdict(case.owner)),
        CaseRecord.round.set(case.round),
        CaseRecord.round_began_at.set(case.round_began_at),
        CaseRecord.reflection_planned_until.set(case.reflection_planned_until),
        CaseRecord.promised_at.set(case.promised_at),
        CaseRecord.replies_sent.set(0),
        CaseRecord.follow_up_at.remove(),
        CaseRecord.promise_began_at.remove(),
        CaseRecord.broken_at.remove(),
    ]
    return wrote(_row(case).update, changes, condition=CaseRecord.round == case.round - 1)


def hand_over(case: Case, event: Event, owner: Person) -> bool:
    """Give an open case another owner; False when it is closed or has passed on meanwhile."""
    changes = [CaseRecord.owner.set(asdict(owner)), _happened(event)]
    still_theirs = (CaseRecord.owner == asdict(case.owner)) & CaseRecord.outcome.does_not_exist()
    return wrote(_row(case).update, changes, condition=still_theirs)


def move_promise(before: Case, after: Case) -> bool:
    """Replace a promise that will not be kept; False when somebody did before."""
    changes = [CaseRecord.promised_at.set(after.promised_at), _happened(after.events[-1])]
    if after.promise_began_at and after.broken_at:
        changes += [CaseRecord.promise_began_at.set(after.promise_began_at), CaseRecord.broken_at.set(after.broken_at)]
    same = (CaseRecord.promised_at == before.promised_at) & (CaseRecord.round == before.round)
    return wrote(_row(before).update, changes, condition=same & CaseRecord.outcome.does_not_exist())


def note_warning(case: Case, event: Event) -> bool:
    """Note that the owner, or the manager, is warned of a promise; False when something happened meanwhile."""
    changes = [_happened(event)]
    if event.what == "manager_warned":
        changes.append(CaseRecord.broken_at.remove())
    nothing_since = holds(CaseRecord.events, len(case.events))
    return wrote(_row(case).update, changes, condition=nothing_since & CaseRecord.outcome.does_not_exist())


def complete(before: Case, after: Case, look_at: datetime) -> bool:
    """Note what a customer added to the answer that began an open case; False when something happened meanwhile."""
    facts = attributes_of(after)
    changes = [getattr(CaseRecord, name).set(facts[name]) for name in ADDED if facts[name] is not None]
    changes.append(CaseRecord.attend_at.set(look_at))
    nothing_since = holds(CaseRecord.events, len(before.events)) & CaseRecord.outcome.does_not_exist()
    return wrote(_row(before).update, changes, condition=nothing_since & (CaseRecord.round == before.round))


ADDED = "reachable anonymous urgent legal_deadline promised_at promise_began_at events".split()


def close(case: Case, outcome: Outcome, now: datetime) -> bool:
    """Close a case; False when it was closed before."""
    changes = [
        CaseRecord.outcome.set(outcome.value),
        CaseRecord.closed_at.set(now),
        CaseRecord.attention.remove(),
        CaseRecord.attend_at.remove(),
    ]
    return wrote(_row(case).update, changes, condition=CaseRecord.outcome.does_not_exist())


def move_to_execution(case: Case, name: str, look_at: datetime) -> bool:
    """Note which execution carries an open case from now on; False when somebody else moved or closed it meanwhile."""
    changes = [CaseRecord.execution.set(name), CaseRecord.attend_at.set(look_at)]
    unmoved = (CaseRecord.execution == case.execution) & CaseRecord.outcome.does_not_exist()
    return wrote(_row(case).update, changes, condition=unmoved)


def look_again(case: Case, at: datetime) -> None:
    """Note when the sweep should next see whether an open case is still being carried."""
    wrote(_row(case).update, [CaseRecord.attend_at.set(at)], condition=CaseRecord.outcome.does_not_exist())


def needing_attention(now: datetime, most: int) -> list[tuple[str, str]]:
    """Keys (case id, item) of what the sweep should look at by now."""
    return [(found.case_id, found.item) for found in due(OpenItem.attention_index, now, most)]


def _happened(event: Event) -> Action:
    happened: Action = CaseRecord.events.set((CaseRecord.events | []).append([event_document(event)]))
    return happened


def _row(case: Case) -> CaseRecord:
    return CaseRecord(case.id, CASE_KEY)
