"""Lists for people: the index by list and time, and the places of responses in it."""

from datetime import UTC, datetime
from typing import Generic

from pynamodb.attributes import UnicodeAttribute
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex

from kuultu.domain.responses.response import Response
from kuultu.store.attention import shard_of
from kuultu.store.tables import AnyModel

READ, UNREAD = "read", "unread"


class ListedIndex(GlobalSecondaryIndex[AnyModel], Generic[AnyModel]):  # type: ignore[no-untyped-call]
    """The index of what is listed: hash `listed` (a list), range `listed_at` (a moment in UTC and an id)."""

    class Meta:
        index_name = "listed"
        projection = AllProjection()

    listed = UnicodeAttribute(hash_key=True)
    listed_at = UnicodeAttribute(range_key=True)


def moment(at: datetime) -> str:
    """A moment in a range key: in the order of time as text."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def place_of(response: Response) -> str:
    """The place of a response in a list: its time, and its id, so that no two have the same."""
    return f"{moment(response.received_at)}#{response.id}"


def list_of(response: Response, *, read: bool) -> str:
    """The list in which a response stands: of its unit, read or not, in the shard of the attention index."""
    return list_name(response.unit, shard_of(response.id), read=read)


def list_name(unit_id: str, shard: int, *, read: bool) -> str:
    """The hash key of a list; the first shard has no number."""
    return f"{READ if read else UNREAD}#{unit_id}" + (f"#{shard}" if shard else "")
