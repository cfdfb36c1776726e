"""Mails in the ledger that are not sent by themselves: returned, withheld, or told of by another mail."""

from datetime import datetime

from pynamodb.expressions.update import Action

from kuultu.domain.mail.mail import ARRIVED, UNDELIVERED, Mail, MailState
from kuultu.store.attention import attention_of
from kuultu.store.mails import MailItem, mark, new_item
from kuultu.store.tables import wrote


def withhold(mail: Mail, now: datetime) -> None:
    """Note a mail to an address that takes none, so that it is sent once somebody has corrected the address."""
    item = new_item(mail, MailState.WITHHELD, now, now)
    item.attention = item.attend_at = None
    if not wrote(item.save, MailItem.mail_id.does_not_exist()):
        mark(mail, MailState.WITHHELD, now)


def group(mail: Mail, now: datetime) -> None:
    """Note a mail that another mail tells of, so that it is never sent by itself; unless it was sent."""
    item = new_item(mail, MailState.GROUPED, now, now)
    item.attention = item.attend_at = None
    wrote(item.save, MailItem.mail_id.does_not_exist())


def release(mail_id: str, now: datetime) -> None:
    """Have the next sweep send a mail that came back, was refused or was withheld."""
    changes: list[Action] = [
        MailItem.state.set(MailState.RELEASED.value),
        MailItem.attempts.set(0),
        MailItem.reason.remove(),
        MailItem.waits_since.remove(),
        MailItem.changed_at.set(now),
        MailItem.attention.set(attention_of(mail_id)),
        MailItem.attend_at.set(now),
    ]
    waiting = MailItem.state.is_in(*(state.value for state in (*UNDELIVERED, MailState.WITHHELD)))
    wrote(MailItem(mail_id).update, changes, condition=waiting)


def recipient_and_reason(mail: Mail) -> tuple[str, str]:
    """The hash of the address to which a mail went, and the reason why it needs a person; "" for what is not known."""
    item = MailItem.get(mail.id, consistent_read=True)
    return item.recipient or "", item.reason or ""


def see_no_more(mail: Mail) -> None:
    """Take a mail whose fate is settled, and told, out of the attention index, unless it is to be sent again."""
    changes: list[Action] = [MailItem.attention.remove(), MailItem.attend_at.remove()]
    settled = MailItem.state.is_in(*(state.value for state in (*UNDELIVERED, *ARRIVED)))
    wrote(MailItem(mail.id).update, changes, condition=settled)
