"""Mails about tasks: the mail that brings a task, its reminders, and the mails that are held in a storm or moot."""

from enum import StrEnum

from kuultu.domain.cases.calls import is_told_by_phone
from kuultu.domain.cases.case import Case, CaseRecord
from kuultu.domain.cases.customers_page import is_left_behind
from kuultu.domain.cases.promise import is_watched
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_entry import Doer
from kuultu.domain.cases.tasks import entry_of
from kuultu.domain.mail.dispute_mails import dispute_told, is_past_letter
from kuultu.domain.mail.hand_over_mails import comes_by_itself, is_overtaken
from kuultu.domain.mail.mail import LATER_REMINDERS_FROM, NEWS_FROM, Mail, MailKind
from kuultu.domain.mail.together import pair_of

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


SAYING = TO_CUSTOMERS - {MailKind.FOLLOW_UP}
"""Mails to customers that ask for nothing."""

BEFORE_THE_ANSWER = {MailKind.ACKNOWLEDGEMENT, MailKind.DELAY}
"""Mails to customers that say nothing new after the answer."""


def task_mail(task: Task) -> Mail:
    """The mail that brings a task to the assignee."""
    kind = MailKind.ESCALATION if task.escalated else MailKind(entry_of(task.kind).mail.value)
    return Mail(task.case_id, task.round, kind, task.kind, task.passed_on, task.name)


def reminder_mail(task: Task) -> Mail:
    """The latest reminder of a task."""
    number = REMINDERS_EACH * task.passed_on + len(task.reminders)
    later = LATER_REMINDERS_FROM if number >= NEWS_FROM else 0
    return Mail(task.case_id, task.round, MailKind.REMINDER, task.kind, later + number, task.name)


def is_unheard(task: Task, record: CaseRecord) -> bool:
    """True if the assignee cannot know of a task yet: the mail that brings it waits to be sent."""
    bringing, _ = pair_of(task, record)
    return has_own_mail(bringing) and task_mail(bringing).id in {mail.mail_id for mail in record.waiting}


def has_own_mail(task: Task) -> bool:
    """True if a task is brought by a mail of its own."""
    return task.escalated or entry_of(task.kind).mail.value in set(MailKind)


def is_to_customer(mail: Mail) -> bool:
    """True if a mail goes to the customer: one of the mails to customers, a request or a reminder of a request."""
    return mail.kind in TO_CUSTOMERS or (mail.about is not None and entry_of(mail.about).for_customer)


class Budget(StrEnum):
    """A person's budget of mails of a kind; a mail beyond the budget is held, and comes with others in a digest.

    Of PEOPLE, changes that nobody made by hand, every mail is held until the sweep's turn of mails.
    """

    ALERTS = "alerts"
    LATENESS = "lateness"
    PEOPLE = "people"


LATE = {MailKind.REMINDER, MailKind.ESCALATION, MailKind.WARNING}
"""Mails to staff about something late: one a day for each person."""


def budget_of(mail: Mail, case: Case) -> Budget | None:
    """The budget of the recipient that a mail counts against; None for a mail that is never held.

    Alerts are mails about tasks that come with every case; an ALERT, to the manager of an urgent case, is never held.
    Nor is a mail to somebody who is only asked what they saw: they have no case to see to.
    """
    entry = entry_of(mail.about) if mail.about else None
    if entry is None or entry.for_customer or entry.doer is Doer.WITNESS or mail.kind is MailKind.ALERT:
        return None
    if comes_by_itself(mail, case):
        return Budget.PEOPLE
    if mail.kind in LATE:
        return Budget.LATENESS
    return Budget.ALERTS if entry.with_every_case else None


def stays_late(mail: Mail, record: CaseRecord) -> bool:
    """True if a mail reminds of a task that had passed on before, to its assignee or to nobody else."""
    task = record.task(mail.about, mail.round, mail.name) if mail.about else None
    return mail.kind is MailKind.REMINDER and task is not None and task.escalated


def is_moot(mail: Mail, record: CaseRecord) -> bool:
    """True if a mail that may not have been sent is out of date: its task has ended or passed on, or a later one came.

    Of the mails to a customer, requests and reminders count as moot, acknowledgement and delay after the answer, and a
    letter of an earlier round, or one that was told in a call meanwhile.
    A mail about a promise counts as moot after the answer, a mail about a hand-over after the next one.
    """
    if mail.kind in BEFORE_THE_ANSWER:
        return bool(record.case.replies_sent) or record.case.outcome is not None
    if mail.kind is MailKind.REPLY:
        return mail.round < record.case.round or is_told_by_phone(record, mail.number + 1)
    if mail.kind in SAYING or mail.about is None:
        return False
    dispute = dispute_told(mail, record)
    if dispute:
        return is_past_letter(mail, dispute, record)
    task = record.task(mail.about, mail.round, mail.name)
    if task is None:
        return is_overtaken(mail, record.case) or (mail.kind in LATE and not is_watched(record))
    of_task = dict.fromkeys((MailKind.TASK, MailKind.ESCALATION), task_mail(task))
    latest = {MailKind.REMINDER: reminder_mail(task), **of_task}.get(mail.kind, mail)
    return task.ended or is_left_behind(task, record.case) or mail.number != latest.number
