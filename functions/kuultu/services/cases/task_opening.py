"""Asking people: a task is opened and mailed, once however often that is tried."""

from datetime import datetime

from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.enquiries import Enquiry, enquiries_in
from kuultu.domain.cases.lifecycle import new_task
from kuultu.domain.cases.task import ENQUIRIES, Fields, Task, TaskKind
from kuultu.domain.mail.mail import Mail, task_mail
from kuultu.domain.people import Person
from kuultu.observability import count
from kuultu.services.calendar.survey_clocks import clocks_of
from kuultu.services.calendar.unit_working_time import working_time_of
from kuultu.services.dossiers import reloaded
from kuultu.services.mail.alert_throttling import held
from kuultu.services.mail.mail_composing import letter_about
from kuultu.services.mail.mail_sending import post
from kuultu.store import tasks


def open_task(
    dossier: Dossier,
    kind: TaskKind,
    now: datetime,
    *,
    name: str = "",
    assignee: Person | None = None,
    details: Fields | None = None,
) -> Task:
    """The task of this kind and name in this round, opened now unless it is there already."""
    known = dossier.record.task(kind, name=name)
    if known:
        return known
    working, clocks = working_time_of(dossier.unit), clocks_of(dossier.survey)
    task = new_task(dossier.record, kind, clocks, working, now, name=name, assignee=assignee, details=details)
    if tasks.add(task):
        count("TaskOpened", case_id=task.case_id, task=kind.value)
    return task


def mail_task(dossier: Dossier, task: Task, now: datetime) -> None:
    """Mail an open task to whoever has it; with triage the manager hears too, who can end reflection."""
    if task.kind is TaskKind.FIND_OUT:
        for enquiry in dossier.record.of_kind(*ENQUIRIES):
            if not enquiry.ended:
                send(task_mail(enquiry), dossier, now)
    elif task.kind is not TaskKind.CHOOSE_REMEDY:  # the answer itself carries that one
        send(task_mail(task), dossier, now)
    if task.kind is TaskKind.TRIAGE:
        _tell_the_manager(dossier, task, now)


def _tell_the_manager(dossier: Dossier, triage: Task, now: datetime) -> None:
    early_end = dossier.record.task(TaskKind.END_REFLECTION)
    if early_end is None or not early_end.open:
        return
    if dossier.case.urgent:
        send(Mail(triage.case_id, triage.round, "alert", TaskKind.END_REFLECTION), dossier, now)
    elif early_end.assignee.email != triage.assignee.email:
        send(task_mail(early_end), dossier, now)


def open_enquiries(dossier: Dossier, fields: Fields, now: datetime) -> list[Task]:
    """Open the enquiries that a form asks for."""
    return [_open_enquiry(dossier, enquiry, now) for enquiry in enquiries_in(fields)]


def _open_enquiry(dossier: Dossier, enquiry: Enquiry, now: datetime) -> Task:
    details = enquiry.details
    return open_task(dossier, enquiry.kind, now, name=enquiry.name, assignee=enquiry.person, details=details)


def open_and_mail(dossier: Dossier, kind: TaskKind, now: datetime, name: str = "") -> None:
    """Open a task beside what the workflow waits on, and mail it at once."""
    task = open_task(dossier, kind, now, name=name)
    if task.open:
        mail_task(reloaded(dossier), task, now)


def send(mail: Mail, dossier: Dossier, now: datetime) -> None:
    """Send a mail about this case, unless it was sent already, or would be one too many just now."""
    if not held(mail, dossier, now):
        post(mail, lambda: letter_about(mail, dossier, now), now)
