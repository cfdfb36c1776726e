"""Composition of mails: recipient, language, links and content."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from kuultu.domain.cases.call_plan import SAFETY_DUE, begins_at
from kuultu.domain.cases.calls import answer_waits, never_reached
from kuultu.domain.cases.case import Outcome
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.escalation import next_above
from kuultu.domain.cases.findings import findings
from kuultu.domain.cases.outcome import case_outcome
from kuultu.domain.cases.promise import MOST_DELAYS, delays_in, earlier_promise
from kuultu.domain.cases.remedies import due_remedies
from kuultu.domain.cases.reopening import was_taken_back
from kuultu.domain.cases.short_number import short_number
from kuultu.domain.cases.spoken import answers_in_it, speakers
from kuultu.domain.cases.summary import chosen_in, summary_of
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_entry import Doer
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import entry_of
from kuultu.domain.cases.tasks.confirm_read import unread_by
from kuultu.domain.mail.bounced_mails import event_of
from kuultu.domain.mail.customer_news import event_told
from kuultu.domain.mail.dispute_mails import dispute_told
from kuultu.domain.mail.hand_over_mails import hand_over_told
from kuultu.domain.mail.mail import RELATED, Letter, Mail, MailKind
from kuultu.domain.surveys.survey import text_in
from kuultu.rendering.templates import MailTemplate, Reader, render_mail
from kuultu.services.calendar.survey_clocks import clocks_of
from kuultu.services.calendar.unit_working_time import working_time_of
from kuultu.services.mail.envelopes import envelope_of, letterhead_of, reader_of_answers
from kuultu.services.mail.mail_links import links_of
from kuultu.services.mail.recipients import Recipient, recipient_in, task_of
from kuultu.services.mail.subjects import tagged_subject
from kuultu.services.mail.unasked_mails import Room, room_for
from kuultu.services.related_cases import related_to

OF_TASKS = {MailKind.TASK, MailKind.REQUEST, MailKind.SHARE, MailKind.FOLLOW_UP}
"""Mails whose text is with the other texts of their kind of task."""


def compose(mail: Mail, dossier: Dossier, now: datetime) -> Letter | None:
    """The letter of a mail about a case, with new links; None for an unasked mail beyond those of a day."""
    task, recipient = task_of(mail, dossier), recipient_in(mail, dossier)
    room = room_for(mail, recipient.address, now)
    if room is Room.NONE:
        return None
    values = _values(mail, dossier, task, recipient, now) | {"quoting": room is Room.QUOTING}
    reader = Reader(recipient.language, dossier.unit.time_zone)
    head = letterhead_of(dossier.survey, dossier.unit, recipient.language) if recipient.is_customer else ""
    subject, text, html = render_mail(
        _template(mail), reader, lambda plain: tagged_subject(plain, mail, dossier, recipient), head, **values
    )
    return Letter(recipient.address, subject, text, html, envelope_of(mail, dossier, recipient))


def _values(mail: Mail, dossier: Dossier, task: Task | None, recipient: Recipient, now: datetime) -> dict[str, object]:
    """What the templates of mails fill in, by name."""
    return {
        **_of_the_case(dossier, recipient.language),
        **_of_the_handling(dossier, task),
        **_of_calls(dossier, task, now),
        "absent": dossier.absent_owner(now),
        "passes_to": next_above(task, dossier, now) if task else None,
        "handed": hand_over_told(mail, dossier),
        "told": event_told(mail, dossier.case),
        "dispute": dispute_told(mail, dossier.record) or dossier.record.open_dispute,
        "about_dispute": dispute_told(mail, dossier.record) is not None,
        "returned": event_of(mail, dossier),
        "answer_waits": answer_waits(dossier.record),
        "may_object": mail.kind is MailKind.THANKS and _may_object(dossier),
        **_of_the_reader(dossier, recipient),
        **links_of(mail, task, dossier, recipient, now),
        "task": task,
        "about": mail.about.value if mail.about else "",
        "recipient": None if recipient.is_customer else dossier.person_at(recipient.address),
        "closing": True,
        "topic": mail.name,
        "related": related_to(dossier) if _tells_of_related(mail) else [],
        "unread_by": unread_by(dossier.record, mail.round),
    }


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


def _may_object(dossier: Dossier) -> bool:
    """True if the closing mail is about a dismissal to which the customer can object."""
    dismissed = case_outcome(dossier.record) is Outcome.NOT_A_COMPLAINT
    return dismissed and not was_taken_back(dossier.case)


def _of_the_reader(dossier: Dossier, recipient: Recipient) -> Mapping[str, object]:
    """The people whom an answer to the mail reaches, and the customer's language for those who have the case."""
    case, owner = dossier.case, dossier.case.owner
    has_the_case = any(person.has(recipient.address) for person in (owner, case.manager))
    return {
        "signer": owner.known_name,
        "answered_by": None if recipient.is_customer else reader_of_answers(dossier, recipient.address),
        "customer_language": dossier.response.language if has_the_case and not case.anonymous else "",
        "answers_in_it": answers_in_it(dossier, dossier.person_at(recipient.address)),
        "speakers": [person.name for person in speakers(dossier, dossier.person_at(recipient.address))],
        "number": short_number(case.id),
    }


def _of_the_handling(dossier: Dossier, task: Task | None) -> Mapping[str, object]:
    """The decisions of the case, and the doer of the task that the mail is about."""
    doer = entry_of(task.kind).doer if task else None
    return {
        **vars(summary_of(dossier.record)),
        "remedy_must": bool(due_remedies(dossier.record, dossier.law)),
        "enquiries": findings(dossier),
        "chosen": chosen_in(dossier.record, task) if task else None,
        "for_approver": doer is Doer.APPROVER,
    }


def _of_calls(dossier: Dossier, task: Task | None, now: datetime) -> Mapping[str, object]:
    """The times of calls; `never_reached`: a customer without a mail address, or with a wish, was called in vain."""
    record, zone = dossier.record, ZoneInfo(dossier.unit.time_zone)
    by = working_time_of(dossier.unit).after(now, SAFETY_DUE)
    return {
        "call_at": begins_at(task) if task else None,
        "safety_call_by": by,
        "calls_today": by.astimezone(zone).date() == now.astimezone(zone).date(),
        "never_reached": never_reached(record),
    }


def _tells_of_related(mail: Mail) -> bool:
    """True for the first mail about a case, and for the news that another case of the customer has begun."""
    first = mail.kind is MailKind.TASK and mail.about is TaskKind.TRIAGE and mail.round == 1
    return first or mail.name == RELATED


def _template(mail: Mail) -> MailTemplate:
    """The template of a mail; texts about one kind of task stand together in `tasks/`."""
    if mail.kind in OF_TASKS:
        return MailTemplate(f"tasks/{mail.about}")
    if mail.kind is MailKind.REMINDER:
        return MailTemplate(f"tasks/{mail.about}", "reminder_subject", "reminder")
    return MailTemplate(f"mail/{mail.kind}")
