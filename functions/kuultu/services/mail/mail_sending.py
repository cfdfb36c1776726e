"""Sending of mails, each once: claim, one send, mark. An unknown result gets one flagged retry, then a person."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from kuultu.domain.mail.mail import MOST_ATTEMPTS, NO_ADDRESS, NO_ANSWER, Letter, Mail, MailState
from kuultu.errors import Unavailable
from kuultu.gateways import ses as gateway
from kuultu.observability import count
from kuultu.services.email_address import ascii_form
from kuultu.store import mails

UNADDRESSED = gateway.Receipt(MailState.NEEDS_A_PERSON, reason=NO_ADDRESS)
"""The fate of a mail to an address that no mail can be sent to; an earlier release took some."""

Compose = Callable[[], Letter | None]
"""The composer of a letter, called at most once, after the claim: composing stores new links. None: do not send it."""


def send_once(mail: Mail, compose: Compose, now: datetime, covers: Sequence[Mail] = ()) -> bool:
    """Send a mail; False when another process sends it, or it was sent before.

    Raises Unavailable when SES is out of reach or asks to wait. `covers` are the held mails that a digest tells of.
    """
    claimed = mails.claim(mail, now, covers)
    if claimed:
        _send(mail, compose(), now)
    return claimed


def send_held(mail: Mail, compose: Compose, now: datetime) -> None:
    """Send a held mail alone, without a digest; raises Unavailable when SES is out of reach or asks to wait."""
    if mails.claim_held(mail, now):
        _send(mail, compose(), now)


def send_again(mail: Mail, state: MailState, attempts: int, compose: Compose, now: datetime) -> bool:
    """See to a mail of unknown fate: send it if SES never took it, retry once if SES may have, else call a person.

    What needs a person already is left to that person. True if SES took the mail now.
    """
    if state is MailState.RELEASED:
        return mails.claim(mail, now) and _send(mail, compose(), now)
    if state is MailState.NEEDS_A_PERSON:
        return False
    if attempts >= MOST_ATTEMPTS:
        mails.mark(mail, MailState.NEEDS_A_PERSON, now, reason=NO_ANSWER)
        count("MailNeedsAPerson", mail_id=mail.id)
    elif mails.claim_again(mail, now):
        count("MailRetried", mail_id=mail.id)
        return _send(mail, compose(), now)
    return False


def _send(mail: Mail, letter: Letter | None, now: datetime) -> bool:
    """Send a claimed mail, and mark its fate; True if SES took it."""
    if letter is None:
        mails.mark(mail, MailState.SUPPRESSED, now)
        count("MailSuppressed", mail_id=mail.id)
        return False
    address, reply_to = ascii_form(letter.to), ascii_form(letter.envelope.reply_to) or ""
    posted = replace(letter, to=address or "", envelope=replace(letter.envelope, reply_to=reply_to))
    receipt = gateway.send(mail, posted) if address else UNADDRESSED
    mails.mark(mail, receipt.state, now, receipt.message_id, replace(posted, to=letter.to), receipt.reason)
    if receipt.state is MailState.SENT:
        count("MailSent", mail_id=mail.id)
    elif receipt.state is MailState.RELEASED:
        raise Unavailable("SES asks us to send this mail later.")
    else:
        unknown = receipt.state is MailState.UNKNOWN
        count("MailUnknown" if unknown else "MailNeedsAPerson", mail_id=mail.id, reason=receipt.reason)
    return receipt.state is MailState.SENT
