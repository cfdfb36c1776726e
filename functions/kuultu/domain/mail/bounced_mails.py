"""The mails that tell of mail that came back: the customer's to the owner, a colleague's to the manager."""

from collections.abc import Mapping

from kuultu.domain.cases.deliverability import person_of_hash, returns_in
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.events import MailReturned
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.mail.mail import Mail, MailKind, Why
from kuultu.domain.people import Person

OWNER, MANAGER, CONTACT = "owner", "manager", "contact"
"""The readers of these mails, by the name of the mail."""


def bounced_mails(event: MailReturned, dossier: Dossier) -> list[Mail]:
    """The mails about an event, one to each reader.

    None about mail that was stopped for days: the cause is the operator's, and stops these mails too.
    """
    if event.why == Why.STOPPED:
        return []
    number = returns_in(dossier.case).index(event) + 1
    case_id = dossier.case.id
    return [Mail(case_id, 1, MailKind.BOUNCED, TaskKind.CASE, number, name) for name in _readers(event, dossier)]


def _readers(event: MailReturned, dossier: Dossier) -> Mapping[str, Person]:
    """The readers by name: of a manager's address somebody above, of a witness's the owner too, who may ask another."""
    case = dossier.case
    if not event.whom:
        return {OWNER: case.owner}
    gone = person_of_hash(event.address_hash, dossier)
    if gone and gone.has(case.manager.email):
        above = dossier.survey.directory.contact_person or dossier.another_manager(gone.email)
        return {CONTACT: above} if above and not above.has(gone.email) else {}
    known = gone and (gone.has(case.owner.email) or dossier.survey.directory.member_at(gone.email))
    readers = {MANAGER: case.manager} if known else {OWNER: case.owner, MANAGER: case.manager}
    return {MANAGER: case.manager} if case.owner.has(case.manager.email) else readers


def event_of(mail: Mail, dossier: Dossier) -> MailReturned | None:
    """The event that a mail tells of; None for a mail about something else."""
    return returns_in(dossier.case)[mail.number - 1] if mail.kind is MailKind.BOUNCED else None


def told_of_return(mail: Mail, dossier: Dossier) -> Person:
    """The reader of a mail about mail that came back; the manager when the reader has changed meanwhile."""
    event = event_of(mail, dossier)
    return _readers(event, dossier).get(mail.name, dossier.case.manager) if event else dossier.case.manager
