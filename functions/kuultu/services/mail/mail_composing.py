"""Composition of mails: recipient, language, links and content."""

from collections.abc import Mapping
from datetime import datetime

from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.findings import findings
from kuultu.domain.cases.outcome import case_outcome
from kuultu.domain.cases.promise import MOST_DELAYS, delays_in, earlier_promise
from kuultu.domain.cases.remedies import due_remedies
from kuultu.domain.cases.summary import chosen_in, summary_of
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_entry import Doer
from kuultu.domain.cases.tasks import entry_of
from kuultu.domain.mail.hand_over_mails import hand_over_told
from kuultu.domain.mail.mail import Letter, Mail, MailKind
from kuultu.domain.surveys.survey import text_in
from kuultu.rendering.templates import MailTemplate, Reader, render_mail
from kuultu.services.calendar.survey_clocks import clocks_of
from kuultu.services.mail.mail_links import links_of
from kuultu.services.mail.recipients import recipient_in, task_of
from kuultu.services.mail.unasked_mails import Room, room_for

OF_TASKS = {MailKind.TASK, MailKind.REQUEST, MailKind.SHARE, MailKind.FOLLOW_UP}
"""Mails whose text is with the other texts of their kind of task."""


def compose(mail: Mail, dossier: Dossier, now: datetime) -> Letter | None:
    """The letter of a mail about a case, with new links; None for an unasked mail beyond those of a day."""
    task, recipient = task_of(mail, dossier), recipient_in(mail, dossier)
    room = room_for(mail, recipient.address, now)
    if room is Room.NONE:
        return None
    values = {
        **_of_the_case(dossier, recipient.language),
        **_of_the_handling(dossier, task),
        "handed": hand_over_told(mail, dossier),
        **links_of(mail, task, dossier, recipient, now),
    }
    reader = Reader(recipient.language, dossier.unit.time_zone)
    about = mail.about.value if mail.about else ""
    person = None if recipient.is_customer else dossier.person_at(recipient.address)
    values |= {"task": task, "about": about, "recipient": person, "closing": True, "topic": mail.name}
    values["quoting"] = room is Room.QUOTING
    subject, text, html = render_mail(_template(mail), reader, **values)
    return Letter(recipient.address, subject, text, html)


def _of_the_case(dossier: Dossier, language: str) -> Mapping[str, object]:
    return {
        "dossier": dossier,
        "case": dossier.case,
        "owner": dossier.case.owner,
        "owner_is_new": dossier.case.owner_is_new,
        "response": dossier.response,
        "answers": dossier.answers_in(language),
        "unit_name": text_in(dossier.unit.name, language),
        "organisation": dossier.survey.organisation,
        "earlier_promise": earlier_promise(dossier.case),
        "last_delay": delays_in(dossier.case) >= MOST_DELAYS,
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


def _template(mail: Mail) -> MailTemplate:
    """The template of a mail; texts about one kind of task stand together in `tasks/`."""
    if mail.kind in OF_TASKS:
        return MailTemplate(f"tasks/{mail.about}")
    if mail.kind is MailKind.REMINDER:
        return MailTemplate(f"tasks/{mail.about}", "reminder_subject", "reminder")
    return MailTemplate(f"mail/{mail.kind}")
