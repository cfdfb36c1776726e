"""Mails about letters from dispute bodies: that one has come, that its time runs, and that its time is over."""

from kuultu.domain.cases.case import Case, CaseRecord
from kuultu.domain.cases.dispute import Dispute, Urgency
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.mail.mail import Mail, MailKind

TOPIC = "dispute"
TO_MANAGER = "manager"
"""The last part of the name of the mail to the manager that a letter has come."""


def came_mails(dispute: Dispute, case: Case) -> list[Mail]:
    """The mails that a letter has come: to owner and manager, once to each, not to whoever entered the letter."""
    told: dict[str, Mail] = {}
    for person, part in ((case.owner, ""), (case.manager, TO_MANAGER)):
        if not person.has(dispute.by):
            told.setdefault(person.email.lower(), _mail(dispute, case, MailKind.NEWS, 0, part))
    return list(told.values())


def dispute_reminder(dispute: Dispute, case: Case, urgency: Urgency) -> Mail:
    """The next reminder about a letter: to the owner, or to the manager once the time is over."""
    kind = MailKind.ESCALATION if urgency is Urgency.LATE else MailKind.WARNING
    return _mail(dispute, case, kind, len(dispute.reminders) + 1)


def _mail(dispute: Dispute, case: Case, kind: MailKind, number: int, part: str = "") -> Mail:
    name = "-".join(filter(None, (TOPIC, str(dispute.number), part)))
    return Mail(case.id, case.round, kind, TaskKind.CASE, number, name)


def is_for_manager(mail: Mail) -> bool:
    """True for the mail to the manager that a letter has come."""
    return mail.name.startswith(f"{TOPIC}-") and mail.name.endswith(f"-{TO_MANAGER}")


def dispute_told(mail: Mail, record: CaseRecord) -> Dispute | None:
    """The letter that a mail tells of; None for a mail about something else."""
    topic, _, rest = mail.name.partition("-")
    if mail.about is not TaskKind.CASE or topic != TOPIC:
        return None
    number = rest.partition("-")[0]
    return next((dispute for dispute in record.disputes if str(dispute.number) == number), None)


def is_past_letter(mail: Mail, dispute: Dispute, record: CaseRecord) -> bool:
    """True if a mail about a letter is out of date: the letter is answered or replaced, or a later reminder came."""
    return dispute is not record.open_dispute or (mail.number > 0 and mail.number < len(dispute.reminders))
