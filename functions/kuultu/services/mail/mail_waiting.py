"""Mails that SES does not take now: they wait in the ledger, and the case says so until they have left."""

from datetime import datetime, timedelta

from kuultu.domain.cases.waiting_mail import WaitingMail
from kuultu.domain.mail.mail import Letter, Mail
from kuultu.domain.mail.postponement import LONGEST_WAIT, hold_of, is_noticed, pause_after
from kuultu.domain.mail.task_mails import is_to_customer
from kuultu.domain.people import hash_of_address
from kuultu.observability import count
from kuultu.store import waiting_mails
from kuultu.store.mails import Claim


def postpone(mail: Mail, claim: Claim, letter: Letter, reason: str, now: datetime) -> None:
    """Have the sweep try a mail again after a pause; the case is told first, so that nothing counts as sent."""
    hold, waited = hold_of(reason), _waited(claim, now)
    if mail.round:
        reader = "" if is_to_customer(mail) else hash_of_address(letter.to)
        why = hold.value if hold else ""
        waiting = WaitingMail(mail.id, mail.ledger_kind, why, claim.waits_since or now, reader)
        waiting_mails.note(mail.case_id, waiting)
    waiting_mails.postpone(mail, now, claim, pause_after(waited, hold), letter, reason)
    count("MailPostponed" if is_noticed(waited, hold) else "MailThrottled", mail_id=mail.id, reason=reason)


def has_waited_long(claim: Claim, now: datetime) -> bool:
    """True if a mail has waited for so many days that a person must see to it."""
    return _waited(claim, now) >= LONGEST_WAIT


def end_wait(mail: Mail, now: datetime) -> None:
    """Note on the case, if there is one, that a mail waits no longer."""
    if mail.round:
        waiting_mails.end(mail.case_id, mail.id, now)


def _waited(claim: Claim, now: datetime) -> timedelta:
    return now - claim.waits_since if claim.waits_since else timedelta(0)
