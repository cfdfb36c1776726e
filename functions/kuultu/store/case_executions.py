"""The executions that carry open cases, and the sweep's looks at them.

None is returned, as in `cases`, when another process was first.
"""

from datetime import datetime

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from kuultu.domain.cases.case import Case
from kuultu.store.case_items import CASE_KEY, CaseItem
from kuultu.store.cases import changed, listed
from kuultu.store.tables import wrote


def move_to_execution(case: Case, name: str, look_at: datetime) -> Case | None:
    """Note the execution that carries an open case from now on, unless the case has moved on meanwhile."""
    changes = [CaseItem.execution.set(name), CaseItem.attend_at.set(look_at), *_listed_in_unit(case)]
    unmoved = (CaseItem.execution == case.execution) & CaseItem.outcome.does_not_exist()
    return changed(case, changes, unmoved & _same_unit(case))


def look_again(case: Case, at: datetime) -> Case | None:
    """Note the time of the sweep's next look at an open case."""
    changes = [CaseItem.attend_at.set(at), *_listed_in_unit(case)]
    return changed(case, changes, CaseItem.outcome.does_not_exist() & _same_unit(case))


def _listed_in_unit(case: Case) -> list[Action]:
    """The changes that note the unit of a case, and list the case there: one of an earlier release has neither."""
    return [CaseItem.unit.set(case.unit), *listed(case)]


def _same_unit(case: Case) -> Condition:
    """The condition that a case has not been passed on to another unit meanwhile."""
    same: Condition = CaseItem.unit.does_not_exist() | CaseItem.unit.is_in("", case.unit)
    return same


def note_end(case_id: str, execution: str, now: datetime) -> bool:
    """Have the sweep look at an open case whose execution has ended.

    False when another execution carries the case, the case is closed, or none is on record.
    """
    carried: Condition = CaseItem.execution == execution
    if execution == case_id:  # the first execution has the case's name, and is not noted
        carried |= (CaseItem.execution == "") | CaseItem.execution.does_not_exist()
    open_case = CaseItem.item.exists() & CaseItem.outcome.does_not_exist()
    return wrote(CaseItem(case_id, CASE_KEY).update, [CaseItem.attend_at.set(now)], condition=open_case & carried)
