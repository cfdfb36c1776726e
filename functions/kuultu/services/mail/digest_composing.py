"""Composition of digests: one letter about several held mails."""

from collections.abc import Sequence
from datetime import datetime

from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.promise import is_watched
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.mail.mail import Letter, Mail
from kuultu.domain.mail.task_mails import Budget, budget_of
from kuultu.domain.surveys.survey import text_in
from kuultu.rendering.templates import MailTemplate, Reader, render_mail
from kuultu.services.mail.mail_links import link_to_case, link_to_task
from kuultu.services.mail.recipients import recipient_of, task_of


def compose_digest(told: Sequence[tuple[Mail, Dossier]], now: datetime) -> Letter:
    """The letter for several held mails: each case with its own link, in the given order, the oldest case first."""
    mail, first = told[0]
    to, late = recipient_of(mail, first), budget_of(mail) is Budget.LATENESS
    subject, text, html = render_mail(
        MailTemplate("mail/late" if late else "mail/digest"),
        Reader(first.unit.language, first.unit.time_zone),
        recipient=first.person_at(to),
        organisation=first.survey.organisation,
        cases=[_entry(mail, dossier, to, now) for mail, dossier in (_one_for_each_case(told) if late else told)],
    )
    return Letter(to, subject, text, html)


def _one_for_each_case(told: Sequence[tuple[Mail, Dossier]]) -> list[tuple[Mail, Dossier]]:
    """A single mail for each case, about a task rather than about the case itself."""
    by_case: dict[str, tuple[Mail, Dossier]] = {}
    for mail, dossier in told:
        known = by_case.get(mail.case_id)
        if known is None or known[0].about is TaskKind.CASE:
            by_case[mail.case_id] = (mail, dossier)
    return list(by_case.values())


def _entry(mail: Mail, dossier: Dossier, to: str, now: datetime) -> dict[str, object]:
    task = task_of(mail, dossier)
    return {
        "about": mail.about.value if mail.about else "",
        "unit_name": text_in(dossier.unit.name, dossier.unit.language),
        "opened_at": dossier.case.opened_at,
        "promised_at": dossier.case.promised_at if is_watched(dossier.record) else None,
        "words": dossier.words,
        "partial": dossier.response.partial,
        "link": link_to_task(task, to, now) if task else link_to_case(dossier, to, now),
    }
