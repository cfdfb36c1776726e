"""Throttling of alerts: alerts beyond a limit are held, and one digest tells each person of all held alerts."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from functools import partial

from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.mail.mail import Letter, Mail, MailState, digest_mail
from kuultu.domain.mail.task_mails import is_alert, is_moot, is_to_customer
from kuultu.observability import count, log_failure
from kuultu.services.dossiers import dossier_of
from kuultu.services.mail.mail_composing import compose, compose_digest, recipient_of
from kuultu.services.mail.mail_sending import send_held, send_once
from kuultu.settings import settings
from kuultu.store import cases, limits, mails

Told = tuple[Mail, Dossier]


def send_or_hold(mail: Mail, dossier: Dossier, now: datetime) -> None:
    """Send a mail about a case, unless sent already; an alert beyond the limit is held.

    The first mail to the customer after a change of owner names the new owner.
    """
    if _is_held(mail, dossier, now):
        return
    sent = send_once(mail, lambda: compose(mail, dossier, now), now)
    if sent and is_to_customer(mail) and dossier.case.owner_is_new:
        cases.note_introduction(dossier.case)


def _is_held(mail: Mail, dossier: Dossier, now: datetime) -> bool:
    """True if a mail is an alert beyond the recipient's limit, held for the next sweep; never for an urgent case."""
    if not is_alert(mail) or dossier.case.urgent or _has_room(recipient_of(mail, dossier), now):
        return False
    if mails.hold(mail, now):
        count("AlertHeld", case_id=mail.case_id)
    return True


def _has_room(to: str, now: datetime) -> bool:
    name = hashlib.sha256(to.lower().encode()).hexdigest()[:32]
    return limits.take(f"alerts#{name}", settings().limits.alerts, 1, now)


def held_by_recipient(waiting: Sequence[Mail], now: datetime) -> list[list[Told]]:
    """The held mails of each person, the oldest case first, without moot ones; an unreadable case holds up no other."""
    recipients: dict[str, list[Told]] = {}
    for mail in waiting:
        try:
            dossier = dossier_of(mail.case_id)
            if is_moot(mail, dossier.record):
                mails.mark(mail, MailState.SUPPRESSED, now)
                continue
            recipients.setdefault(recipient_of(mail, dossier).lower(), []).append((mail, dossier))
        except Exception as error:
            log_failure("HeldMailFailed", error, mail_id=mail.id)
    return [sorted(told, key=lambda one: one[1].case.opened_at) for told in recipients.values()]


def send_together(told: Sequence[Told], now: datetime) -> None:
    """Send a person all held mails in a digest, or a single held mail as it is.

    The ledger notes the mails that the digest covers: a crash loses and repeats none.
    """
    (mail, dossier), *others = told
    if not others:
        send_held(mail, partial(compose, mail, dossier, now), now)
        return
    digest = digest_mail(mail)
    try:
        send_once(digest, lambda: compose_digest(told, now), now, covers=[mail for mail, _ in told])
    finally:
        for covered in mails.covered_by(digest):
            mails.mark(covered, MailState.GROUPED, now)


def compose_digest_again(digest: Mail, now: datetime) -> Letter:
    """The letter of a digest of unknown fate, with new links."""
    return compose_digest([(mail, dossier_of(mail.case_id)) for mail in mails.covered_by(digest)], now)
