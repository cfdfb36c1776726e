"""Notes on a case: events, warnings, the introduction of an owner, and mails that did not reach the customer.

None is returned, as in `cases`, when another process was first.
"""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from kuultu.domain.cases.case import Case
from kuultu.domain.cases.events import Event, ManagerWarned
from kuultu.store.case_items import CaseItem
from kuultu.store.cases import changed, happened
from kuultu.store.tables import holds


def note_event(case: Case, event: Event) -> Case | None:
    """Note an event in a case, open or closed, unless another event came meanwhile."""
    return changed(case, [happened(event)], holds(CaseItem.events, len(case.events)))


def note_undelivered(case: Case, mail_id: str) -> Case | None:
    """Note the id of a mail that did not reach the customer; once, unless two processes note it in the same moment."""
    added: Action = CaseItem.undelivered.set((CaseItem.undelivered | []).append([mail_id]))
    known: Condition = CaseItem.undelivered.contains(mail_id)
    return changed(case, [added], ~known)


def forget_undelivered(case: Case) -> Case | None:
    """Forget the mails that did not reach the customer, unless another one was noted meanwhile."""
    return changed(case, [CaseItem.undelivered.remove()], holds(CaseItem.undelivered, len(case.undelivered)))


def keep_undelivered(case: Case, mail_ids: Sequence[str]) -> Case | None:
    """Keep these of the mails that did not reach the customer, unless another one was noted meanwhile."""
    ids: Any = list(mail_ids)
    kept: Action = CaseItem.undelivered.set(ids)
    return changed(case, [kept], holds(CaseItem.undelivered, len(case.undelivered)))


def settle(case: Case, event: Event) -> Case | None:
    """Note, in the present round of an open case, that the customer calls the matter settled."""
    return changed(case, [happened(event)], CaseItem.outcome.does_not_exist() & (CaseItem.round == case.round))


def note_introduction(case: Case) -> Case | None:
    """Note that a mail to the customer has named the owner, unless the owner has changed meanwhile."""
    return changed(case, [CaseItem.introduced.set(case.owner.email)], CaseItem.owner == asdict(case.owner))


def note_warning(case: Case, event: Event) -> Case | None:
    """Note, in an open case, the warning of owner or manager about a promise, unless another event came meanwhile."""
    changes: list[Action] = [happened(event)]
    if isinstance(event, ManagerWarned):
        changes.append(CaseItem.broken_at.remove())
    nothing_since = holds(CaseItem.events, len(case.events))
    return changed(case, changes, nothing_since & CaseItem.outcome.does_not_exist())
