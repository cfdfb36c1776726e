"""Envelopes of mails: the sender's name, the mailbox that takes answers, the thread of the case; and letterheads."""

import hashlib

from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.mail.mail import Envelope, Mail
from kuultu.domain.mail.task_mails import is_to_customer
from kuultu.domain.people import Person
from kuultu.domain.surveys.survey import Survey, text_in
from kuultu.domain.surveys.unit import Unit
from kuultu.rendering.graphemes import cut
from kuultu.services.mail.recipients import Recipient
from kuultu.settings import settings

LONGEST_NAME = 60
"""Characters of each of the two names in the sender's name."""

AUTOMATIC = "Kuultu"


def envelope_of(mail: Mail, dossier: Dossier, recipient: Recipient) -> Envelope:
    """The envelope of a mail about a case: in the owner's name if the owner signs, else in Kuultu's."""
    signer = dossier.case.owner.known_name if is_signed_by_owner(mail) else AUTOMATIC
    reply_to = answers_to(dossier.unit, dossier.case.owner)
    if not recipient.is_customer:
        reader = reader_of_answers(dossier, recipient.address)
        reply_to = reader.email if reader else dossier.unit.mailbox
    thread = thread_of(dossier.case.id, of_customer=recipient.is_customer)
    return Envelope(sender_name(signer, dossier.survey.organisation), reply_to, thread)


def is_signed_by_owner(mail: Mail) -> bool:
    """True if the owner signs the mail: to the customer, or to somebody who is asked for a statement."""
    return is_to_customer(mail) or mail.about is TaskKind.STATEMENT


def sender_name(signer: str, organisation: str) -> str:
    """The name in `From`: `Mari Lindholm, Kattila & Kannu`; the organisation's alone if nobody's name is known."""
    return ", ".join(cut(" ".join(name.split()), LONGEST_NAME) for name in (signer, organisation) if name)


def letterhead_of(survey: Survey, unit: Unit, language: str) -> str:
    """The name on top of a letter to a customer: the organisation and its unit."""
    return f"{survey.organisation}, {text_in(unit.name, language)}"


def answers_to(unit: Unit, owner: Person) -> str:
    """The address for a customer's answers: the unit's mailbox; the owner's in a unit of an earlier release."""
    return unit.mailbox or owner.email


def reader_of_answers(dossier: Dossier, recipient: str) -> Person | None:
    """The person whom the answers of staff reach: the owner, for the owner's own the manager, then the contact."""
    case = dossier.case
    readers = (case.owner, case.manager, dossier.survey.directory.contact_person)
    return next((person for person in readers if person and not person.has(recipient)), None)


def thread_of(case_id: str, *, of_customer: bool) -> str:
    """The id to which all mails of a case to the customer refer, or all to staff; no mail of that id exists."""
    name = hashlib.sha256(f"{case_id} {'customer' if of_customer else 'staff'}".encode()).hexdigest()[:32]
    return f"<{name}@{settings().sender.rpartition('@')[2]}>"
