"""Views of links: the task to do, or the obstacle; a view changes nothing."""

from datetime import datetime

from kuultu.domain.cases.case import Case
from kuultu.domain.cases.decision_rules import may_act
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.link_tokens import Link, hash_of, token_in
from kuultu.domain.cases.link_view import LinkView
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import PAGES, entry_of
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
    if link.kind in PAGES:
        return LinkView(dossier, _page(link, dossier, now), now, _page_obstacle(link, dossier.case))
    task = dossier.record.task(link.kind, link.round, link.name)
    if task is None:
        raise Unknown
    return LinkView(dossier, task, now, _obstacle(task, link.recipient, dossier, now))


def _page(link: Link, dossier: Dossier, now: datetime) -> Task:
    """A page of the case as a task that never ends; nothing of it is stored."""
    case = dossier.case
    person = case.owner if link.kind is TaskKind.MY_CASE else dossier.person_at(link.recipient)
    return Task(case.id, link.kind, case.round, person, now, now, now)


def _page_obstacle(link: Link, case: Case) -> KuultuError | None:
    """The obstacle to a page of a case: Gone for staff who are neither owner nor manager after a hand-over."""
    theirs = link.kind is TaskKind.MY_CASE or link.recipient in {case.owner.email, case.manager.email}
    return None if theirs else Gone(code="handed-over")


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
