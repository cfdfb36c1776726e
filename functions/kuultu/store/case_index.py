"""The index of cases for lists: which items are in it, and where.

Hash `listed`: `open#UNIT#SHARD` or `closed#UNIT#SHARD`, with the shard of the attention index. Range `listed_at`: of
an open case and of its open tasks `CASE_ID#ITEM`, so that they lie side by side; of a closed case the time of the end
and the id. The projection holds the attributes that a list shows, so that other writes of an item cost nothing here.
"""

from collections.abc import Iterator
from typing import Any, Generic

from pynamodb.expressions.update import Action
from pynamodb.indexes import IncludeProjection

from kuultu.domain.cases.case import Case
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.settings import settings
from kuultu.store.attention import shard_of
from kuultu.store.listed import ListedIndex, moment
from kuultu.store.tables import AnyModel

OF_CASES = (
    "survey_id owner manager opened_at round reflection_planned_until promised_at follow_up_at urgent wish anonymous "
    "unit traits outcome closed_at letter_due_at"
)
OF_TASKS = "assignee due_at lapses_at"
PROJECTED = ["type", *OF_CASES.split(), *OF_TASKS.split()]
"""The attributes in the index beside the keys: 20 at most."""

UNLISTED = {TaskKind.END_REFLECTION, TaskKind.FIND_OUT}
"""The kinds of tasks for which no case waits."""


class CaseIndex(ListedIndex[AnyModel], Generic[AnyModel]):  # type: ignore[no-untyped-call]
    """The sparse index of open cases with their open tasks, and of closed cases."""

    class Meta:
        index_name = "listed"
        projection = IncludeProjection(PROJECTED)


Place = dict[str, str | None]
NOWHERE: Place = {"listed": None, "listed_at": None}


def place_of_case(case: Case, item: str) -> Place:
    """The place of a case in the index; nowhere for a case of an earlier release, whose unit is not on its item."""
    if not case.unit:
        return NOWHERE
    if case.closed_at:
        return _place("closed", case.unit, case.id, f"{moment(case.closed_at)}#{case.id}")
    return _place("open", case.unit, case.id, f"{case.id}#{item}")


def place_of_task(task: Task) -> Place:
    """The place of a task in the index: beside its open case; nowhere once the case does not wait for the task."""
    if task.ended or not task.unit or task.kind in UNLISTED:
        return NOWHERE
    return _place("open", task.unit, task.case_id, f"{task.case_id}#{task.key}")


def _place(state: str, unit_id: str, case_id: str, at: str) -> Place:
    return {"listed": f"{state}#{unit_id}#{shard_of(case_id)}", "listed_at": at}


def partitions(state: str, unit_id: str) -> Iterator[str]:
    """The hash keys of a unit's open or closed cases."""
    return (f"{state}#{unit_id}#{shard}" for shard in range(settings().attention_shards))


def put_at(model: Any, place: Place) -> list[Action]:  # noqa: ANN401 - a model's class
    """The changes that put an item at a place in the index, or take it out."""
    return [getattr(model, name).set(at) if at else getattr(model, name).remove() for name, at in place.items()]
