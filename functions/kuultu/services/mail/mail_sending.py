"""Sending of mails, each once: claim, one send, mark. An unknown result gets one flagged retry, then a person."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from kuultu.domain.mail.mail import MOST_ATTEMPTS, NO_ADDRESS, NO_ANSWER, Letter, Mail, MailState
from kuultu.gateways import ses as gateway
from kuultu.observability import count
from kuultu.services.email_address import ascii_form
from kuultu.services.mail.mail_waiting import end_wait, has_waited_long, postpone
from kuultu.store import mails
from kuultu.store.mails import Claim

UNADDRESSED = gateway.Receipt(MailState.NEEDS_A_PERSON, reason=NO_ADDRESS)
"""The fate of a mail to an address that no mail can be sent to; an earlier release took some."""

COUNTED: Mapping[MailState, str] = {
    MailState.SENT: "MailSent",
    MailState.UNKNOWN: "MailUnknown",
    MailState.NEEDS_A_PERSON: "MailNeedsAPerson",
}
"""The count of each state after a send."""

Compose = Callable[[], Letter | None]
"""The composer of a letter, called at most once, after the claim: composing stores new links. None: do not send it."""


def send_once(mail: Mail, compose: Compose, now: datetime, covers: Sequence[Mail] = ()) -> bool:
    """Send a mail; True if SES took it now, False also when another process sends it, or it was sent before.

    What SES does not take now waits in the ledger, and the sweep sends it: no caller needs to try again. `covers` are
    the held mails that a digest tells of.
    """
    claim = mails.claim(mail, now, covers)
    return claim is not None and _send(mail, claim, compose(), now)


def send_held(mail: Mail, compose: Compose, now: datetime) -> None:
    """Send a held mail alone, without a digest."""
    claim = mails.claim_held(mail, now)
    if claim:
        _send(mail, claim, compose(), now)


def send_again(mail: Mail, state: MailState, attempts: int, compose: Compose, now: datetime) -> bool:
    """See to a mail of unknown fate: send it if SES never took it, retry once if SES may have, else call a person.

    What needs a person already is left to that person. True if SES took the mail now.
    """
    if state is MailState.RELEASED:
        return send_once(mail, compose, now)
    if state is MailState.NEEDS_A_PERSON:
        return False
    if attempts >= MOST_ATTEMPTS:
        mails.mark(mail, MailState.NEEDS_A_PERSON, now, reason=NO_ANSWER)
        count("MailNeedsAPerson", mail_id=mail.id)
        return False
    claim = mails.claim_again(mail, now)
    if claim is None:
        return False
    count("MailRetried", mail_id=mail.id)
    return _send(mail, claim, compose(), now)


def suppress(mail: Mail, now: datetime) -> None:
    """Note that a mail is not sent, because it is moot or beyond those of a day."""
    end_wait(mail, now)
    mails.mark(mail, MailState.SUPPRESSED, now)
    count("MailSuppressed", mail_id=mail.id)


def _send(mail: Mail, claim: Claim, letter: Letter | None, now: datetime) -> bool:
    """Send a claimed mail, and mark its fate; True if SES took it."""
    if letter is None:
        suppress(mail, now)
        return False
    address, reply_to = ascii_form(letter.to), ascii_form(letter.envelope.reply_to) or ""
    posted = replace(letter, to=address or "", envelope=replace(letter.envelope, reply_to=reply_to))
    first = claim.waits_since is None and bool(mail.round)  # thanks without a case can wait
    receipt = gateway.send(mail, posted, at_once=first) if address else UNADDRESSED
    if receipt.state is MailState.RELEASED and not has_waited_long(claim, now):
        postpone(mail, claim, replace(posted, to=letter.to), receipt.reason, now)
        return False
    _note_fate(mail, claim, replace(posted, to=letter.to), receipt, now)
    return receipt.state is MailState.SENT


def _note_fate(mail: Mail, claim: Claim, letter: Letter, receipt: gateway.Receipt, now: datetime) -> None:
    """Mark and count a mail that waits no longer for SES; one that SES never took needs a person.

    The note on the case ends before the mark: after a crash in between, the mail is seen to again.
    """
    state = MailState.NEEDS_A_PERSON if receipt.state is MailState.RELEASED else receipt.state
    if claim.waits_since and state is not MailState.NEEDS_A_PERSON:  # else the case is told first
        end_wait(mail, now)
    mails.mark(mail, state, now, receipt.message_id, letter, receipt.reason)
    count(COUNTED[state], mail_id=mail.id, reason=receipt.reason)
