"""Reading of lists: several at once, the newest first; apart from the index, as who only writes needs no threads."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from heapq import merge
from itertools import chain, islice
from typing import Any

from kuultu.store.listed import ListedIndex, moment
from kuultu.store.tables import AnyModel

SIDE_BY_SIDE = 8
"""Lists that are begun at the same time."""

MOST_AT_ONCE = 1_000
"""Items of one call: DynamoDB ends each at a megabyte, and what a call brings too much is paid for."""

FIRST, LAST = "0", "~"
"""Come before and behind every time."""

Span = tuple[datetime | None, datetime | None]
"""The first moment of a time and the moment after its last; None for no bound."""


def newest_first(
    index: ListedIndex[AnyModel], lists: Sequence[str], span: Span, before: str, most: int
) -> Iterator[AnyModel]:
    """The items of several lists in a span of time, the newest first; from a place on if `before` is not "".

    Read page by page: as many as the reader takes at `most` come with the first pages, which are read side by side.
    """
    first, end = span
    upper = min(bound for bound in (before, moment(end) if end else "", LAST) if bound)
    place: Any = ListedIndex.listed_at.between(moment(first) if first else FIRST, upper)
    size = 1 + min(most // max(1, len(lists)), MOST_AT_ONCE)  # one more: `between` takes both ends
    lines = [index.query(one, place, scan_index_forward=False, page_size=size) for one in lists]
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        firsts = list(pool.map(lambda line: list(islice(line, 1)), lines))
    begun = [chain(one, line) for one, line in zip(firsts, lines, strict=True)]
    merged = merge(*begun, key=lambda item: str(item.listed_at), reverse=True)
    return (item for item in merged if item.listed_at != before)
