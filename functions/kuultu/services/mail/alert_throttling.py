"""Alerts in a storm: beyond a limit they are held, and then one mail tells each person of all of theirs."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from functools import partial

from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.mail.mail import Letter, Mail, MailState, digest_mail, is_alert, is_moot
from kuultu.observability import count, log_failure
from kuultu.services.dossiers import dossier_of
from kuultu.services.mail.mail_composing import digest_letter, letter_about, recipient_of
from kuultu.services.mail.mail_sending import post, post_held
from kuultu.settings import settings
from kuultu.store import limits, mails

Told = tuple[Mail, Dossier]


def held(mail: Mail, dossier: Dossier, now: datetime) -> bool:
    """Whether this mail is one alert too many for whoever gets it, and is left to the next sweep; never when urgent."""
    if not is_alert(mail) or dossier.case.urgent or _has_room(recipient_of(mail, dossier), now):
        return False
    if mails.hold(mail, now):
        count("AlertHeld", case_id=mail.case_id)
    return True


def _has_room(to: str, now: datetime) -> bool:
    name = hashlib.sha256(to.lower().encode()).hexdigest()[:32]
    return limits.take(f"alerts#{name}", settings().limits.alerts, 1, now)


def by_reader(waiting: Sequence[Mail], now: datetime) -> list[list[Told]]:
    """What was held for each person, the oldest case first; a case that cannot be read holds up no other."""
    readers: dict[str, list[Told]] = {}
    for mail in waiting:
        try:
            dossier = dossier_of(mail.case_id)
            if is_moot(mail, dossier.record):
                mails.mark(mail, MailState.SUPPRESSED, now)
                continue
            readers.setdefault(recipient_of(mail, dossier).lower(), []).append((mail, dossier))
        except Exception as error:
            log_failure("HeldMailFailed", error, mail_id=mail.id)
    return [sorted(told, key=lambda one: one[1].case.opened_at) for told in readers.values()]


def tell(told: Sequence[Told], now: datetime) -> None:
    """Tell one person all in one mail, which notes what it covers: a crash in between neither loses nor repeats any."""
    (mail, dossier), *others = told
    if not others:
        post_held(mail, partial(letter_about, mail, dossier, now), now)
        return
    digest = digest_mail(mail)
    try:
        post(digest, lambda: digest_letter(told, now), now, covers=[mail for mail, _ in told])
    finally:
        for covered in mails.covered_by(digest):
            mails.mark(covered, MailState.GROUPED, now)


def digest_again(digest: Mail, now: datetime) -> Letter:
    """The letter of a digest whose fate is unknown, with new links."""
    return digest_letter([(mail, dossier_of(mail.case_id)) for mail in mails.covered_by(digest)], now)
