"""Joined cases: those that a person has said to be about the same; noted at both, with the person and the time."""

from datetime import datetime

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.expressions.update import Action
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from kuultu.store.tables import Connection, TableName, wrote_together

JOINED = "#joined#"
"""The beginning of the hash keys, which no case can have as its id."""


class JoinedCaseItem(Model):
    """Hash `#joined#CASE_ID`, range the id of the other case; `by` is a mail address."""

    class Meta(Connection):
        table_name = TableName("cases_table")

    case_id = UnicodeAttribute(hash_key=True)
    item = UnicodeAttribute(range_key=True)
    by = UnicodeAttribute()
    joined_at = UTCDateTimeAttribute()


def join(one: str, other: str, by: str, now: datetime) -> None:
    """Note two cases as joined; a second time changes nothing."""
    item = JoinedCaseItem
    first: list[Action] = [item.by.set(item.by | by), item.joined_at.set(item.joined_at | now)]

    def writes(transaction: TransactWrite) -> None:
        for case_id, joined in ((one, other), (other, one)):
            transaction.update(item(JOINED + case_id, joined), first)

    wrote_together(item, writes)


def joined_to(case_id: str) -> list[str]:
    """The ids of the cases that are joined to a case, in no order."""
    return [item.item for item in JoinedCaseItem.query(JOINED + case_id)]
