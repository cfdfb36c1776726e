"""Deliverability: mail that did not arrive, and what can be done: another address for the customer, or another try."""

from kuultu.domain.cases.case import Case
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.events import Event, MailResent, MailReturned
from kuultu.domain.cases.waiting_mail import WaitingMail
from kuultu.domain.people import Person, hash_of_address


def came_back(case: Case, address: str) -> bool:
    """True if an address is known to take no mail."""
    return hash_of_address(address) in {one.address_hash for one in returns_in(case) if one.by_address}


def returns_in(case: Case) -> list[MailReturned]:
    """The events of mail that did not arrive, oldest first."""
    return [event for event in case.events if isinstance(event, MailReturned)]


def told_return(case: Case, event: MailReturned) -> MailReturned | None:
    """The event on record that says the same as an event, or None.

    Of an address that takes no mail one event is enough; of mail that was refused, one for each time it was sent again.
    """
    since = case.events if event.by_address else _since_resent(case)
    same = [one for one in since if isinstance(one, MailReturned) and one.by_address is event.by_address]
    return next((one for one in same if one.address_hash == event.address_hash), None)


def _since_resent(case: Case) -> tuple[Event, ...]:
    """The events since mail to the customer was last sent once more."""
    resent = [at for at, one in enumerate(case.events) if isinstance(one, MailResent)]
    return case.events[resent[-1] + 1 if resent else 0 :]


def waiting_mails(dossier: Dossier) -> list[tuple[WaitingMail, str]]:
    """The mails about a case that wait to be sent, the longest waiting first, each with the reader's name.

    The name is empty for the customer; for anybody who has left meanwhile it is the organisation's.
    """
    waiting = sorted(dossier.record.waiting, key=lambda mail: mail.since)
    return [(mail, _reader_of(mail, dossier)) for mail in waiting]


def _reader_of(mail: WaitingMail, dossier: Dossier) -> str:
    person = person_of_hash(mail.reader, dossier) if mail.reader else None
    return person.name if person else dossier.survey.organisation if mail.reader else ""


def person_of_hash(address_hash: str, dossier: Dossier) -> Person | None:
    """The person of the case or the directory whose address has a hash; None for anybody else."""
    return next((one for one in dossier.people if hash_of_address(one.email) == address_hash), None)
