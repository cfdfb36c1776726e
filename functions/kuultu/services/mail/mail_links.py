"""The links of mails: each new, unguessable, and for one recipient."""

import secrets
from dataclasses import replace
from datetime import datetime

from kuultu.domain.cases.case import Outcome
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.link_tokens import TOKEN_BYTES, Link, hash_of
from kuultu.domain.cases.outcome import case_outcome
from kuultu.domain.cases.remedies import latest_choice
from kuultu.domain.cases.reopening import was_taken_back
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.mail.mail import Mail, MailKind
from kuultu.settings import settings
from kuultu.store import links


def early_end_link(mail: Mail, dossier: Dossier, to: str, now: datetime) -> str:
    """The link to end reflection, in a mail about triage to an owner who is the manager too; "" otherwise."""
    early_end = dossier.record.task(TaskKind.END_REFLECTION)
    mine = early_end is not None and early_end.open and early_end.assignee.email == to
    return task_link(early_end, to, now) if early_end and mine and mail.about is TaskKind.TRIAGE else ""


def choice_link(mail: Mail, dossier: Dossier, to: str, now: datetime) -> str:
    """The link to an open choice of remedy, in the mail of the follow-up; "" otherwise."""
    choosing = latest_choice(dossier.record)
    offered = choosing is not None and choosing.open and mail.kind is MailKind.FOLLOW_UP
    return task_link(choosing, to, now) if choosing and offered else ""


def my_case_link(mail: Mail, dossier: Dossier, to: str, now: datetime) -> str:
    """The link to the customer's page, in the closing mail of a dismissal that the customer can object to; else ""."""
    dismissed = case_outcome(dossier.record) is Outcome.NOT_A_COMPLAINT and not was_taken_back(dossier.case)
    if mail.kind is not MailKind.THANKS or not dismissed:
        return ""
    return _new_link(Link("", dossier.case.id, dossier.case.round, TaskKind.MY_CASE, to, now))


def case_link_for(dossier: Dossier, to: str, now: datetime) -> str:
    """A new link to the page of the case, for owner and manager; "" for any other recipient."""
    case = dossier.case
    if to not in {case.owner.email, case.manager.email}:
        return ""
    return _new_link(Link("", case.id, case.round, TaskKind.CASE, to, now))


def task_link(task: Task, recipient: str, now: datetime) -> str:
    """A new link to a task for a recipient: an unguessable address."""
    return _new_link(Link("", task.case_id, task.round, task.kind, recipient, now, task.name))


def _new_link(link: Link) -> str:
    """The address of a new link; only the hash of the token is stored."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    links.add(replace(link, token_hash=hash_of(token)))
    return f"{settings().public_url}/l/{token}"
