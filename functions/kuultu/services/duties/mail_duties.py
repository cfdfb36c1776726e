"""Mails of open fate: each by itself, and the held ones of each person together."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from kuultu.domain.mail.mail import Mail, MailState
from kuultu.services.cases.unsettled_mails import see_to_mail
from kuultu.services.duties.duty import Duty, put_off
from kuultu.services.duties.run import Run
from kuultu.services.mail.mail_throttling import LaterMails, held_by_recipient, send_together
from kuultu.store import mails
from kuultu.store.open_items import Key


def of_mails(keys: Sequence[Key], run: Run, later: LaterMails) -> list[Duty]:
    """A duty for each mail, and one for the held mails of each person; an unreadable mail is put off."""
    now = run.now
    entries = [entry for entry in run.side_by_side(partial(_entry, now=now), keys) if entry]
    held = [mail for mail, state, _ in entries if state is MailState.HELD]
    alone = [one for one in entries if one[1] is not MailState.HELD]
    if held:
        later.read(run.side_by_side)
    return [
        *(
            Duty("mails", [(one.id,)], partial(see_to_mail, one, state, attempts, now))
            for one, state, attempts in alone
        ),
        *(
            Duty("mails", [(mail.id,) for mail, _ in told], partial(send_together, told, now, later))
            for told in held_by_recipient(held, now, run.side_by_side)
        ),
    ]


def _entry(key: Key, now: datetime) -> tuple[Mail, MailState, int] | None:
    try:
        return mails.entry(key[0])
    except Exception as error:
        put_off("mails", key, error, now)
        return None
