"""Composition of digests: one letter about several held mails."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.promise import is_watched
from kuultu.domain.cases.short_number import short_number
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.mail.hand_over_mails import hand_over_told
from kuultu.domain.mail.mail import Envelope, Letter, Mail
from kuultu.domain.mail.task_mails import Budget, budget_of
from kuultu.domain.surveys.survey import text_in
from kuultu.rendering.templates import MailTemplate, Reader, render_mail
from kuultu.services.mail.envelopes import AUTOMATIC, reader_of_answers, sender_name
from kuultu.services.mail.mail_links import link_to_absences, link_to_case, link_to_task
from kuultu.services.mail.recipients import recipient_of, task_of
from kuultu.services.mail.subjects import tag_of

TEMPLATES: Mapping[Budget | None, str] = {
    Budget.LATENESS: "mail/late",
    Budget.PEOPLE: "mail/handed",
    Budget.ALERTS: "mail/digest",
}
ONE_EACH = {Budget.LATENESS, Budget.PEOPLE}
"""The budgets of which a digest tells of each case once."""


def compose_digest(told: Sequence[tuple[Mail, Dossier]], now: datetime) -> Letter:
    """The letter for several held mails: each case with its own link, in the given order, the oldest case first."""
    mail, first = told[0]
    to, budget = recipient_of(mail, first), budget_of(mail, first.case)
    reader = reader_of_answers(first, to)
    subject, text, html = render_mail(
        MailTemplate(TEMPLATES[budget]),
        Reader(first.unit.language, first.unit.time_zone),
        recipient=first.person_at(to),
        organisation=first.survey.organisation,
        absence_link=link_to_absences(to, now) if first.survey.directory.member_at(to) else "",
        customer_language="",
        answered_by=reader,
        cases=[_entry(mail, dossier, to, now) for mail, dossier in _told_of(told, budget)],
    )
    envelope = Envelope(
        sender_name(AUTOMATIC, first.survey.organisation), reader.email if reader else first.unit.mailbox
    )
    return Letter(to, subject, text, html, envelope)


def _told_of(told: Sequence[tuple[Mail, Dossier]], budget: Budget | None) -> Sequence[tuple[Mail, Dossier]]:
    """The mails of which a digest tells: a single one for each case, if possible about a task; of alerts all."""
    if budget not in ONE_EACH:
        return told
    by_case: dict[str, tuple[Mail, Dossier]] = {}
    for mail, dossier in told:
        known = by_case.get(mail.case_id)
        if known is None or known[0].about is TaskKind.CASE:
            by_case[mail.case_id] = (mail, dossier)
    return list(by_case.values())


def _entry(mail: Mail, dossier: Dossier, to: str, now: datetime) -> dict[str, object]:
    task = task_of(mail, dossier)
    return {
        "handed": hand_over_told(mail, dossier),
        "owner": dossier.case.owner,
        "about": mail.about.value if mail.about else "",
        "unit_name": text_in(dossier.unit.name, dossier.unit.language),
        "tag": f"{tag_of(dossier, dossier.unit.language)} ({short_number(dossier.case.id)})",
        "opened_at": dossier.case.opened_at,
        "promised_at": dossier.case.promised_at if is_watched(dossier.record) else None,
        "dispute": dossier.record.open_dispute,
        "law": dossier.law,
        "words": dossier.words,
        "partial": dossier.response.partial,
        "link": link_to_task(task, to, now) if task else link_to_case(dossier, to, now),
    }
