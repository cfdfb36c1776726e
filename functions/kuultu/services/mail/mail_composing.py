"""Composition of mails: recipient, language, links and content."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from kuultu.domain.cases.case import Outcome
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.ending import told_of_the_end
from kuultu.domain.cases.findings import findings
from kuultu.domain.cases.link_tokens import TOKEN_BYTES, Link, hash_of
from kuultu.domain.cases.outcome import case_outcome
from kuultu.domain.cases.promise import MOST_DELAYS, delays_in, earlier_promise, is_watched
from kuultu.domain.cases.remedies import due_remedies, latest_choice
from kuultu.domain.cases.reopening import was_taken_back
from kuultu.domain.cases.summary import chosen_in, summary_of
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_entry import Doer
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import entry_of
from kuultu.domain.mail.hand_over_mails import hand_over_told
from kuultu.domain.mail.mail import Letter, Mail, MailKind
from kuultu.domain.mail.task_mails import Budget, budget_of, is_to_customer
from kuultu.domain.surveys.survey import text_in
from kuultu.errors import Unknown
from kuultu.rendering.templates import MailTemplate, Reader, render_mail
from kuultu.services.calendar.survey_clocks import clocks_of
from kuultu.services.mail.unasked_mails import Room, room_for
from kuultu.settings import settings
from kuultu.store import links

OF_TASKS = {MailKind.TASK, MailKind.REQUEST, MailKind.SHARE, MailKind.FOLLOW_UP}
"""Mails whose text is with the other texts of their kind of task."""


@dataclass(frozen=True)
class Recipient:
    """The recipient of a mail: address and language."""

    address: str
    language: str
    is_customer: bool


def compose(mail: Mail, dossier: Dossier, now: datetime) -> Letter | None:
    """The letter of a mail about a case, with new links; None for an unasked mail beyond those of a day."""
    task, recipient = _task_of(mail, dossier), _recipient(mail, dossier)
    room = room_for(mail, recipient.address, now)
    if room is Room.NONE:
        return None
    values = {
        **_of_the_case(dossier, recipient.language),
        **_of_the_handling(dossier, task),
        "handed": hand_over_told(mail, dossier),
        **_links(mail, task, dossier, recipient, now),
    }
    reader = Reader(recipient.language, dossier.unit.time_zone)
    about = mail.about.value if mail.about else ""
    person = None if recipient.is_customer else dossier.person_at(recipient.address)
    values |= {"task": task, "about": about, "recipient": person, "closing": True, "topic": mail.name}
    values |= {"quoting": room is Room.QUOTING}
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


def _links(mail: Mail, task: Task | None, dossier: Dossier, recipient: Recipient, now: datetime) -> Mapping[str, str]:
    """The links of a mail: its own, that of the case, and those of other tasks that it speaks of."""
    to = recipient.address
    case_link = "" if recipient.is_customer else _case_link(dossier, to, now)
    return {
        "link": _link(task, to, now) if task else case_link,
        "case_link": case_link if task else "",
        "early_end_link": _early_end_link(mail, dossier, to, now),
        "choice_link": _choice_link(mail, dossier, to, now),
        "my_case_link": _my_case_link(mail, dossier, to, now),
    }


def compose_digest(told: Sequence[tuple[Mail, Dossier]], now: datetime) -> Letter:
    """The letter for several held mails: each case with its own link, in the given order, the oldest case first."""
    mail, first = told[0]
    to = recipient_of(mail, first)
    subject, text, html = render_mail(
        MailTemplate("mail/late" if budget_of(mail) is Budget.LATENESS else "mail/digest"),
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
        "promised_at": dossier.case.promised_at if is_watched(dossier.record) else None,
        "words": dossier.words,
        "partial": dossier.response.partial,
        "link": _link(task, to, now) if task else _case_link(dossier, to, now),
    }


def _template(mail: Mail) -> MailTemplate:
    """The template of a mail; texts about one kind of task stand together in `tasks/`."""
    if mail.kind in OF_TASKS:
        return MailTemplate(f"tasks/{mail.about}")
    if mail.kind is MailKind.REMINDER:
        return MailTemplate(f"tasks/{mail.about}", "reminder_subject", "reminder")
    return MailTemplate(f"mail/{mail.kind}")


def _recipient(mail: Mail, dossier: Dossier) -> Recipient:
    if is_to_customer(mail):
        return Recipient(dossier.response.contact.email, dossier.response.language, is_customer=True)
    return Recipient(recipient_of(mail, dossier), dossier.unit.language, is_customer=False)


def recipient_of(mail: Mail, dossier: Dossier) -> str:
    """The address of a mail to staff: of the task's assignee; about the case itself, of owner, manager or former owner.

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
    handed = hand_over_told(mail, dossier)
    if handed:
        return handed.reader.email
    return (dossier.case.manager if mail.kind is MailKind.ESCALATION else dossier.case.owner).email


def _task_of(mail: Mail, dossier: Dossier) -> Task | None:
    return dossier.record.task(mail.about, mail.round, mail.name) if mail.about else None


def _early_end_link(mail: Mail, dossier: Dossier, to: str, now: datetime) -> str:
    """The link to end reflection, in a mail about triage to an owner who is the manager too; "" otherwise."""
    early_end = dossier.record.task(TaskKind.END_REFLECTION)
    mine = early_end is not None and early_end.open and early_end.assignee.email == to
    return _link(early_end, to, now) if early_end and mine and mail.about is TaskKind.TRIAGE else ""


def _choice_link(mail: Mail, dossier: Dossier, to: str, now: datetime) -> str:
    """The link to an open choice of remedy, in the mail of the follow-up; "" otherwise."""
    choosing = latest_choice(dossier.record)
    offered = choosing is not None and choosing.open and mail.kind is MailKind.FOLLOW_UP
    return _link(choosing, to, now) if choosing and offered else ""


def _my_case_link(mail: Mail, dossier: Dossier, to: str, now: datetime) -> str:
    """The link to the customer's page, in the closing mail of a dismissal that the customer can object to; else ""."""
    dismissed = case_outcome(dossier.record) is Outcome.NOT_A_COMPLAINT and not was_taken_back(dossier.case)
    if mail.kind is not MailKind.THANKS or not dismissed:
        return ""
    return _new_link(Link("", dossier.case.id, dossier.case.round, TaskKind.MY_CASE, to, now))


def _case_link(dossier: Dossier, to: str, now: datetime) -> str:
    """A new link to the page of the case, for owner and manager; "" for any other recipient."""
    case = dossier.case
    if to not in {case.owner.email, case.manager.email}:
        return ""
    return _new_link(Link("", case.id, case.round, TaskKind.CASE, to, now))


def _link(task: Task, recipient: str, now: datetime) -> str:
    """A new link to a task for a recipient: an unguessable address."""
    return _new_link(Link("", task.case_id, task.round, task.kind, recipient, now, task.name))


def _new_link(link: Link) -> str:
    """The address of a new link; only the hash of the token is stored."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    links.add(replace(link, token_hash=hash_of(token)))
    return f"{settings().public_url}/l/{token}"
