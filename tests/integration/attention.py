"""What the sweep would find, and when it would."""

from datetime import datetime

from kuultu.settings import settings
from kuultu.store.open_items import open_items


def due_keys(kind: str, until: datetime) -> list[tuple[str, ...]]:
    """The keys of the items of a kind that are due by then, the longest waiting first."""
    return [key for key, _ in open_items(kind, range(settings().attention_shards), until)]
