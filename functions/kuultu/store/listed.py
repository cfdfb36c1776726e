"""Lists for people: an index by list and time, read from the newest on, over several lists at once."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC
from heapq import merge
from itertools import chain
from typing import Any, Generic

from pynamodb.attributes import UnicodeAttribute
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex

from kuultu.domain.responses.response import Response
from kuultu.store.attention import shard_of
from kuultu.store.tables import AnyModel

SIDE_BY_SIDE = 8
"""Lists that are begun at the same time."""

FIRST, LAST = "0", "~"
"""Come before and behind every time."""


READ, UNREAD = "read", "unread"


def list_of(response: Response, *, read: bool) -> str:
    """The list in which a response stands: of its unit, read or not, in the shard of the attention index."""
    return list_name(response.unit, shard_of(response.id), read=read)


def list_name(unit_id: str, shard: int, *, read: bool) -> str:
    """The hash key of a list; the first shard has no number."""
    return f"{READ if read else UNREAD}#{unit_id}" + (f"#{shard}" if shard else "")


def place_of(response: Response) -> str:
    """The place of a response in a list: its time, and its id, so that no two have the same."""
    return f"{response.received_at.astimezone(UTC).isoformat(timespec='microseconds')}#{response.id}"


class ListedIndex(GlobalSecondaryIndex[AnyModel], Generic[AnyModel]):  # type: ignore[no-untyped-call]
    """The index of what is listed: hash `listed` (a list), range `listed_at` (a moment in UTC and an id)."""

    class Meta:
        index_name = "listed"
        projection = AllProjection()

    listed = UnicodeAttribute(hash_key=True)
    listed_at = UnicodeAttribute(range_key=True)


def newest_first(
    index: ListedIndex[AnyModel], lists: Sequence[str], since: str, before: str, most: int
) -> Iterator[AnyModel]:
    """The items of several lists from `since` on and before `before`, the newest first; both may be "".

    Read page by page: about `most` items over all lists come with the first pages, which are read side by side.
    """
    place: Any = ListedIndex.listed_at.between(
        since or FIRST, before or LAST
    )  # both ends; the upper one is left out below
    size = max(1, most // max(1, len(lists)))
    lines = [index.query(one, place, scan_index_forward=False, page_size=size) for one in lists]
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        firsts = list(pool.map(lambda line: list(_first(line)), lines))
    begun = [chain(first, line) for first, line in zip(firsts, lines, strict=True)]
    merged = merge(*begun, key=lambda item: str(item.listed_at), reverse=True)
    return (item for item in merged if item.listed_at != before)


def _first(line: Iterator[AnyModel]) -> Iterator[AnyModel]:
    first = next(line, None)
    if first is not None:
        yield first
