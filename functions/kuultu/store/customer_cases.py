"""The cases of each customer: an index of items of our own in the cases' table, so that nobody has to scan.

The items belong to the response and are kept as long: whoever erases it erases the items under its keys.
"""

from collections.abc import Iterable
from datetime import datetime

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.expressions.update import Action
from pynamodb.models import Model

from kuultu.domain.cases.related import Sighting
from kuultu.store.tables import Connection, TableName

CUSTOMER = "#customer#"
"""The beginning of the hash keys, which no case can have as its id."""


class CustomerCaseItem(Model):
    """Hash `#customer#KEY` (see `customer_keys`), range the id of a case; `reference` is a hash."""

    class Meta(Connection):
        table_name = TableName("cases_table")

    case_id = UnicodeAttribute(hash_key=True)
    item = UnicodeAttribute(range_key=True)
    reference = UnicodeAttribute(default="")
    opened_at = UTCDateTimeAttribute()


def note(keys: Iterable[str], sighting: Sighting, now: datetime) -> None:
    """Note a case under the keys of its customer; a second time changes nothing."""
    for key in keys:
        reference: Action = CustomerCaseItem.reference.set(sighting.reference)
        CustomerCaseItem(CUSTOMER + key, sighting.case_id).update([reference, CustomerCaseItem.opened_at.set(now)])


def cases_under(keys: Iterable[str]) -> list[Sighting]:
    """The cases of a customer, each once, the latest first."""
    items = [item for key in keys for item in CustomerCaseItem.query(CUSTOMER + key, consistent_read=True)]
    latest = sorted(items, key=lambda item: item.opened_at, reverse=True)
    return list(dict.fromkeys(Sighting(item.item, item.reference) for item in latest))
