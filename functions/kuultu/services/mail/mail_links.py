"""Links of mails: each an unguessable address of its own, for one recipient."""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from kuultu.domain.cases.calls import open_call_beside
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.link_tokens import TOKEN_BYTES, Link, hash_of
from kuultu.domain.cases.remedies import latest_choice
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_entry import Doer
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import entry_of
from kuultu.domain.mail.mail import Mail, MailKind
from kuultu.domain.mail.together import pair_of, reminded_together
from kuultu.services.mail.recipients import Recipient
from kuultu.settings import settings
from kuultu.store import links

OF_OWN_TASKS = {MailKind.TASK, MailKind.REMINDER, MailKind.ESCALATION, MailKind.WARNING}
HANDLING = {Doer.OWNER, Doer.MANAGER, Doer.APPROVER}
"""The mails about their own tasks in which people of the directory are asked whether they will be away."""


def links_of(mail: Mail, task: Task | None, dossier: Dossier, recipient: Recipient, now: datetime) -> Mapping[str, str]:
    """The links of a mail: its own, that of the case, and those of other tasks that it speaks of."""
    to = recipient.address
    case_link = "" if recipient.is_customer else link_to_case(dossier, to, now)
    return {
        "link": link_to_task(task, to, now) if task else case_link,
        "case_link": case_link if task else "",
        "call_link": _call_link(mail, dossier, to, now),
        "absence_link": _absence_link(mail, task, dossier, to, now),
        "early_end_link": _early_end_link(mail, dossier, to, now),
        "choice_link": _choice_link(mail, dossier, to, now),
        "along_link": _along_link(mail, task, dossier, to, now),
        "my_case_link": _my_case_link(dossier, to, now) if recipient.is_customer else "",
    }


def _call_link(mail: Mail, dossier: Dossier, to: str, now: datetime) -> str:
    """The link to record a call, in a mail that brings a triage or a reply with a call beside it; "" otherwise."""
    beside = open_call_beside(dossier.record, mail.about) if mail.about else None
    return link_to_task(beside, to, now) if beside and beside.assignee.email == to else ""


def _absence_link(mail: Mail, task: Task | None, dossier: Dossier, to: str, now: datetime) -> str:
    """The link to the recipient's absences, in a mail about a task of the handling; "" otherwise."""
    doer = entry_of(task.kind).doer if task else None
    theirs = doer in HANDLING and mail.kind in OF_OWN_TASKS
    return link_to_absences(to, now) if theirs and dossier.survey.directory.member_at(to) else ""


def link_to_absences(to: str, now: datetime) -> str:
    """A new link to the page of a person's absences; it belongs to the person, and to no case."""
    return _new_link(Link("", "", 0, TaskKind.ABSENCE, to, now))


def _early_end_link(mail: Mail, dossier: Dossier, to: str, now: datetime) -> str:
    """The link to end reflection, in a mail about triage to an owner who is the manager too; "" otherwise."""
    early_end = dossier.record.task(TaskKind.END_REFLECTION)
    mine = early_end is not None and early_end.open and early_end.assignee.email == to
    return link_to_task(early_end, to, now) if early_end and mine and mail.about is TaskKind.TRIAGE else ""


def _choice_link(mail: Mail, dossier: Dossier, to: str, now: datetime) -> str:
    """The link to an open choice of remedy, in the mail of the follow-up; "" otherwise."""
    choosing = latest_choice(dossier.record)
    offered = choosing is not None and choosing.open and mail.kind is MailKind.FOLLOW_UP
    return link_to_task(choosing, to, now) if choosing and offered else ""


def _along_link(mail: Mail, task: Task | None, dossier: Dossier, to: str, now: datetime) -> str:
    """The link to the request for the product, in the mail of the request for more that goes out with it; else ""."""
    if task is None or task.kind is not TaskKind.TELL_MORE:
        return ""
    _, along = pair_of(task, dossier.record)
    if along is None or (mail.kind is MailKind.REMINDER and not reminded_together(task, along)):
        return ""
    return link_to_task(along, to, now)


def _my_case_link(dossier: Dossier, to: str, now: datetime) -> str:
    """The link to the customer's page of the case."""
    return _new_link(Link("", dossier.case.id, dossier.case.round, TaskKind.MY_CASE, to, now))


def link_to_case(dossier: Dossier, to: str, now: datetime) -> str:
    """A new link to the page of the case, for owner and manager; "" for any other recipient."""
    case = dossier.case
    if to not in {case.owner.email, case.manager.email}:
        return ""
    return _new_link(Link("", case.id, case.round, TaskKind.CASE, to, now))


def link_to_task(task: Task, recipient: str, now: datetime) -> str:
    """A new link to a task for a recipient: an unguessable address."""
    return _new_link(Link("", task.case_id, task.round, task.kind, recipient, now, task.name))


def _new_link(link: Link) -> str:
    """The address of a new link; only the hash of the token is stored."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    links.add(replace(link, token_hash=hash_of(token)))
    return f"{settings().public_url}/l/{token}"
