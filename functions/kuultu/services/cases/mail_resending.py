"""Sending mails once more, or earlier, for whoever runs Kuultu and has mended the cause."""

from collections.abc import Iterator
from datetime import datetime

from kuultu.domain.cases.customer_effects import FollowAddress, Resend
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.mail.ledger_entry import LedgerEntry
from kuultu.domain.mail.mail import MailState
from kuultu.observability import count
from kuultu.services.cases.effect_loop import carry_out
from kuultu.services.dossiers import after_write, dossier_of
from kuultu.store import case_notes, mail_ledger, returned_mails


def entry_of(mail_id: str) -> LedgerEntry | None:
    """The entry of a mail in the ledger, or None."""
    return mail_ledger.find(mail_id)


def all_entries() -> Iterator[LedgerEntry]:
    """All entries of the ledger, in no order."""
    return mail_ledger.all_entries()


def resend(entry: LedgerEntry, now: datetime) -> bool:
    """Have the next sweep send a mail; False if it cannot be sent: for its state, or since its address takes no mail.

    What the case knows of the mail is noted there too, as when its owner asks for another try.
    """
    if not entry.can_be_resent:
        return False
    if entry.state is MailState.RELEASED:
        return mail_ledger.hurry(entry.mail.id, now)
    dossier = dossier_of(entry.mail.case_id) if entry.mail.round else None
    if dossier and entry.mail.id in dossier.case.undelivered:
        return _resend_to_customer(entry, dossier, now)
    returned_mails.release(entry.mail.id, now)
    count("MailResent", mail_id=entry.mail.id)
    return True


def _resend_to_customer(entry: LedgerEntry, dossier: Dossier, now: datetime) -> bool:
    """Release a mail that the case knows as undelivered; the last one of the case ends its wait for a person."""
    if dossier.case.undeliverable:
        return False
    others = tuple(mail_id for mail_id in dossier.case.undelivered if mail_id != entry.mail.id)
    if not others:
        carry_out([Resend()], dossier, now)
        return True
    dossier = after_write(dossier, case_notes.keep_undelivered(dossier.case, others))
    returned_mails.release(entry.mail.id, now)
    count("MailResent", mail_id=entry.mail.id)
    carry_out([FollowAddress()], dossier, now)
    return True
