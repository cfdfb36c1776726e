"""Items that the sweep still has to see to: found by time, and put off when they could not be seen to."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.models import Model

from kuultu.store.attention import AttentionIndex, count_due, due
from kuultu.store.tables import Connection, TableName, wrote

Key = tuple[str, ...]
Pause = Callable[[int], timedelta]


class OpenItem(Model):
    """What all such items have; `put_off_to` and `failures` tell how often in a row one could not be seen to."""

    attend_at = UTCDateTimeAttribute(null=True)
    attention = UnicodeAttribute(null=True)
    failures = NumberAttribute(default=0)
    put_off_to = UTCDateTimeAttribute(null=True)


class OpenResponse(OpenItem):
    """A response in the outbox."""

    class Meta(Connection):
        table_name = TableName("responses_table")

    response_id = UnicodeAttribute(hash_key=True)
    index: AttentionIndex["OpenResponse"] = AttentionIndex()


class OpenCaseItem(OpenItem):
    """An unsettled item of a case's partition."""

    class Meta(Connection):
        table_name = TableName("cases_table")

    case_id = UnicodeAttribute(hash_key=True)
    item = UnicodeAttribute(range_key=True)
    index: AttentionIndex["OpenCaseItem"] = AttentionIndex()


class OpenMail(OpenItem):
    """A mail of open fate."""

    class Meta(Connection):
        table_name = TableName("mails_table")

    mail_id = UnicodeAttribute(hash_key=True)
    index: AttentionIndex["OpenMail"] = AttentionIndex()


KINDS: Mapping[str, Any] = {
    "responses": OpenResponse,
    "cases": OpenCaseItem,
    "mails": OpenMail,
}
"""The kinds of open items by the names of their tables; their attributes are read and written alike."""


def open_items(
    kind: str, shards: Iterable[int], until: datetime, since: datetime | None = None
) -> Iterator[tuple[Key, datetime]]:
    """The keys of a kind that are due, each with its time, the longest waiting first: (id,), or (case id, item)."""
    model = KINDS[kind]
    for found in due(model.index, shards, until, since):
        yield _key(found), found.attend_at


def number_due(kind: str, shards: Iterable[int], until: datetime) -> int:
    """The number of items of a kind that are due."""
    return count_due(KINDS[kind].index, shards, until)


def put_off(kind: str, key: Key, now: datetime, pause: Pause) -> int:
    """Put off an item that could not be seen to, longer each time; returns the failures in a row, 0 if it is settled.

    An item that was dated anew since the last failure begins again. One whose next look is later anyway keeps its time.
    """
    item = KINDS[kind](*key)
    waiting = AttentionIndex.attention.exists() & (AttentionIndex.attend_at <= now)
    if not wrote(item.update, [OpenItem.failures.add(1)], condition=waiting):
        return 0
    in_a_row = int(item.failures) if item.put_off_to == item.attend_at else 1
    at = now + pause(in_a_row)
    changes = [OpenItem.attend_at.set(at), OpenItem.put_off_to.set(at), OpenItem.failures.set(in_a_row)]
    wrote(item.update, changes, condition=AttentionIndex.attend_at == item.attend_at)
    return in_a_row


def _key(item: OpenItem) -> Key:
    names = [name for name in (item._hash_keyname, item._range_keyname) if name]
    return tuple(str(getattr(item, name)) for name in names)
