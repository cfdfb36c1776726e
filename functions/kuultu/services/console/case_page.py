"""The page of a case for signed-in staff: the page behind the mailed link, with the person's own tasks."""

from dataclasses import replace
from datetime import datetime

from kuultu.domain.cases.decisions import Fields
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.link_tokens import Link
from kuultu.domain.cases.link_view import LinkView
from kuultu.domain.cases.statement_readers import without_confidences
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_entry import Doer
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import PAGES, entry_of
from kuultu.domain.console.case_address import address_of, address_of_task, task_at
from kuultu.domain.console.case_seen import CaseSeen
from kuultu.domain.console.cases import PATH
from kuultu.domain.console.look import Look
from kuultu.domain.console.staff import Staff
from kuultu.errors import Unknown
from kuultu.services.cases.link_action import NotRecorded, act
from kuultu.services.cases.link_view import view_of
from kuultu.services.console.like_cases import joined_with, like_cases
from kuultu.services.console.looks import others_looks
from kuultu.services.dossiers import dossier_of, reloaded
from kuultu.store import looks


def look_at_case(case_id: str, key: str, staff: Staff, now: datetime, *, noted: bool) -> CaseSeen:
    """The page of a case, or with a key of a task in it; a `noted` look. Raises Unknown for whoever may not see it."""
    view = view_of_case(case_id, key, staff, now)
    looked = tuple(others_looks(case_id, staff))
    if noted:
        looks.note_look(Look(case_id, "case", staff.person.email, now))
    return _with_like_cases(_with_tasks(CaseSeen(view, looked), staff), staff, now)


def _with_tasks(seen: CaseSeen, staff: Staff) -> CaseSeen:
    """The page of a case with the person's open tasks, and with joined cases; the page of a task as it is."""
    view = seen.view
    if view.task.kind not in PAGES:
        return seen
    theirs = [task for task in view.dossier.record.tasks if not task.ended and _is_asked(staff, task)]
    tasks = tuple((task, address_of_task(task)) for task in theirs)
    return replace(seen, tasks=tasks, joined=tuple(joined_with(view.dossier.case.id)))


def _with_like_cases(seen: CaseSeen, staff: Staff, now: datetime) -> CaseSeen:
    """The page of an open case with like cases; whoever acts cannot read the answers of many, and gets none."""
    view = seen.view
    if view.task.kind not in PAGES or view.dossier.case.outcome:
        return seen
    known = {one.case.id for one in seen.joined} | {one.case.id for one in view.related}
    return replace(seen, like=tuple(like_cases(view.dossier, staff, known, now)))


def act_on_case_page(case_id: str, key: str, data: Fields, staff: Staff, now: datetime) -> CaseSeen | str:
    """Act on a case, or on a task in it; returns the address of what follows, or the page with the reason why not.

    Raises Unknown for whoever may not act.
    """
    view = view_of_case(case_id, key, staff, now)
    if view.only_reads:
        raise Unknown
    result = act(view, data, now)
    if isinstance(result, NotRecorded) and isinstance(result.view, LinkView):
        return _with_tasks(CaseSeen(result.view), staff)
    return _address_after(view, key, staff)


def _address_after(view: LinkView, key: str, staff: Staff) -> str:
    """The same address again; the list, for whoever does not see the case any more."""
    if key:
        return address_of_task(view.task)
    dossier = reloaded(view.dossier)
    return address_of(dossier.case.id) if _may_see(dossier, staff) else PATH


def view_of_case(case_id: str, key: str, staff: Staff, now: datetime) -> LinkView:
    """The view of a case, or with a key of a task of the person; raises Unknown for whoever may not see it."""
    dossier = dossier_of(case_id)
    if key:
        return _task(key, dossier, staff, now)
    if not _may_see(dossier, staff):
        raise Unknown
    view = _view(dossier, staff, now)
    if _has_part(dossier, staff):
        return view
    shown = without_confidences(staff.person.email, dossier)
    return replace(view, dossier=shown, problem=None, only_reads=True)


def acting_view(case_id: str, staff: Staff, now: datetime) -> LinkView:
    """The view of a case for a manager of its unit, who may hand it over whoever has it; raises Unknown for others."""
    dossier = dossier_of(case_id)
    if dossier.unit.id not in staff.manages:
        raise Unknown
    return replace(_view(dossier, staff, now), problem=None)


def _view(dossier: Dossier, staff: Staff, now: datetime) -> LinkView:
    return replace(view_of(_link(dossier, TaskKind.CASE, staff, now), dossier, now), reads_in=staff.language)


def _task(key: str, dossier: Dossier, staff: Staff, now: datetime) -> LinkView:
    """The view of a task that the person has, or has done."""
    task = task_at(key, dossier.record)
    if task is None or not _is_asked(staff, task):
        raise Unknown
    link = replace(
        _link(dossier, task.kind, staff, now), round=task.round, name=task.name, recipient=task.assignee.email
    )
    return replace(view_of(link, dossier, now), reads_in=staff.language)


def _is_asked(staff: Staff, task: Task) -> bool:
    """True if the person is to do, or has done, a task; one that ends by itself has no page."""
    return entry_of(task.kind).doer is not Doer.NOBODY and task.assignee.has(staff.person.email)


def _link(dossier: Dossier, kind: TaskKind, staff: Staff, now: datetime) -> Link:
    """What a mailed link would mean to the person; none is stored."""
    people = (dossier.case.owner, dossier.case.manager)
    known = next((who.email for who in people if who.has(staff.person.email)), staff.person.email)
    return Link("", dossier.case.id, dossier.case.round, kind, known, now)


def _may_see(dossier: Dossier, staff: Staff) -> bool:
    return staff.sees(dossier.unit.id) or _has_part(dossier, staff)


def _has_part(dossier: Dossier, staff: Staff) -> bool:
    """True if the person is the owner or the manager of the case."""
    return any(who.has(staff.person.email) for who in (dossier.case.owner, dossier.case.manager))
