"""Handing a case over: one owner at a time, and what was asked of the old one is asked of the new one."""

from datetime import datetime

from kuultu.domain.cases.case import Event
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.task import OWNERS_TASKS
from kuultu.domain.cases.task_deadlines import handed_to
from kuultu.domain.mail.mail import task_mail
from kuultu.domain.people import Person
from kuultu.observability import count
from kuultu.services.cases.task_opening import send
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
    for task in [task for task in dossier.record.of_kind(*OWNERS_TASKS) if not task.ended]:
        after = task if task.assignee.email == owner.email else handed_to(task, owner)
        theirs = after is task  # passed on before, it may not have been mailed
        if after.passed_on and (theirs or tasks.change(task, after)):
            send(task_mail(after), dossier.with_task(after), now)
