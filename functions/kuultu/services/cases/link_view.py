"""Views of links: the task to do, or the obstacle; a view changes nothing."""

from dataclasses import replace
from datetime import datetime

from kuultu.domain.cases.absence_view import AbsenceView
from kuultu.domain.cases.customers_page import is_over
from kuultu.domain.cases.decision_rules import is_possible, may_act
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.link_tokens import Link, hash_of, next_token, token_in
from kuultu.domain.cases.link_view import LinkView
from kuultu.domain.cases.next_step import is_offered, is_theirs
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import PAGES, entry_of
from kuultu.domain.responses.staff_sheet import StaffSheet
from kuultu.errors import Gone, KuultuError, Unknown
from kuultu.services.calendar.survey_clocks import clocks_of
from kuultu.services.cases.absence_view import absence_view
from kuultu.services.dossiers import dossier_of
from kuultu.services.related_cases import related_to
from kuultu.services.responses.staff_sheet_view import staff_sheet
from kuultu.store import links


def look(address: str, now: datetime, case_id: str = "") -> LinkView | AbsenceView | StaffSheet:
    """The view of a link; raises Unknown for every address that is not a link, Gone for a withdrawn one. Reads only.

    The link to the page of a case leads to a related one (`case_id`) too, for its owner or manager; that of a unit's
    staff to the receipt for the answer that was stored under the id.
    """
    token = token_in(address)
    link = links.find(hash_of(token), now) if token else None
    if token is None or link is None:
        raise Unknown
    if link.kind is TaskKind.ABSENCE:
        return absence_view(link.recipient, now)
    if link.kind is TaskKind.ENTER:
        return staff_sheet(link, case_id, now)
    if case_id not in {"", link.case_id} and link.kind is TaskKind.CASE:
        link = _aside(link, dossier_of(link.case_id), case_id, now)
    return _with_next_step(replace(view_of(link, dossier_of(link.case_id), now), token=token))


def _aside(link: Link, dossier: Dossier, case_id: str, now: datetime) -> Link:
    """The link as one to a related case; raises Unknown for any other case, and for whoever may not see it."""
    theirs = _page_obstacle(link, dossier, now) is None
    related = [one for one in related_to(dossier) if one.case.id == case_id and one.is_of(link.recipient)]
    if not (theirs and related):
        raise Unknown
    return replace(link, case_id=case_id)


def view_of(link: Link, dossier: Dossier, now: datetime) -> LinkView:
    """The view of a task or page that belongs to a case; raises Unknown for a task that the case does not have."""
    if link.kind in PAGES:
        related = related_to(dossier) if link.kind is TaskKind.CASE else ()
        page, obstacle = _page(link, dossier, now), _page_obstacle(link, dossier, now)
        return LinkView(dossier, page, now, obstacle, related=related)
    task = dossier.record.task(link.kind, link.round, link.name)
    if task is None:
        raise Unknown
    return LinkView(dossier, task, now, _obstacle(task, link.recipient, dossier, now))


def _with_next_step(view: LinkView) -> LinkView:
    """The view of a decision with the task that its page offers next: open, possible now, and for the same person."""
    if view.problem or not is_offered(view.task, clocks_of(view.dossier.survey), view.now):
        return view
    link = links.find(hash_of(next_token(view.token)), view.now)
    record = view.dossier.record
    task = record.task(link.kind, link.round, link.name) if link else None
    offered = task and is_theirs(task, view.task) and is_possible(task, record, view.now)
    return replace(view, next_step=task) if offered else view


def _page(link: Link, dossier: Dossier, now: datetime) -> Task:
    """A page of the case as a task that never ends; nothing of it is stored."""
    case = dossier.case
    person = case.owner if link.kind is TaskKind.MY_CASE else dossier.person_at(link.recipient)
    return Task(case.id, link.kind, case.round, person, now, now, now, draft=case.draft_of(person))


def _page_obstacle(link: Link, dossier: Dossier, now: datetime) -> KuultuError | None:
    """The obstacle to a page of a case: Gone for staff who are neither owner nor manager after a hand-over.

    The customer's page is open until some days after the end.
    """
    case = dossier.case
    if link.kind is TaskKind.MY_CASE:
        return Gone(code="expired") if is_over(case, clocks_of(dossier.survey), now) else None
    return None if link.recipient in {case.owner.email, case.manager.email} else Gone(code="handed-over")


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
