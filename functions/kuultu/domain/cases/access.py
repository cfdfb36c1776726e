"""Who may see what a colleague said: the colleague, the case's owner and manager, and managers it is shared with."""

from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.enquiries import is_colleague
from kuultu.domain.cases.task import Task, TaskKind


def shown_to(email: str, dossier: Dossier) -> list[tuple[str, str]]:
    """The colleagues' statements of this round that this reader may see, each with its author's name."""
    asked = [task for task in dossier.record.of_kind(TaskKind.STATEMENT) if is_colleague(task)]
    told = [(task, task.decision.fields.get("statement", "")) for task in asked if task.decision]
    return [(task.assignee.name, text) for task, text in told if text and _may_see(email, task, dossier)]


def _may_see(email: str, task: Task, dossier: Dossier) -> bool:
    managers = (unit.manager for unit in dossier.survey.units)
    people = (task.assignee, dossier.case.owner, dossier.case.manager, *managers)
    return any(person.has(email) for person in people)
