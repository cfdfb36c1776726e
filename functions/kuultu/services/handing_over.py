"""Handing a case over: one owner at a time, and what was asked of the old one is asked of the new one."""

from datetime import datetime

from kuultu.domain.case import Event
from kuultu.domain.dossier import Dossier
from kuultu.domain.mail import task_mail
from kuultu.domain.pace import handed_to
from kuultu.domain.people import Person
from kuultu.observability import count
from kuultu.services.asking import send
from kuultu.services.dossiers import reloaded
from kuultu.store import cases, tasks


def hand_over(dossier: Dossier, heir: Person, by: str, why: str, now: datetime) -> None:
    """Give the case another owner, with new links; the old owner's links say so from then on."""
    case = dossier.case
    if heir.email != case.owner.email:
        event = Event("handed_over", now, who=by, whom=heir.name, why=why)
        if cases.hand_over(case, event, heir):
            count("CaseHandedOver", case_id=case.id, why=why)
    pass_tasks_on(reloaded(dossier), now)


def pass_tasks_on(dossier: Dossier, now: datetime) -> None:
    """Give the owner every open task that still lies with somebody who owned the case before."""
    owner = dossier.case.owner
    for task in dossier.file.of_kind(*(task.kind for task in dossier.file.tasks if task.kind.of_the_owner)):
        if task.ended:
            continue
        theirs = task.assignee.email == owner.email
        after = task if theirs else handed_to(task, owner)
        if after.passed_on and (theirs or tasks.change(task, after)):  # passed on before, it may not have been mailed
            send(task_mail(after), reloaded(dossier), now)
