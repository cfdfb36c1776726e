"""People who have left the directory, or are away: their open cases and approvals go to the unit's present people."""

from datetime import datetime

from kuultu.domain.cases.case import Case
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.effects import HandOver
from kuultu.domain.cases.events import HandedOver, HandOverReason, ManagerChanged
from kuultu.domain.cases.remedies import approver_of, proposed
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.people import Person
from kuultu.domain.surveys.survey import Survey


def has_left(person: Person, survey: Survey) -> bool:
    """True if a person is no longer in the directory; never for a survey that holds its units itself."""
    directory = survey.directory
    return bool(directory.members) and directory.member_at(person.email) is None


def is_gone(person: Person, dossier: Dossier, now: datetime) -> bool:
    """True if a person has left the directory, or is away while somebody else is there."""
    return has_left(person, dossier.survey) or not dossier.present(person, now).has(person.email)


def hand_over_due(dossier: Dossier, now: datetime) -> HandOver | None:
    """The hand-over of a case whose owner has left or is away; None for an owner who is there."""
    owner = dossier.case.owner
    if has_left(owner, dossier.survey):
        return HandOver(successor_of_owner(dossier), "", HandOverReason.LEFT)
    gone = is_gone(owner, dossier, now)
    return HandOver(owner, "", HandOverReason.ABSENT) if gone else None  # the hand-over finds whoever stands in


def successor_of_owner(dossier: Dossier) -> Person:
    """The next owner of a case: the unit's present owner, or its manager for a case that the manager had taken on."""
    case, unit = dossier.case, dossier.unit
    return unit.manager if case.owner.has(case.manager.email) else unit.owner


def begins_anew(case: Case) -> bool:
    """True if the tasks of the latest hand-over begin anew: the former owner was away, or left them undone."""
    handed = [event for event in case.events if isinstance(event, HandedOver)]
    return bool(handed) and handed[-1].reason in {HandOverReason.ABSENT, HandOverReason.UNDONE}


def change_of_manager(dossier: Dossier, now: datetime) -> tuple[Person, ManagerChanged] | None:
    """The present manager of the unit, with the event; None for a case that has this manager already."""
    manager = dossier.present(dossier.unit.manager, now)
    former = dossier.case.manager
    if manager.has(former.email):
        return None
    absence = dossier.absence_of(former, now)
    return manager, ManagerChanged(now, manager.name, former.email, former.name, absence.last if absence else None)


def approvals_left_behind(dossier: Dossier, now: datetime) -> list[tuple[Task, Person]]:
    """The open approvals of people who have left or are away, each with the next approver, never the proposer.

    None in a closed case.
    """
    if dossier.case.outcome:
        return []
    open_ones = [task for task in dossier.record.of_kind(TaskKind.APPROVE_REMEDY) if not task.ended]
    left = [task for task in open_ones if is_gone(task.assignee, dossier, now)]
    decided = proposed(dossier.record)
    heir = approver_of(dossier, decided.by if decided else "", now)
    return [(task, heir) for task in left if heir and not task.assignee.has(heir.email)]
