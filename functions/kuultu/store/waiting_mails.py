"""Mails that wait for SES, on record twice: in the ledger with the time of the next try, and on the case.

The case's own note is what pages and stages read; no Lambda that shows pages may read the ledger.
"""

from datetime import datetime, timedelta

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.expressions.update import Action

from kuultu.domain.cases.waiting_mail import WaitingMail, waiting_key
from kuultu.domain.mail.mail import Letter, Mail, MailState
from kuultu.store.case_items import CasePartitionItem
from kuultu.store.mails import Claim, MailItem, posted
from kuultu.store.tables import wrote


class WaitingMailItem(CasePartitionItem, discriminator="waiting_mail"):
    """A mail about the case, range key `mail#ID`; `opened_at` is its first try. It waits while it has no `ended_at`."""

    kind = UnicodeAttribute()
    why = UnicodeAttribute()
    reader = UnicodeAttribute(default="")
    ended_at = UTCDateTimeAttribute(null=True)


def postpone(mail: Mail, now: datetime, claim: Claim, pause: timedelta, letter: Letter, reason: str) -> None:
    """Note in the ledger that SES did not take a claimed mail, and why; the next sweep after the pause tries again.

    The attempt does not count.
    """
    changes = [
        MailItem.state.set(MailState.RELEASED.value),
        MailItem.attempts.set(MailItem.attempts - 1),
        MailItem.changed_at.set(now),
        MailItem.attend_at.set(now + pause),
        MailItem.reason.set(reason),
        MailItem.waits_since.set(claim.waits_since or now),
        *posted(letter),
    ]
    wrote(MailItem(mail.id).update, changes, condition=MailItem.state == MailState.CLAIMED.value)


def note(case_id: str, mail: WaitingMail) -> None:
    """Note on a case that a mail waits, and why."""
    changes: list[Action] = [
        WaitingMailItem.type.set(WaitingMailItem),
        WaitingMailItem.opened_at.set(mail.since),
        WaitingMailItem.kind.set(mail.kind),
        WaitingMailItem.why.set(mail.why),
        WaitingMailItem.reader.set(mail.reader),
        WaitingMailItem.ended_at.remove(),
    ]
    WaitingMailItem(case_id, mail.key).update(changes)


def end(case_id: str, mail_id: str, now: datetime) -> None:
    """Note on a case that a mail waits no longer, if it did."""
    waits = WaitingMailItem.item.exists() & WaitingMailItem.ended_at.does_not_exist()
    wrote(WaitingMailItem(case_id, waiting_key(mail_id)).update, [WaitingMailItem.ended_at.set(now)], condition=waits)


def waiting_mail_from(item: WaitingMailItem) -> WaitingMail:
    """The waiting mail in an item."""
    mail_id = item.item.partition("#")[2]
    return WaitingMail(mail_id, item.kind, item.why, item.opened_at, item.reader)
