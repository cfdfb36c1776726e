"""The mail ledger: claim, one send, mark; nothing is sent that was not claimed first."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.models import Model

from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.mail.mail import (
    MOST_ATTEMPTS,
    WAIT_FOR_EVENT,
    Letter,
    Mail,
    MailState,
    noted_kind,
)
from kuultu.domain.people import hash_of_address
from kuultu.store.attention import AttentionIndex, attention_of
from kuultu.store.tables import Connection, TableName, wrote

NEXT_LOOK: Mapping[MailState, timedelta] = {
    MailState.UNKNOWN: WAIT_FOR_EVENT,
    MailState.NEEDS_A_PERSON: timedelta(0),
}
"""The time until the sweep looks at a mail again, by the state after a send."""


class MailItem(Model):
    """Hash `mail_id` (see `domain.mail.Mail.id`); in the attention index until its fate is known, and told if need be.

    `reason` is SES's code or type of event, or a reason of our own; of a mail that needs a person, or waits for SES.
    `waits_since` is the time of the first try of which SES did not take the mail, for a reason that passes.
    """

    class Meta(Connection):
        table_name = TableName("mails_table")

    mail_id = UnicodeAttribute(hash_key=True)
    case_id = UnicodeAttribute()
    round = NumberAttribute()
    kind = UnicodeAttribute()
    about = UnicodeAttribute(null=True)
    number = NumberAttribute(default=0)
    name = UnicodeAttribute(default="")
    state = UnicodeAttribute()
    attempts = NumberAttribute()
    changed_at = UTCDateTimeAttribute()
    message_id = UnicodeAttribute(null=True)
    covers: JSONAttribute = JSONAttribute(null=True)
    reason = UnicodeAttribute(null=True)
    waits_since = UTCDateTimeAttribute(null=True)
    recipient = UnicodeAttribute(null=True)
    reply_to = UnicodeAttribute(null=True)
    thread = UnicodeAttribute(null=True)
    attention = UnicodeAttribute(null=True)
    attend_at = UTCDateTimeAttribute(null=True)
    attention_index: AttentionIndex["MailItem"] = AttentionIndex()


class Claim(NamedTuple):
    """The right to send a mail; `waits_since` is None unless SES has put the mail off before."""

    waits_since: datetime | None = None


def claim(mail: Mail, now: datetime, covers: Sequence[Mail] = ()) -> Claim | None:
    """Take the right to send a mail, new or released; None when another process has, or had, the right.

    `covers` are the held mails that a digest tells of.
    """
    item = new_item(mail, MailState.CLAIMED, now, now + WAIT_FOR_EVENT)
    item.attempts = 1
    if covers:
        item.covers = [one.id for one in covers]
    if wrote(item.save, MailItem.mail_id.does_not_exist()):
        return Claim()
    return _claim_known(mail, now, MailItem.state == MailState.RELEASED.value)


def hold(mail: Mail, now: datetime, until: datetime | None = None) -> bool:
    """Hold a mail for the next sweep, or the first after `until`; False when the mail is in the ledger already."""
    return wrote(new_item(mail, MailState.HELD, now, until or now).save, MailItem.mail_id.does_not_exist())


def hold_on(mail: Mail, until: datetime) -> None:
    """Note the time of the next look at a held mail."""
    wrote(MailItem(mail.id).update, [MailItem.attend_at.set(until)], condition=MailItem.state == MailState.HELD.value)


def claim_held(mail: Mail, now: datetime) -> Claim | None:
    """Take the right to send a held mail alone; None when the mail is no longer held."""
    return _claim_known(mail, now, MailItem.state == MailState.HELD.value)


def covered_by(mail: Mail) -> list[Mail]:
    """The held mails that a digest tells of."""
    keys = MailItem.get(mail.id, consistent_read=True).covers or []
    return [mail_from(MailItem.get(key, consistent_read=True)) for key in keys]


def new_item(mail: Mail, state: MailState, now: datetime, attend_at: datetime) -> MailItem:
    """The item of a mail that is new to the ledger."""
    return MailItem(
        mail.id,
        case_id=mail.case_id,
        round=mail.round,
        kind=mail.ledger_kind,
        about=mail.about.value if mail.about else None,
        number=mail.number,
        name=mail.name,
        state=state.value,
        attempts=0,
        changed_at=now,
        attention=attention_of(mail.id),
        attend_at=attend_at,
    )


def claim_again(mail: Mail, now: datetime) -> Claim | None:
    """Take the right to the one flagged retry of a mail of unknown fate; None when no retry is left or due."""
    unknown = MailItem.state.is_in(MailState.CLAIMED.value, MailState.UNKNOWN.value)
    return _claim_known(mail, now, unknown & (MailItem.attempts < MOST_ATTEMPTS) & (MailItem.attend_at <= now))


def _claim_known(mail: Mail, now: datetime, condition: Condition) -> Claim | None:
    item = MailItem(mail.id)
    changes = [
        MailItem.state.set(MailState.CLAIMED.value),
        MailItem.attempts.set(MailItem.attempts + 1),
        MailItem.changed_at.set(now),
        MailItem.attend_at.set(now + WAIT_FOR_EVENT),
    ]
    return Claim(item.waits_since) if wrote(item.update, changes, condition=condition) else None


def mark(
    mail: Mail, state: MailState, now: datetime, message_id: str = "", letter: Letter | None = None, reason: str = ""
) -> None:
    """Note the fate of a claimed or held mail, and the envelope of a letter that was posted.

    A mail that needs a person keeps the reason, and the next sweep tells somebody.
    """
    changes = [MailItem.state.set(state.value), MailItem.changed_at.set(now), *posted(letter)]
    if message_id:
        changes.append(MailItem.message_id.set(message_id))
    if state in NEXT_LOOK:
        changes.append(MailItem.attend_at.set(now + NEXT_LOOK[state]))
    else:
        changes += [MailItem.attention.remove(), MailItem.attend_at.remove()]
    if state is MailState.NEEDS_A_PERSON:
        changes += [MailItem.reason.set(reason), MailItem.attention.set(attention_of(mail.id))]
    else:
        changes.append(MailItem.reason.remove())
    unsent = (MailState.CLAIMED, MailState.UNKNOWN, MailState.RELEASED, MailState.HELD)
    mine = MailItem.state.is_in(*(one.value for one in unsent))
    wrote(MailItem(mail.id).update, changes, condition=mine)


def posted(letter: Letter | None) -> list[Action]:
    """The envelope of a posted letter; of the recipient's address a hash only."""
    if letter is None:
        return []
    return [
        MailItem.recipient.set(hash_of_address(letter.to)),
        MailItem.reply_to.set(letter.envelope.reply_to),
        MailItem.thread.set(letter.envelope.thread),
    ]


def entry(key: str) -> tuple[Mail, MailState, int]:
    """The mail under a key of the ledger, with its state and the number of attempts."""
    item = MailItem.get(key, consistent_read=True)
    return mail_from(item), MailState(item.state), int(item.attempts)


def mail_from(item: MailItem) -> Mail:
    """The mail in an item."""
    about = TaskKind(item.about) if item.about else None
    kind = noted_kind(item.kind, int(item.number))
    mail = Mail(item.case_id, int(item.round), kind, about, int(item.number), item.name)
    return mail if mail.id == item.mail_id else replace(mail, earlier_id=item.mail_id)
