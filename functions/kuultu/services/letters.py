"""Writing mails: to whom, in whose language, with which links."""

import secrets
from datetime import datetime

from kuultu.domain.case import Task, TaskKind
from kuultu.domain.dossier import Dossier
from kuultu.domain.links import TOKEN_BYTES, Link, hash_of
from kuultu.domain.mail import Letter, Mail
from kuultu.domain.response import Response
from kuultu.domain.survey import Survey, text_in
from kuultu.errors import Unknown
from kuultu.settings import settings
from kuultu.store import links
from kuultu.web.rendering import Reader, render_mail

TO_CUSTOMERS = {"acknowledgement", "reply", "follow-up", "thanks"}


def letter_about(mail: Mail, dossier: Dossier, now: datetime) -> Letter:
    """The letter that this mail of a case is, with new links of its own."""
    case, unit = dossier.case, dossier.unit
    task = dossier.file.task(mail.about, mail.round) if mail.about else None
    to_customer = mail.kind in TO_CUSTOMERS
    language = dossier.response.language if to_customer else unit.language
    to = dossier.response.contact.email if to_customer else _assignee(task)
    subject, text, html = render_mail(
        mail.kind,
        Reader(language, unit.time_zone),
        dossier=dossier,
        case=case,
        task=task,
        response=dossier.response,
        unit_name=text_in(unit.name, language),
        organisation=dossier.survey.organisation,
        owner=case.owner,
        closing=True,
        week=settings().clocks.follow_up_days == 7,
        answers=dossier.answers_in(language),
        said=_said(dossier),
        link=_link(task, to, now) if task else "",
        early_end_link=_early_end_link(mail, dossier, to, now),
    )
    return Letter(to, subject, text, html)


def thanks_letter(response: Response, survey: Survey) -> Letter:
    """The one mail that answers a response which is not unhappy."""
    unit = survey.unit(response.context.unit)
    subject, text, html = render_mail(
        "thanks",
        Reader(response.language, unit.time_zone),
        response=response,
        owner=unit.owner,
        unit_name=text_in(unit.name, response.language),
        organisation=survey.organisation,
        happy=response.verdict == "positive",
        closing=False,
    )
    return Letter(response.contact.email, subject, text, html)


def _assignee(task: Task | None) -> str:
    if task is None:
        raise Unknown("This mail is about a task that is not there.")
    return task.assignee.email


def _said(dossier: Dossier) -> dict[str, str]:
    """What was written through links in this round, by task kind: the reply's message, the facts that were found."""
    wanted = {TaskKind.REPLY: "message", TaskKind.CONCLUDE: "facts"}
    decisions = {kind: dossier.file.decision(kind) for kind in wanted}
    said = {kind.value: decision.fields[wanted[kind]] for kind, decision in decisions.items() if decision}
    concluded = decisions[TaskKind.CONCLUDE]
    return said | {"fault": concluded.choice if concluded else ""}


def _early_end_link(mail: Mail, dossier: Dossier, to: str, now: datetime) -> str:
    """An owner who is the manager too can end reflection from the same mail."""
    task = dossier.file.task(TaskKind.END_REFLECTION)
    one_person = mail.about is TaskKind.TRIAGE and task is not None and task.assignee.email == to
    return _link(task, to, now) if task and one_person and task.open else ""


def _link(task: Task, recipient: str, now: datetime) -> str:
    """A new unguessable address for this task and this person; only its hash is kept."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    links.add(Link(hash_of(token), task.case_id, task.round, task.kind, recipient, now))
    return f"{settings().public_url}/l/{token}"
