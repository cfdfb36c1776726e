"""The people of a case: changes of owner and manager, open or closed.

None is returned, as in `cases`, when another process was first.
"""

from dataclasses import asdict, replace

from pynamodb.expressions.condition import Condition

from kuultu.domain.cases.case import Case
from kuultu.domain.cases.events import Event
from kuultu.domain.people import Person
from kuultu.store.case_items import CaseItem
from kuultu.store.cases import changed, happened, listed


def hand_over(case: Case, event: Event, owner: Person, unit: str = "") -> Case | None:
    """Give a case another owner, unless the owner has changed or the case was closed or taken up meanwhile.

    `unit` is the id of the unit that has the case from then on; "" for the present one.
    """
    still_theirs = (CaseItem.owner == asdict(case.owner)) & _as_ended(case)
    changes = [CaseItem.owner.set(asdict(owner)), happened(event), CaseItem.owner_draft.remove()]
    changes += [CaseItem.unit.set(unit), *listed(replace(case, unit=unit))] if unit else []
    return changed(case, changes, still_theirs)


def change_manager(case: Case, event: Event, manager: Person) -> Case | None:
    """Give a case another manager, unless the manager has changed or the case was closed or taken up meanwhile."""
    still_theirs = (CaseItem.manager == asdict(case.manager)) & _as_ended(case)
    changes = [CaseItem.manager.set(asdict(manager)), happened(event), CaseItem.manager_draft.remove()]
    return changed(case, changes, still_theirs)


def _as_ended(case: Case) -> Condition:
    """The condition that a case is as open or closed as it was read."""
    same: Condition = CaseItem.outcome == case.outcome.value if case.outcome else CaseItem.outcome.does_not_exist()
    return same
