"""The opening of tasks, once despite repeated tries."""

from collections.abc import Callable
from datetime import datetime

from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.lifecycle import task_to_open
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_deadlines import new_task
from kuultu.domain.cases.task_entry import Opening
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import entry_of
from kuultu.observability import count
from kuultu.services.calendar.survey_clocks import clocks_of
from kuultu.services.calendar.unit_working_time import working_time_of
from kuultu.services.dossiers import reloaded
from kuultu.store import tasks

Add = Callable[[Task], bool]
"""The store's way of adding a task; False when the task is not added."""


def open_task(dossier: Dossier, opening: Opening, now: datetime, add: Add = tasks.add) -> Dossier:
    """Open a task in the current round, unless the round has the task already; returns the dossier with the task."""
    if dossier.record.task(opening.kind, name=opening.name):
        return dossier
    task = task_to_open(dossier.record, opening, now)
    timed = new_task(dossier.record, task, clocks_of(dossier.survey), working_time_of(dossier.unit), now)
    if not add(timed):
        return reloaded(dossier)
    count("TaskOpened", case_id=task.case_id, task=task.kind.value)
    return dossier.with_task(timed)


def open_all(dossier: Dossier, openings: list[Opening], now: datetime, add: Add = tasks.add) -> Dossier:
    """Open several tasks."""
    for opening in openings:
        dossier = open_task(dossier, opening, now, add)
    return dossier


def open_due(dossier: Dossier, kind: TaskKind, now: datetime) -> Dossier:
    """Open the due task of a kind, after the tasks that the entry of the kind puts first."""
    entry = entry_of(kind)
    dossier = open_all(dossier, entry.first(dossier.record), now)
    return open_task(dossier, Opening(kind, entry.due_name(dossier.record)), now)
