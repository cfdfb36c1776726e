"""Deliverability: the addresses whose mail came back for good, and the correction of the customer's."""

from kuultu.domain.cases.case import Case
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.events import AddressCorrected, Event, MailReturned
from kuultu.domain.people import Person, hash_of_address


def came_back(case: Case, address: str) -> bool:
    """True if mail to an address has come back."""
    return hash_of_address(address) in {one.address_hash for one in returns_in(case)}


def returns_in(case: Case) -> list[MailReturned]:
    """The events of mail that came back, one for each address, oldest first."""
    return [event for event in case.events if isinstance(event, MailReturned)]


def is_undeliverable(case: Case) -> bool:
    """True if the customer's mail address takes no mail of ours, and nobody has corrected it."""
    told = [one for one in case.events if isinstance(one, AddressCorrected) or _of_customer(one)]
    return bool(told) and isinstance(told[-1], MailReturned)


def _of_customer(event: Event) -> bool:
    return isinstance(event, MailReturned) and not event.whom


def person_of_hash(address_hash: str, dossier: Dossier) -> Person | None:
    """The person of the case or the directory whose address has a hash; None for anybody else."""
    return next((one for one in dossier.people if hash_of_address(one.email) == address_hash), None)
