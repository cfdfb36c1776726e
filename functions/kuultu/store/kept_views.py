"""Kept views of signed-in staff: one item for each person, in the cases' table, which whoever looks can only read."""

from collections.abc import Callable

from pynamodb.attributes import JSONAttribute, UnicodeAttribute
from pynamodb.models import Model

from kuultu.domain.console.kept_views import NO_VIEWS, KeptView, KeptViews
from kuultu.domain.people import hash_of_address, mailbox_of
from kuultu.errors import Decided
from kuultu.store.tables import Connection, TableName, wrote

OWNED, VIEWS = "#views#", "views"
"""The beginning of the hash keys, which no case can have as its id, and the range key."""

MOST_TRIES = 3

Change = Callable[[KeptViews], KeptViews]


class KeptViewsItem(Model):
    """Hash `#views#HASH` by the hash of the person's mailbox, range VIEWS: all of the person's views.

    Whoever erases a person deletes this item. `views` holds addresses by name; an address may hold words that
    somebody looked for, and so a customer's name.
    """

    class Meta(Connection):
        table_name = TableName("cases_table")

    case_id = UnicodeAttribute(hash_key=True)
    item = UnicodeAttribute(range_key=True)
    views: JSONAttribute = JSONAttribute()


def views_of(person: str) -> KeptViews:
    """The views that a person (a mail address) keeps."""
    known = _item(_key(person))
    return _views_in(known) if known else NO_VIEWS


def change_views(person: str, change: Change) -> None:
    """Change the views of a person (a mail address); raises Decided if others change them all the time."""
    key = _key(person)
    for _ in range(MOST_TRIES):
        known = _item(key)
        after = change(_views_in(known) if known else NO_VIEWS)
        unchanged = KeptViewsItem.views == known.views if known else KeptViewsItem.item.does_not_exist()
        if wrote(KeptViewsItem(key, VIEWS, views={one.name: one.address for one in after.all}).save, unchanged):
            return
    raise Decided("These views were changed in the same moment.")


def _item(key: str) -> KeptViewsItem | None:
    """The item of a person, as it is at this moment: a view is there as soon as the page after it."""
    return next(iter(KeptViewsItem.query(key, KeptViewsItem.item == VIEWS, consistent_read=True)), None)


def _key(person: str) -> str:
    return OWNED + hash_of_address(mailbox_of(person))


def _views_in(item: KeptViewsItem) -> KeptViews:
    return KeptViews(tuple(KeptView(name, address) for name, address in item.views.items()))
