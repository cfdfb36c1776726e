"""Letters from dispute bodies: one item each in the partition of the case, looked at by the sweep until the answer.

The item is the letter's own, so that the clock goes on whatever happens to the case. The end of its time stands on
the item of the case too, for lists; each look of the sweep puts that right.
"""

from datetime import date, datetime
from typing import Any

from pynamodb.attributes import BooleanAttribute, ListAttribute, NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from kuultu.domain.cases.dispute import Dispute, DisputeAnswer
from kuultu.store.attention import attention_of
from kuultu.store.case_items import CASE_KEY, CaseItem, CasePartitionItem
from kuultu.store.tables import holds, wrote


class DisputeItem(CasePartitionItem, discriminator="dispute"):
    """A letter from a dispute body, range key `dispute#NUMBER`; not answered while it has no `answered_at`."""

    number = NumberAttribute()
    body = UnicodeAttribute()
    reference = UnicodeAttribute(default="")
    came_on = UnicodeAttribute()
    due_at = UTCDateTimeAttribute()
    by_letter = BooleanAttribute()
    entered_by = UnicodeAttribute()
    reminders: ListAttribute[UTCDateTimeAttribute] = ListAttribute(of=UTCDateTimeAttribute, default=list)
    answered_at = UTCDateTimeAttribute(null=True)
    answered_by = UnicodeAttribute(default="")
    answered_on = UnicodeAttribute(default="")
    said = UnicodeAttribute(default="")


def dispute_from(item: DisputeItem) -> Dispute:
    """The letter in an item."""
    answer = (
        DisputeAnswer(item.answered_at, item.answered_by, item.said, date.fromisoformat(item.answered_on))
        if item.answered_at
        else None
    )
    return Dispute(
        case_id=item.case_id,
        number=int(item.number),
        body=item.body,
        reference=item.reference,
        came_on=date.fromisoformat(item.came_on),
        due_at=item.due_at,
        by_letter=item.by_letter,
        at=item.opened_at,
        by=item.entered_by,
        reminders=tuple(item.reminders or ()),  # type: ignore[arg-type]
        answer=answer,
    )


def add(dispute: Dispute, look_at: datetime) -> bool:
    """Store a new letter; False when a letter of this number is there already."""
    item = DisputeItem(
        dispute.case_id,
        dispute.key,
        attention=attention_of(dispute.case_id),
        attend_at=look_at,
        opened_at=dispute.at,
        number=dispute.number,
        body=dispute.body,
        reference=dispute.reference,
        came_on=dispute.came_on.isoformat(),
        due_at=dispute.due_at,
        by_letter=dispute.by_letter,
        entered_by=dispute.by,
    )
    added = wrote(item.save, CasePartitionItem.case_id.does_not_exist())
    if added:
        _tell_lists(dispute.case_id, dispute.due_at)
    return added


def _tell_lists(case_id: str, due_at: datetime | None) -> None:
    """Note on the case by when its open letter is to be answered, or that none is open; the same again is no write."""
    told, item = CaseItem.letter_due_at, CaseItem(case_id, CASE_KEY)
    change = told.set(due_at) if due_at else told.remove()
    new = told.does_not_exist() | (told != due_at) if due_at else told.exists()
    wrote(item.update, [change], condition=CaseItem.item.exists() & new)


def note_reminder(dispute: Dispute, at: datetime) -> bool:
    """Note a reminder about a letter; False when another reminder or the answer came meanwhile."""
    kept: list[Any] = [*dispute.reminders, at]
    as_it_was = _unanswered() & holds(DisputeItem.reminders, len(dispute.reminders))
    return wrote(_row(dispute).update, [DisputeItem.reminders.set(kept)], condition=as_it_was)


def look_again(dispute: Dispute, at: datetime) -> None:
    """Note the time of the sweep's next look at a letter without an answer, and the end of its time for lists."""
    _tell_lists(dispute.case_id, dispute.due_at)
    wrote(_row(dispute).update, [DisputeItem.attend_at.set(at)], condition=_unanswered())


def answer(dispute: Dispute, given: DisputeAnswer) -> bool:
    """Record the first answer to a letter, and take the letter off all lists; False when one is on record.

    It leaves the list of cases first: after a crash in between, the sweep's next look puts it back.
    """
    _tell_lists(dispute.case_id, None)
    changes: list[Action] = [
        DisputeItem.answered_at.set(given.at),
        DisputeItem.answered_by.set(given.by),
        DisputeItem.answered_on.set(given.on.isoformat()),
        DisputeItem.said.set(given.said),
        *_off_the_list(),
    ]
    return wrote(_row(dispute).update, changes, condition=_unanswered())


def leave(dispute: Dispute) -> None:
    """Take a letter that a later one has replaced off the sweep's list."""
    _row(dispute).update(_off_the_list())


def _off_the_list() -> list[Action]:
    return [DisputeItem.attention.remove(), DisputeItem.attend_at.remove()]


def _row(dispute: Dispute) -> DisputeItem:
    return DisputeItem(dispute.case_id, dispute.key)


def _unanswered() -> Condition:
    unanswered: Condition = DisputeItem.item.exists() & DisputeItem.answered_at.does_not_exist()
    return unanswered
