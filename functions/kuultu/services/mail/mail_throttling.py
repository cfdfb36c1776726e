"""Throttling of mails to staff: what is beyond a person's budget is held, and comes with the others in one digest."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import islice
from typing import Any

from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.mail.mail import Letter, Mail, MailState, digest_mail
from kuultu.domain.mail.task_mails import Budget, budget_of, is_moot, is_to_customer, stays_late
from kuultu.domain.people import hash_of_address
from kuultu.domain.protection.rate_limits import Limit
from kuultu.observability import count, log_failure
from kuultu.services.calendar.unit_working_time import working_time_of
from kuultu.services.dossiers import dossier_of
from kuultu.services.mail.digest_composing import compose_digest
from kuultu.services.mail.mail_composing import compose
from kuultu.services.mail.mail_sending import send_held, send_once
from kuultu.services.mail.mail_waiting import end_wait
from kuultu.services.mail.recipients import recipient_of
from kuultu.settings import settings
from kuultu.store import case_notes, limits, mails, returned_mails

Told = tuple[Mail, Dossier]
Recipient = tuple[Budget | None, str]
SideBySide = Callable[..., Iterable[Any]]

HELD_FOR = timedelta(hours=1)
"""The time after which the sweep looks again at held mails that cannot go out yet."""

MOST_HELD = 10_000
"""The largest number of mails among which those for the same digest are looked for."""


def send_or_hold(mail: Mail, dossier: Dossier, now: datetime) -> None:
    """Send a mail about a case, unless sent already; a mail beyond the recipient's budget is held.

    A mail about something late always is: the sweep sends it with the recipient's others, once a day. The first mail to
    the customer after a change of owner names the new owner.
    """
    if is_to_customer(mail) and dossier.case.undeliverable:
        withhold(mail, dossier, now)
        return
    if _is_held(mail, dossier, now):
        return
    if send_once(mail, lambda: compose(mail, dossier, now), now):
        note_introduction(mail, dossier)


def note_introduction(mail: Mail, dossier: Dossier) -> None:
    """Note that a mail to the customer, sent just now, has named the new owner."""
    if is_to_customer(mail) and dossier.case.owner_is_new:
        case_notes.note_introduction(dossier.case)


def send_later(mail: Mail, until: datetime, now: datetime) -> None:
    """Hold a mail until a given time: then the sweep sends it, unless it is moot by then."""
    if mails.hold(mail, now, until):
        count("MailPutOff", case_id=mail.case_id)


def withhold(mail: Mail, dossier: Dossier, now: datetime) -> None:
    """Keep a mail back from an address that takes none; on the record of the case first, so that none is forgotten."""
    if mail.id not in dossier.case.undelivered:
        case_notes.note_undelivered(dossier.case, mail.id)
    end_wait(mail, now)
    returned_mails.withhold(mail, now)
    count("MailWithheld", mail_id=mail.id)


def _is_held(mail: Mail, dossier: Dossier, now: datetime) -> bool:
    """True if a mail is beyond the recipient's budget, and held for a later sweep; never for an urgent case."""
    budget = budget_of(mail, dossier.case)
    if budget is None or dossier.case.urgent:
        return False
    if budget is Budget.ALERTS and _has_room(budget, recipient_of(mail, dossier), now):
        return False
    if mails.hold(mail, now):
        count("AlertHeld" if budget is Budget.ALERTS else "MailHeld", case_id=mail.case_id)
    return True


def _has_room(budget: Budget, to: str, now: datetime) -> bool:
    return limits.take(f"{budget}#{hash_of_address(to)}", _limits()[budget], 1, now)


def _limits() -> Mapping[Budget, Limit]:
    return {Budget.ALERTS: settings().limits.alerts, Budget.LATENESS: settings().limits.lateness}


def held_by_recipient(waiting: Sequence[Mail], now: datetime, side_by_side: SideBySide = map) -> list[list[Told]]:
    """The held mails of each person and budget, the oldest case first, without moot ones and unreadable cases."""
    recipients: dict[Recipient, list[Told]] = {}
    for told in side_by_side(partial(_told, now=now), waiting):
        if told:
            recipients.setdefault(_recipient(*told), []).append(told)
    return [sorted(told, key=lambda one: one[1].case.opened_at) for told in recipients.values()]


def _told(mail: Mail, now: datetime) -> Told | None:
    """A held mail with its case; None for a moot one, which is marked, and for one whose case cannot be read."""
    try:
        dossier = dossier_of(mail.case_id)
        if not is_moot(mail, dossier.record):
            return mail, dossier
        mails.mark(mail, MailState.SUPPRESSED, now)
    except Exception as error:
        log_failure("HeldMailFailed", error, mail_id=mail.id)
    return None


class LaterMails:
    """The held mails whose next look comes within the hour, by budget and recipient: read once in a sweep."""

    def __init__(self, find: Callable[[datetime], Iterable[str]], now: datetime) -> None:
        """Take note of the way to find the ids of mails that are due until a moment."""
        self._find, self._now = find, now
        self._found: Mapping[Recipient, list[Told]] | None = None

    def read(self, side_by_side: SideBySide) -> None:
        """Read them, unless they were read; what cannot be read is left out."""
        if self._found is None:
            ids = list(islice(self._find(self._now + HELD_FOR), MOST_HELD))
            held = [mail for mail in side_by_side(_held, ids) if mail]
            found = held_by_recipient(held, self._now, side_by_side)
            self._found = {_recipient(*told[0]): told for told in found}

    def with_later_ones(self, told: Sequence[Told]) -> Sequence[Told]:
        """The held mails of a person with those of the same budget that would be sent within the hour."""
        known = {mail.id for mail, _ in told}
        others = [one for one in (self._found or {}).get(_recipient(*told[0]), ()) if one[0].id not in known]
        return sorted([*told, *others], key=lambda one: one[1].case.opened_at)


def _held(mail_id: str) -> Mail | None:
    try:
        mail, state, _ = mails.entry(mail_id)
    except Exception as error:
        log_failure("HeldMailFailed", error, mail_id=mail_id)
        return None
    return mail if state is MailState.HELD else None


def send_together(told: Sequence[Told], now: datetime, later: LaterMails) -> None:
    """Send a person all held mails of a budget in a digest, or a single held mail as it is.

    What is late waits for the person's next day at work, and is told in a digest once it stays with them.
    """
    late = budget_of(told[0][0], told[0][1].case) is Budget.LATENESS
    if late and not _is_time_for(told, now):
        for waiting, _ in told:
            mails.hold_on(waiting, now + HELD_FOR)
        return
    (mail, dossier), *others = told = later.with_later_ones(told) if late else told
    if not others and not stays_late(mail, dossier.record):
        send_held(mail, partial(compose, mail, dossier, now), now)
    else:
        _send_digest(told, now)


def _recipient(mail: Mail, dossier: Dossier) -> Recipient:
    """The budget of a held mail with the recipient; a mail without a budget is sent by itself."""
    budget = budget_of(mail, dossier.case)
    return budget, recipient_of(mail, dossier).lower() if budget else mail.id


def _send_digest(told: Sequence[Told], now: datetime) -> None:
    """Send a digest; the ledger notes the mails that the digest covers: a crash loses and repeats none."""
    digest = digest_mail(told[0][0])
    try:
        send_once(digest, lambda: compose_digest(told, now), now, covers=[mail for mail, _ in told])
    finally:
        for covered in mails.covered_by(digest):
            mails.mark(covered, MailState.GROUPED, now)


def _is_time_for(told: Sequence[Told], now: datetime) -> bool:
    mail, dossier = told[0]
    to = recipient_of(mail, dossier)
    away = dossier.absence_of(dossier.person_at(to), now) is not None
    at_work = working_time_of(dossier.unit).is_working(now) and not away
    return at_work and _has_room(Budget.LATENESS, to, now)


def compose_digest_again(digest: Mail, now: datetime) -> Letter:
    """The letter of a digest of unknown fate, with new links."""
    return compose_digest([(mail, dossier_of(mail.case_id)) for mail in mails.covered_by(digest)], now)
