"""Writing mails: to whom, in whose language, with which links."""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.links import TOKEN_BYTES, Link, hash_of
from kuultu.domain.cases.remedies import is_refused, standing_offer, wishes_in
from kuultu.domain.cases.stages import latest_choice
from kuultu.domain.cases.task import Task, TaskKind
from kuultu.domain.mail.mail import NEWS, TO_CUSTOMERS, WARNING, Letter, Mail
from kuultu.domain.responses.response import Response
from kuultu.domain.surveys.survey import Survey, text_in
from kuultu.errors import Unknown
from kuultu.rendering.templates import Reader, render_mail
from kuultu.services.calendar.survey_clocks import clocks_of
from kuultu.settings import settings
from kuultu.store import links


def letter_about(mail: Mail, dossier: Dossier, now: datetime) -> Letter:
    """The letter that this mail of a case is, with new links of its own."""
    case, unit = dossier.case, dossier.unit
    task = _task_of(mail, dossier)
    to_customer = mail.kind in TO_CUSTOMERS or (task is not None and task.kind.for_customer)
    language = dossier.response.language if to_customer else unit.language
    to = dossier.response.contact.email if to_customer else recipient_of(mail, dossier)
    case_link = "" if to_customer else _case_link(dossier, to, now)
    subject, text, html = render_mail(
        _template(mail),
        Reader(language, unit.time_zone),
        dossier=dossier,
        case=case,
        task=task,
        about=mail.about.value if mail.about else "",
        response=dossier.response,
        unit_name=text_in(unit.name, language),
        organisation=dossier.survey.organisation,
        owner=case.owner,
        closing=True,
        week=clocks_of(dossier.survey).follow_up_days == 7,
        answers=dossier.answers_in(language),
        said=_said(dossier),
        offer=standing_offer(dossier.record),
        refused=is_refused(dossier.record),
        recipient=to,
        enquiries=dossier.findings,
        wishes=wishes_in(dossier.record),
        warning=mail.number >= WARNING,
        news=NEWS <= mail.number < WARNING,
        link=_link(task, to, now) if task else case_link,
        case_link=case_link if task else "",
        **_other_links(mail, dossier, to, now),
    )
    return Letter(to, subject, text, html)


def digest_letter(told: Sequence[tuple[Mail, Dossier]], now: datetime) -> Letter:
    """One letter for several that were held: each case with its own link, the one that has waited longest first."""
    mail, first = told[0]
    to = recipient_of(mail, first)
    subject, text, html = render_mail(
        "digest",
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
        "link": _link(task, to, now) if task else _case_link(dossier, to, now),
    }


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


def _template(mail: Mail) -> str:
    """Reminders share one letter for staff, one for customers, and one for those who are asked for a statement."""
    if not mail.kind.startswith("reminder-"):
        return mail.kind
    if mail.about is TaskKind.STATEMENT:
        return "reminder-statement"
    return "reminder-request" if mail.about and mail.about.for_customer else "reminder-task"


def recipient_of(mail: Mail, dossier: Dossier) -> str:
    """Whose desk it is; a mail about the case itself goes to its owner, or to the manager when it escalates."""
    task = _task_of(mail, dossier)
    if task:
        return task.assignee.email
    if mail.about is not TaskKind.CASE:
        raise Unknown("This mail is about a task that is not there.")
    return (dossier.case.manager if mail.kind == "escalation" else dossier.case.owner).email


def _task_of(mail: Mail, dossier: Dossier) -> Task | None:
    return dossier.record.task(mail.about, mail.round, mail.name) if mail.about else None


def _said(dossier: Dossier) -> dict[str, str]:
    """What was written in this round: the latest answer to the customer, the facts that were found, and the fault."""
    replies = [task.decision for task in dossier.record.of_kind(TaskKind.REPLY) if task.decision]
    concluded = dossier.record.decision(TaskKind.CONCLUDE)
    said = {"reply": replies[-1].fields["message"]} if replies else {}
    if concluded:
        said["conclude"] = concluded.fields["facts"]
    return said | {"fault": concluded.choice if concluded else ""}


def _other_links(mail: Mail, dossier: Dossier, to: str, now: datetime) -> dict[str, str]:
    """An owner who is the manager too can end reflection from the same mail; an open offer is shown again."""
    early_end = dossier.record.task(TaskKind.END_REFLECTION)
    mine = mail.about is TaskKind.TRIAGE and early_end and early_end.assignee.email == to and early_end.open
    choosing = latest_choice(dossier.record)
    offered = mail.kind == "follow-up" and choosing is not None and choosing.open
    return {
        "early_end_link": _link(early_end, to, now) if early_end and mine else "",
        "choice_link": _link(choosing, to, now) if choosing and offered else "",
    }


def _case_link(dossier: Dossier, to: str, now: datetime) -> str:
    """The page of the case, for its owner and manager only."""
    case = dossier.case
    if to not in {case.owner.email, case.manager.email}:
        return ""
    return _new_link(Link("", case.id, case.round, TaskKind.CASE, to, now))


def _link(task: Task, recipient: str, now: datetime) -> str:
    """A new unguessable address for this task and this person."""
    return _new_link(Link("", task.case_id, task.round, task.kind, recipient, now, task.name))


def _new_link(link: Link) -> str:
    """The address of a link that is stored with its token's hash only."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    links.add(replace(link, token_hash=hash_of(token)))
    return f"{settings().public_url}/l/{token}"
