"""Recipients of mails: address and language, of a customer or of staff."""

from dataclasses import dataclass

from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.ending import told_of_the_end
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.mail.bounced_mails import told_of_return
from kuultu.domain.mail.dispute_mails import is_for_manager
from kuultu.domain.mail.hand_over_mails import hand_over_told
from kuultu.domain.mail.mail import Mail, MailKind
from kuultu.domain.mail.task_mails import is_to_customer
from kuultu.errors import Unknown


@dataclass(frozen=True)
class Recipient:
    """The recipient of a mail: address and language."""

    address: str
    language: str
    is_customer: bool


def recipient_in(mail: Mail, dossier: Dossier) -> Recipient:
    if is_to_customer(mail):
        return Recipient(dossier.customer_email, dossier.response.language, is_customer=True)
    return Recipient(recipient_of(mail, dossier), dossier.unit.language, is_customer=False)


def recipient_of(mail: Mail, dossier: Dossier) -> str:
    """The address of a mail to staff, about a task or the case itself; raises Unknown for a task that is not there."""
    task = task_of(mail, dossier)
    if task:
        return task.assignee.email
    if mail.about is not TaskKind.CASE:
        raise Unknown("This mail is about a task that is not there.")
    if mail.name == TaskKind.END_REFLECTION:
        return (dossier.another_manager(dossier.case.owner.email) or dossier.case.manager).email
    if mail.name == "reflection-manager" or is_for_manager(mail):
        return dossier.case.manager.email
    if mail.kind is MailKind.ENDED:
        return told_of_the_end(dossier)[mail.name].email
    if mail.kind is MailKind.BOUNCED:
        return told_of_return(mail, dossier).email
    handed = hand_over_told(mail, dossier)
    if handed:
        return handed.reader.email
    return (dossier.case.manager if mail.kind is MailKind.ESCALATION else dossier.case.owner).email


def task_of(mail: Mail, dossier: Dossier) -> Task | None:
    return dossier.record.task(mail.about, mail.round, mail.name) if mail.about else None
