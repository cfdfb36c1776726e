"""Mails about tasks: the mail that brings a task, its reminders, and the mails that are held in a storm or moot."""

from kuultu.domain.cases.case import CaseRecord
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.tasks import entry_of
from kuultu.domain.mail.mail import LATER_REMINDERS_FROM, NEWS_FROM, Mail, MailKind

REMINDERS_EACH = 10
"""Numbers kept for the reminders of each person that a task passes to."""

TO_CUSTOMERS = {
    MailKind.ACKNOWLEDGEMENT,
    MailKind.DELAY,
    MailKind.DELIVERED,
    MailKind.REPLY,
    MailKind.FOLLOW_UP,
    MailKind.THANKS,
}
"""Mails to customers, beside requests and their reminders."""


def task_mail(task: Task) -> Mail:
    """The mail that brings a task to the assignee."""
    kind = MailKind.ESCALATION if task.escalated else MailKind(entry_of(task.kind).mail.value)
    return Mail(task.case_id, task.round, kind, task.kind, task.passed_on, task.name)


def reminder_mail(task: Task) -> Mail:
    """The latest reminder of a task."""
    number = REMINDERS_EACH * task.passed_on + len(task.reminders)
    later = LATER_REMINDERS_FROM if number >= NEWS_FROM else 0
    return Mail(task.case_id, task.round, MailKind.REMINDER, task.kind, later + number, task.name)


def is_alert(mail: Mail) -> bool:
    """True if a mail may be held in a storm: a mail about a task that comes with every case.

    An ALERT, to the manager of an urgent case, is never held.
    """
    alerting = mail.about is not None and entry_of(mail.about).with_every_case
    return alerting and mail.kind is not MailKind.ALERT


def is_moot(mail: Mail, record: CaseRecord) -> bool:
    """True if a mail that may not have been sent asks for a task that has ended since.

    A mail to a customer counts as moot only if the mail is a request or a reminder.
    """
    task = record.task(mail.about, mail.round, mail.name) if mail.about else None
    return task is not None and task.ended and mail.kind not in TO_CUSTOMERS
