"""The mail ledger as whoever runs Kuultu reads it: a single mail, or all of them by a scan."""

from collections.abc import Iterator
from datetime import datetime

from kuultu.domain.mail.ledger_entry import LedgerEntry
from kuultu.domain.mail.mail import MailState
from kuultu.store.mails import MailItem, mail_from
from kuultu.store.tables import wrote

PAGE = 500
"""Items in each request of a scan."""


def find(mail_id: str) -> LedgerEntry | None:
    """The entry of a mail, or None."""
    try:
        return _entry(MailItem.get(mail_id, consistent_read=True))
    except MailItem.DoesNotExist:
        return None


def all_entries() -> Iterator[LedgerEntry]:
    """All entries, in no order; the whole table is read."""
    return map(_entry, MailItem.scan(page_size=PAGE))


def hurry(mail_id: str, now: datetime) -> bool:
    """Have the next sweep try a mail that waits for SES; False when the mail waits no longer."""
    waits = MailItem.state == MailState.RELEASED.value
    return wrote(MailItem(mail_id).update, [MailItem.attend_at.set(now)], condition=waits)


def _entry(item: MailItem) -> LedgerEntry:
    state = MailState(item.state)
    since = item.waits_since if state is MailState.RELEASED and item.waits_since else item.changed_at
    return LedgerEntry(mail_from(item), state, since, int(item.attempts), item.reason or "", item.attend_at)
