"""Composition of mails: recipient, language, links and content."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.ending import told_of_the_end
from kuultu.domain.cases.findings import findings
from kuultu.domain.cases.outcome import case_outcome
from kuultu.domain.cases.remedies import due_remedies
from kuultu.domain.cases.summary import chosen_in, summary_of
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_entry import Doer
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import entry_of
from kuultu.domain.mail.mail import Letter, Mail, MailKind
from kuultu.domain.mail.task_mails import TO_CUSTOMERS
from kuultu.domain.responses.response import Response
from kuultu.domain.surveys.survey import Survey, text_in
from kuultu.errors import Unknown
from kuultu.rendering.templates import MailTemplate, Reader, render_mail
from kuultu.services.calendar.survey_clocks import clocks_of
from kuultu.services.mail.mail_links import case_link_for, choice_link, early_end_link, my_case_link, task_link

OF_TASKS = {MailKind.TASK, MailKind.REQUEST, MailKind.SHARE, MailKind.FOLLOW_UP}
"""Mails whose text is with the other texts of their kind of task."""


@dataclass(frozen=True)
class Recipient:
    """The recipient of a mail: address and language."""

    address: str
    language: str
    is_customer: bool


def compose(mail: Mail, dossier: Dossier, now: datetime) -> Letter:
    """The letter of a mail about a case, with new links."""
    task, recipient = _task_of(mail, dossier), _recipient(mail, dossier)
    values = {
        **_of_the_case(dossier, recipient.language),
        **_of_the_handling(dossier, task),
        **_links(mail, task, dossier, recipient, now),
    }
    reader = Reader(recipient.language, dossier.unit.time_zone)
    about = mail.about.value if mail.about else ""
    person = None if recipient.is_customer else dossier.person_at(recipient.address)
    values |= {"task": task, "about": about, "recipient": person, "closing": True, "topic": mail.name}
    subject, text, html = render_mail(_template(mail), reader, **values)
    return Letter(recipient.address, subject, text, html)


def _of_the_case(dossier: Dossier, language: str) -> Mapping[str, object]:
    return {
        "dossier": dossier,
        "case": dossier.case,
        "owner": dossier.case.owner,
        "response": dossier.response,
        "answers": dossier.answers_in(language),
        "unit_name": text_in(dossier.unit.name, language),
        "organisation": dossier.survey.organisation,
        "outcome": case_outcome(dossier.record).value,
        "law": dossier.law,
        "week": clocks_of(dossier.survey).follow_up_days == 7,
    }


def _of_the_handling(dossier: Dossier, task: Task | None) -> Mapping[str, object]:
    """The decisions of the case, and the doer of the task that the mail is about."""
    doer = entry_of(task.kind).doer if task else None
    return {
        **vars(summary_of(dossier.record)),
        "remedy_must": bool(due_remedies(dossier.record, dossier.law)),
        "enquiries": findings(dossier),
        "chosen": chosen_in(dossier.record, task) if task else None,
        "of_the_owner": doer is Doer.OWNER,
        "for_approver": doer is Doer.APPROVER,
    }


def _links(mail: Mail, task: Task | None, dossier: Dossier, recipient: Recipient, now: datetime) -> Mapping[str, str]:
    """The links of a mail: its own, that of the case, and those of other tasks that it speaks of."""
    to = recipient.address
    case_link = "" if recipient.is_customer else case_link_for(dossier, to, now)
    return {
        "link": task_link(task, to, now) if task else case_link,
        "case_link": case_link if task else "",
        "early_end_link": early_end_link(mail, dossier, to, now),
        "choice_link": choice_link(mail, dossier, to, now),
        "my_case_link": my_case_link(mail, dossier, to, now),
    }


def compose_digest(told: Sequence[tuple[Mail, Dossier]], now: datetime) -> Letter:
    """The letter for several held mails: each case with its own link, in the given order, the oldest case first."""
    mail, first = told[0]
    to = recipient_of(mail, first)
    subject, text, html = render_mail(
        MailTemplate("mail/digest"),
        Reader(first.unit.language, first.unit.time_zone),
        recipient=first.person_at(to),
        organisation=first.survey.organisation,
        cases=[_entry(mail, dossier, to, now) for mail, dossier in told],
    )
    return Letter(to, subject, text, html)


def _entry(mail: Mail, dossier: Dossier, to: str, now: datetime) -> dict[str, object]:
    task = _task_of(mail, dossier)
    return {
        "about": mail.about.value if mail.about else "",
        "unit_name": text_in(dossier.unit.name, dossier.unit.language),
        "opened_at": dossier.case.opened_at,
        "words": dossier.words,
        "partial": dossier.response.partial,
        "link": task_link(task, to, now) if task else case_link_for(dossier, to, now),
    }


def compose_thanks(response: Response, survey: Survey) -> Letter:
    """The letter of thanks, the only mail after a response that is not negative."""
    unit = survey.unit(response.context.unit)
    subject, text, html = render_mail(
        MailTemplate("mail/thanks"),
        Reader(response.language, unit.time_zone),
        response=response,
        owner=unit.owner,
        unit_name=text_in(unit.name, response.language),
        organisation=survey.organisation,
        happy=response.verdict == "positive",
        closing=False,
    )
    return Letter(response.contact.email, subject, text, html)


def _template(mail: Mail) -> MailTemplate:
    """The template of a mail; texts about one kind of task stand together in `tasks/`."""
    if mail.kind in OF_TASKS:
        return MailTemplate(f"tasks/{mail.about}")
    if mail.kind is MailKind.REMINDER:
        return MailTemplate(f"tasks/{mail.about}", "reminder_subject", "reminder")
    return MailTemplate(f"mail/{mail.kind}")


def _recipient(mail: Mail, dossier: Dossier) -> Recipient:
    task = _task_of(mail, dossier)
    if mail.kind in TO_CUSTOMERS or (task and entry_of(task.kind).for_customer):
        return Recipient(dossier.response.contact.email, dossier.response.language, is_customer=True)
    return Recipient(recipient_of(mail, dossier), dossier.unit.language, is_customer=False)


def recipient_of(mail: Mail, dossier: Dossier) -> str:
    """The address of a mail to staff: of the task's assignee; about the case itself, of its owner or manager.

    Raises Unknown when the mail is about a task that is not there.
    """
    task = _task_of(mail, dossier)
    if task:
        return task.assignee.email
    if mail.about is not TaskKind.CASE:
        raise Unknown("This mail is about a task that is not there.")
    if mail.name == TaskKind.END_REFLECTION:
        return (dossier.another_manager(dossier.case.owner.email) or dossier.case.manager).email
    if mail.kind is MailKind.ENDED:
        return told_of_the_end(dossier)[mail.name].email
    return (dossier.case.manager if mail.kind is MailKind.ESCALATION else dossier.case.owner).email


def _task_of(mail: Mail, dossier: Dossier) -> Task | None:
    return dossier.record.task(mail.about, mail.round, mail.name) if mail.about else None
