"""The executions that carry open cases, and the sweep's looks at them.

None is returned, as in `cases`, when another process was first.
"""

from datetime import datetime

from pynamodb.expressions.condition import Condition

from kuultu.domain.cases.case import Case
from kuultu.store.case_items import CASE_KEY, CaseItem
from kuultu.store.cases import changed, listed
from kuultu.store.tables import wrote


def move_to_execution(case: Case, name: str, look_at: datetime) -> Case | None:
    """Note the execution that carries an open case from now on, unless the case has moved on meanwhile."""
    changes = [CaseItem.execution.set(name), CaseItem.attend_at.set(look_at)]
    unmoved = (CaseItem.execution == case.execution) & CaseItem.outcome.does_not_exist()
    return changed(case, changes, unmoved)


def look_again(case: Case, at: datetime) -> Case | None:
    """Note the time of the sweep's next look at an open case, and its unit: an earlier release's case is listed now."""
    changes = [CaseItem.attend_at.set(at), CaseItem.unit.set(case.unit), *listed(case)]
    same_unit = CaseItem.unit.does_not_exist() | CaseItem.unit.is_in("", case.unit)
    return changed(case, changes, same_unit & CaseItem.outcome.does_not_exist())


def note_end(case_id: str, execution: str, now: datetime) -> bool:
    """Have the sweep look at an open case whose execution has ended.

    False when another execution carries the case, the case is closed, or none is on record.
    """
    carried: Condition = CaseItem.execution == execution
    if execution == case_id:  # the first execution has the case's name, and is not noted
        carried |= (CaseItem.execution == "") | CaseItem.execution.does_not_exist()
    open_case = CaseItem.item.exists() & CaseItem.outcome.does_not_exist()
    return wrote(CaseItem(case_id, CASE_KEY).update, [CaseItem.attend_at.set(now)], condition=open_case & carried)
