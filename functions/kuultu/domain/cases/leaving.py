"""People who have left the directory: their open cases and approvals go to the unit's present people."""

from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.remedies import approver_of, proposed
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.people import Person
from kuultu.domain.surveys.survey import Survey


def has_left(person: Person, survey: Survey) -> bool:
    """True if a person is no longer in the directory; never for a survey that holds its units itself."""
    directory = survey.directory
    return bool(directory.members) and directory.member_at(person.email) is None


def successor_of_owner(dossier: Dossier) -> Person:
    """The next owner of a case: the unit's present owner, or its manager for a case that the manager had taken on."""
    case, unit = dossier.case, dossier.unit
    return unit.manager if case.owner.has(case.manager.email) else unit.owner


def approvals_left_behind(dossier: Dossier) -> list[tuple[Task, Person]]:
    """The open approvals of people who have left, each with the next approver, never the proposer."""
    open_ones = [task for task in dossier.record.of_kind(TaskKind.APPROVE_REMEDY) if not task.ended]
    left = [task for task in open_ones if has_left(task.assignee, dossier.survey)]
    decided = proposed(dossier.record)
    proposer = decided.by if decided else ""
    heir = approver_of(dossier.record, dossier.survey, proposer, dossier.unit.id)
    return [(task, heir) for task in left if heir]
