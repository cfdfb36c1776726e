"""Views of links: the task to do, or the obstacle; a view changes nothing."""

from datetime import datetime

from kuultu.domain.cases.case import Case
from kuultu.domain.cases.decision_rules import may_act
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.link_tokens import Link, hash_of, token_in
from kuultu.domain.cases.link_view import LinkView
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import entry_of
from kuultu.errors import Gone, KuultuError, Unknown
from kuultu.services.dossiers import dossier_of
from kuultu.store import links


def look(address: str, now: datetime) -> LinkView:
    """The view of a link; raises Unknown for every address that is not a link. Reads only."""
    token = token_in(address)
    link = links.find(hash_of(token), now) if token else None
    if link is None:
        raise Unknown
    return _view(link, dossier_of(link.case_id), now)


def _view(link: Link, dossier: Dossier, now: datetime) -> LinkView:
    if link.kind is TaskKind.CASE:
        desk = _case_desk(dossier, link.recipient, now)
        return LinkView(dossier, desk, now, _case_obstacle(dossier.case, link.recipient))
    task = dossier.record.task(link.kind, link.round, link.name)
    if task is None:
        raise Unknown
    return LinkView(dossier, task, now, _obstacle(task, link.recipient, dossier, now))


def _case_desk(dossier: Dossier, recipient: str, now: datetime) -> Task:
    """The page of the case as a task that never ends; nothing of it is stored."""
    case, person = dossier.case, dossier.person_at(recipient)
    return Task(case.id, TaskKind.CASE, case.round, person, now, now, now)


def _case_obstacle(case: Case, recipient: str) -> KuultuError | None:
    """The obstacle to the page of a case: Gone for a recipient who is neither owner nor manager after a hand-over."""
    return None if recipient in {case.owner.email, case.manager.email} else Gone(code="handed-over")


def _obstacle(task: Task, recipient: str, dossier: Dossier, now: datetime) -> KuultuError | None:
    if not entry_of(task.kind).for_customer and recipient != task.assignee.email:
        return Gone(code="handed-over")
    if task.decision:
        return None
    try:
        may_act(task, dossier.record, now)
    except KuultuError as obstacle:
        return obstacle
    return None
