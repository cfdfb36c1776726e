"""The line above a case that stands still: the manager, the manager's deputy, the contact of the organisation."""

from collections.abc import Iterator
from datetime import datetime

from kuultu.domain.cases.case import Case
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.events import HandedOver, HandOverReason
from kuultu.domain.cases.remedies import proposed
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_entry import Doer
from kuultu.domain.cases.tasks import entry_of
from kuultu.domain.people import Person

GIVEN = {HandOverReason.TRIAGE, HandOverReason.BY_HAND}
"""The reasons of a hand-over after which the line begins anew."""


def next_above(task: Task, dossier: Dossier, now: datetime) -> Person | None:
    """The person to whom a task passes that its assignee has left undone; None at the end of the line."""
    if entry_of(task.kind).doer is Doer.APPROVER:
        return _next_approver(task, dossier, now)
    return _first_left(dossier, [*_passed_by(dossier.case), dossier.case.owner.email, task.assignee.email], now)


def next_owner(dossier: Dossier, now: datetime) -> Person | None:
    """The person to whom a case passes that stands still, never a second time; None at the end of the line."""
    return _first_left(dossier, [*_passed_by(dossier.case), dossier.case.owner.email], now)


def _next_approver(task: Task, dossier: Dossier, now: datetime) -> Person | None:
    """The next approver up the line, never the proposer."""
    decided, line = proposed(dossier.record), list(_line_of(dossier))
    at = next((at for at, person in enumerate(line) if person.has(task.assignee.email)), -1)
    passed = [task.assignee.email, *(person.email for person in line[: at + 1])]
    return _first_left(dossier, [*passed, *([decided.by] if decided else [])], now)


def _first_left(dossier: Dossier, passed: list[str], now: datetime) -> Person | None:
    """The first in the line who is not among the addresses, and not away."""
    left = [person for person in _line_of(dossier) if not any(map(person.has, passed))]
    return next((person for person in left if not dossier.absence_of(person, now)), None)


def is_above_manager(case: Case) -> bool:
    """True if the case has passed the manager by."""
    return any(map(case.manager.has, _passed_by(case)))


def _line_of(dossier: Dossier) -> Iterator[Person]:
    """The line of a case; without a directory the manager alone."""
    manager, directory = dossier.case.manager, dossier.survey.directory
    yield manager
    for above in (directory.deputy_of(manager.email), directory.contact_person):
        if above:
            yield above


def _passed_by(case: Case) -> list[str]:
    """The addresses of people whom the case has passed by, since somebody gave it to its owner or the round began."""
    handed = [one for one in case.events if isinstance(one, HandedOver) and one.at >= case.round_began_at]
    given = [at for at, one in enumerate(handed) if one.reason in GIVEN]
    return [one.former for one in handed[given[-1] + 1 if given else 0 :]]
