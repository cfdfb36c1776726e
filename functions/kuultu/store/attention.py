"""The attention index: items that the sweep still has to see to, by time, in shards that share the load of writing."""

import zlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from heapq import merge
from typing import Any, Generic

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection

from kuultu.settings import settings
from kuultu.store.tables import AnyModel

FIRST_SHARD = "open"
"""The hash key of shard 0, and of every item that an earlier release has stored."""

PAGE = 500
"""Keys in one answer of DynamoDB: a sweep reads on only when it has seen to these."""


class AttentionIndex(GlobalSecondaryIndex[AnyModel], Generic[AnyModel]):  # type: ignore[no-untyped-call]
    """The sparse index of items that need attention: hash `attention` (a shard), range `attend_at` (UTC)."""

    class Meta:
        index_name = "attention"
        projection = KeysOnlyProjection()

    attention = UnicodeAttribute(hash_key=True)
    attend_at = UTCDateTimeAttribute(range_key=True)


def attention_of(key: str) -> str:
    """The hash key in the attention index for an item of a case, by the case's id or a mail's: a case has one shard."""
    return shard_name(shard_of(key))


def shard_of(key: str) -> int:
    """The shard of an item of a case, by the case's id or a mail's."""
    case_id = key.partition("-")[0]
    return zlib.crc32(case_id.encode()) % settings().attention_shards


def shard_name(shard: int) -> str:
    """The hash key of a shard."""
    return f"{FIRST_SHARD}#{shard}" if shard else FIRST_SHARD


def due(
    index: AttentionIndex[AnyModel], shards: Iterable[int], until: datetime, since: datetime | None = None
) -> Iterator[AnyModel]:
    """The keys of the items in some shards that are due, the longest waiting first; read page by page.

    What is dated anew meanwhile, behind `until`, is not met again. With `since`, only what is due from then on.
    """
    lines = (index.query(shard_name(shard), _range(until, since), page_size=PAGE) for shard in shards)
    return merge(*lines, key=lambda item: item.attend_at)  # type: ignore[attr-defined]


def count_due(index: AttentionIndex[AnyModel], shards: Iterable[int], until: datetime) -> int:
    """The number of items in some shards that are due; costs reading their keys."""
    return sum(index.count(shard_name(shard), _range(until, None)) for shard in shards)


def _range(until: datetime, since: datetime | None) -> Any:  # noqa: ANN401 - PynamoDB's
    return AttentionIndex.attend_at.between(since, until) if since else AttentionIndex.attend_at <= until
