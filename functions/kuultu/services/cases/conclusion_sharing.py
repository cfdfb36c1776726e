"""Sharing a conclusion privately: one mail to each person, never in copy, and each confirms having read it."""

from datetime import datetime

from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.enquiries import recipients_of, share_name
from kuultu.domain.cases.task import TaskKind
from kuultu.domain.mail.mail import task_mail
from kuultu.services.cases.task_opening import open_task, send


def share(dossier: Dossier, now: datetime) -> Dossier:
    """Send everybody whom the owner named a link of their own; returns the dossier as it is then."""
    concluded = dossier.record.decision(TaskKind.CONCLUDE)
    for address in recipients_of(concluded) if concluded else []:
        name, assignee = share_name(address), dossier.person_at(address)
        task = open_task(dossier, TaskKind.CONFIRM_READ, now, name=name, assignee=assignee)
        dossier = dossier.with_task(task)
        send(task_mail(task), dossier, now)
    return dossier
