"""Addresses of cases and of their tasks in the console."""

from urllib.parse import quote

from kuultu.domain.cases.case import CaseRecord
from kuultu.domain.cases.task import Task
from kuultu.domain.console.cases import PATH


def address_of(case_id: str) -> str:
    """The address of the page of a case."""
    return f"{PATH}/{quote(case_id)}"


def address_of_task(task: Task) -> str:
    """The address of the page of a task: its round, kind and name, as in its key, without its signs."""
    return f"{address_of(task.case_id)}/tasks/{quote(_short(task))}"


def task_at(key: str, record: CaseRecord) -> Task | None:
    """The task of a case by the last part of its address; None without such a task."""
    return next((task for task in record.tasks if _short(task) == key), None)


def _short(task: Task) -> str:
    return ".".join(filter(None, (str(task.round), task.kind.value, task.name)))
