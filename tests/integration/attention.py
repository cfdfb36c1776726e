"""What the sweep would find, and when it would."""

from datetime import datetime

from kuultu.services.sweep import sweep
from kuultu.settings import settings
from kuultu.store.open_items import KINDS, open_items
from tests.integration.moto_backends import ended_executions, rows


def due_keys(kind: str, until: datetime) -> list[tuple[str, ...]]:
    """The keys of the items of a kind that are due by then, the longest waiting first."""
    return [key for key, _ in open_items(kind, range(settings().attention_shards), until)]


def sweep_if_due(now: datetime) -> None:
    """The sweep runs, but for one that would find nothing due: in a long time that passes, most are such."""
    if anything_due(now):
        sweep(now)


def anything_due(now: datetime) -> bool:
    """True if a sweep would find something to see to."""
    return bool(ended_executions().messages) or any(row["attend_at"] <= _stored(now) for row in _attended())


def _attended() -> list[dict[str, str]]:
    return [row for kind in KINDS for row in rows(kind) if "attention" in row]


def _stored(moment: datetime) -> str:
    """A moment (UTC) as the tables hold it, later ones greater."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%f%z")
