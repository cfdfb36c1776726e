"""A model of DynamoDB's partitions, fed with what the real handlers write and read.

A key takes 1,000 write units and 3,000 read units a second (developer guide, "burst and adaptive capacity"). A write of
up to 1 KB is a unit, a read of up to 4 KB half a unit, or a whole one if consistent. An index is written beside its
table when what it holds of an item changes: an entry that moves is deleted and put. When a key of an index takes no
more, DynamoDB refuses writes to the table that feeds it (back-pressure).
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from math import ceil
from sys import _getframe
from typing import Any
from unittest.mock import patch

from moto.dynamodb.models import DynamoDBBackend

from kuultu.store.attention import attention_of, shard_of

WRITES, READS = 1_000, 3_000
"""The units of a key in a second."""

READING = {"get_item": 1.0, "batch_get_item": 0.5}
"""The units of 4 KB by what moto does: an item alone is read consistently, several together are not."""


@dataclass(frozen=True)
class Use:
    """The units that one call takes of a key: of a table, or of an index (table and index with a blank between)."""

    where: str
    key: str
    writes: float = 0
    reads: float = 0


@dataclass
class Traffic:
    """The uses that were recorded, in order."""

    uses: list[Use] = field(default_factory=list)

    def write(self, table: Any, key: str, before: Any, after: Any) -> None:  # noqa: ANN401 - moto's
        """Note a write of an item, and what it moves in the indexes."""
        size = max((one.size() for one in (before, after) if one), default=0)
        self.uses.append(Use(table.name, key, writes=max(1, ceil(size / 1024))))
        for index in table.global_indexes:
            old, new = _entry(index, before), _entry(index, after)
            if old == new:
                continue
            moved = {entry.keys: entry for entry in (old, new) if entry}
            self.uses += [Use(f"{table.name} {index.name}", keys[0], writes=one.units) for keys, one in moved.items()]


@contextmanager
def recorded() -> Iterator[Traffic]:
    """Record every item that is written or read, and every query; a write that is refused costs like one."""
    traffic, backend = Traffic(), DynamoDBBackend
    put, update, delete = backend.put_item, backend.update_item, backend.delete_item
    get, query = backend.get_item, backend.query

    def writing(write: Callable[..., Any], *, leaves: bool = True) -> Callable[..., Any]:
        def recorded(self: Any, table_name: str, key: Any, *rest: Any, **more: Any) -> Any:  # noqa: ANN401
            before, table = _present(self, table_name, key), self.get_table(table_name)
            try:
                answer = write(self, table_name, key, *rest, **more)
            except Exception:
                traffic.uses.append(Use(table.name, _name(table, key), writes=1))
                raise
            traffic.write(table, _name(table, key), before, answer if leaves else None)
            return answer

        return recorded

    def getting(self: Any, table_name: str, keys: Any, *rest: Any, **more: Any) -> Any:  # noqa: ANN401
        found = get(self, table_name, keys, *rest, **more)
        share = READING.get(_getframe(1).f_code.co_name)
        if share is None:  # moto looks an item up before it changes it
            return found
        units = share * (max(1, ceil(found.size() / 4096)) if found else 1)
        traffic.uses.append(Use(table_name, _name(self.get_table(table_name), keys), reads=units))
        return found

    def querying(self: Any, table_name: str, hash_key: Any, *rest: Any, **more: Any) -> Any:  # noqa: ANN401
        found = query(self, table_name, hash_key, *rest, **more)
        pages = max(1, ceil(sum(one.size() for one in found[0]) / 4096))
        where = f"{table_name} {more['index_name']}" if more.get("index_name") else table_name
        units = pages if more.get("consistent_read") else pages / 2
        traffic.uses.append(Use(where, str(next(iter(hash_key.values()))), reads=units))
        return found

    with (
        patch.object(backend, "put_item", writing(put)),
        patch.object(backend, "update_item", writing(update)),
        patch.object(backend, "delete_item", writing(delete, leaves=False)),
        patch.object(backend, "get_item", getting),
        patch.object(backend, "query", querying),
    ):
        yield traffic


def _present(backend: Any, table_name: str, key: Any) -> Any:  # noqa: ANN401 - moto's
    """A copy of the item that a write is about to change; None if there is none."""
    table = backend.get_table(table_name)
    wanted = {name: key[name] for name in (table.hash_key_attr, table.range_key_attr) if name}
    same = (one for one in table.all_items() if all(_value(one, name) == value for name, value in wanted.items()))
    return deepcopy(next(same, None))


def _value(item: Any, name: str) -> Any:  # noqa: ANN401 - moto's
    return item.attrs[name].to_json()


def _name(table: Any, key: Any) -> str:  # noqa: ANN401 - moto's
    return str(next(iter(key[table.hash_key_attr].values())))


@dataclass(frozen=True)
class Entry:
    """The entry of an item in an index: its keys, and all that the index holds of the item."""

    keys: tuple[str, ...]
    held: Mapping[str, Any]
    units: float


def _entry(index: Any, item: Any) -> Entry | None:  # noqa: ANN401 - moto's
    names = [part["AttributeName"] for part in index.schema]
    if item is None or any(name not in item.attrs for name in names):
        return None
    held = index.project(item)
    keys = tuple(str(item.attrs[name].value) for name in names)
    return Entry(keys, {name: value.to_json() for name, value in held.attrs.items()}, max(1, ceil(held.size() / 1024)))


@dataclass(frozen=True)
class Load:
    """The units that a key has to give in a second."""

    where: str
    key: str
    writes: float
    reads: float

    @property
    def part(self) -> float:
        """The part of what the key can give: above 1 it refuses."""
        return max(self.writes / WRITES, self.reads / READS)


def loads(traffic: Sequence[Use], answer: str, rate: int) -> list[Load]:
    """The loads of all keys when as many answers come in a second as `rate` says, the heaviest first.

    `traffic` is that of one answer; what bears its id is another item for each answer, in the shard of its own id.
    """
    writes: Counter[tuple[str, str]] = Counter()
    reads: Counter[tuple[str, str]] = Counter()
    for number in range(rate):
        own = f"simulated{number:07}"
        for use in traffic:
            key = _key_of(use, own) if " " in use.where else use.key.replace(answer, own)
            writes[use.where, key] += use.writes  # type: ignore[assignment]
            reads[use.where, key] += use.reads  # type: ignore[assignment]
    keys = writes.keys() | reads.keys()
    found = (Load(*key, writes[key], reads[key]) for key in keys)
    return sorted(found, key=lambda load: load.part, reverse=True)


def _key_of(use: Use, own: str) -> str:
    """The key of another answer in an index: that of its own shard."""
    if use.where.endswith(" attention"):
        return attention_of(own)
    return f"{'#'.join(use.key.split('#')[:2])}#{shard_of(own)}"


def refused(heaviest: Load) -> float:
    """The part of the answers that DynamoDB refuses when a key has to give more than it can."""
    return max(0.0, 1 - 1 / heaviest.part) if heaviest.part else 0.0
