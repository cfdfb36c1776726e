"""Subjects of mails: what tells a case apart from others, and nothing that a customer wrote."""

from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.short_number import short_number
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.mail.mail import Mail
from kuultu.rendering.formatting import say_short_day
from kuultu.rendering.graphemes import cut
from kuultu.services.mail.recipients import Recipient

LONGEST_TOPIC = 30
"""Characters of a topic in a subject."""


def tagged_subject(subject: str, mail: Mail, dossier: Dossier, recipient: Recipient) -> str:
    """The subject with topic, day and short number: before it for staff, after it for the customer.

    Danger is said before all else. Whoever is asked for a statement is told the number only, nothing of the customer.
    """
    number = short_number(dossier.case.id)
    if mail.about is TaskKind.STATEMENT:
        return f"{subject} ({number})"
    about = tag_of(dossier, recipient.language)
    if recipient.is_customer or dossier.case.urgent:
        return f"{subject} ({about}, {number})"
    return f"{about} ({number}): {subject}"


def tag_of(dossier: Dossier, language: str) -> str:
    """The topic and the day of a case: `Toimitus, ma 24.11.`; the day alone without a topic."""
    day = say_short_day(dossier.case.opened_at, language, dossier.unit.time_zone)
    topic = " ".join(dossier.topic_in(language).split())
    return f"{_shortened(topic)}, {day}" if topic else day


def _shortened(topic: str) -> str:
    """The first whole words of a long topic; the first characters of a long word."""
    first = cut(topic, LONGEST_TOPIC)
    return topic if first == topic else (first.rpartition(" ")[0] or first) + "…"
