"""The news to the owner about what the customer did on their page of the case."""

from collections.abc import Mapping

from kuultu.domain.cases.case import Case
from kuultu.domain.cases.customers_page import heard
from kuultu.domain.cases.events import Added, CallWished, Event
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.mail.mail import Mail, MailKind

TOPICS: Mapping[str, type[Event]] = {"added": Added, "call_me": CallWished}
"""The events that are told, by the name of the mail."""


def news_mail(case: Case, kind: type[Event]) -> Mail:
    """The mail about the latest event of a kind, in whatever round it came."""
    topic = next(name for name, told in TOPICS.items() if told is kind)
    return Mail(case.id, 1, MailKind.NEWS, TaskKind.CASE, len(heard(case, kind)), topic)


def event_told(mail: Mail, case: Case) -> Event | None:
    """The event that a mail tells of; None for a mail about something else."""
    if mail.kind is not MailKind.NEWS or mail.name not in TOPICS:
        return None
    return heard(case, TOPICS[mail.name])[mail.number - 1]
