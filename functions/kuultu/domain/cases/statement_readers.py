"""What a reader of the conclusion may see beside it: statements of colleagues, and the customer's own words."""

from dataclasses import replace

from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.enquiries import is_colleague
from kuultu.domain.cases.payloads.finding_out import Explanation, Statement
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_kind import TaskKind


def shown_to(email: str, dossier: Dossier) -> list[tuple[str, str]]:
    """Pairs of author's name and text: the colleagues' statements of the round that a reader (an address) may see."""
    asked = [task for task in dossier.record.of_kind(TaskKind.STATEMENT) if is_colleague(task)]
    told = [(task, task.decision.payload.text) for task in asked if task.decision]
    return [(task.assignee.name, text) for task, text in told if text and _may_see(email, task, dossier)]


def words_shown_to(email: str, dossier: Dossier) -> list[str]:
    """The customer's own words, first and added ones, for a reader (an address) in the directory; empty for others."""
    if not any(member.person.has(email) for member in dossier.survey.people):
        return []
    explained = dossier.record.decision(Explanation)
    return [text for text in (*dossier.texts, explained.payload.details if explained else "") if text]


def without_confidences(email: str, dossier: Dossier) -> Dossier:
    """The dossier without the texts of colleagues' statements that a reader (an address) may not see."""
    hidden = [task for task in dossier.record.tasks if _is_told(task) and not _may_see(email, task, dossier)]
    for task in hidden:
        decision = task.decision and replace(task.decision, payload=Statement())
        dossier = dossier.with_task(replace(task, decision=decision))
    return dossier


def _is_told(task: Task) -> bool:
    """True if a colleague has made a statement."""
    return task.kind is TaskKind.STATEMENT and is_colleague(task) and task.decision is not None


def _may_see(email: str, task: Task, dossier: Dossier) -> bool:
    managers = (unit.manager for unit in dossier.survey.units)
    people = (task.assignee, dossier.case.owner, dossier.case.manager, *managers)
    return any(person.has(email) for person in people)
