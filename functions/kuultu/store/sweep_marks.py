"""Marks of the sweep: the shards at work, their largest number so far, and the people whom each shard has followed.

One partition of the cases' table, read in one query by each sweep.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.models import Model

from kuultu.settings import settings
from kuultu.store.tables import Connection, TableName, wrote

MARKS = "#sweep"
"""The hash key of all marks, which no case can have as its id."""

COUNT = "count"


class SweepMarkItem(Model):
    """Hash MARKS, range COUNT (with the largest `number` of shards), or the four digits of a shard.

    `until` is the end of the run that has the shard to itself, `people` the version of the people that was followed.
    """

    class Meta(Connection):
        table_name = TableName("cases_table")

    case_id = UnicodeAttribute(hash_key=True)
    item = UnicodeAttribute(range_key=True)
    number = NumberAttribute(null=True)
    until = UTCDateTimeAttribute(null=True)
    people = UnicodeAttribute(null=True)


@dataclass(frozen=True)
class SweepMarks:
    """The shards to read, the end of the run that has a shard to itself, and the people whom a shard has followed."""

    shards: Sequence[int]
    until: Mapping[int, datetime]
    people: Mapping[int, str]

    def free(self, now: datetime) -> list[int]:
        """The shards that no other run has to itself."""
        return [shard for shard in self.shards if shard not in self.until or self.until[shard] <= now]


def sweep_marks() -> SweepMarks:
    """The marks as they are; a number of shards above all before is noted, so that a smaller one loses no item."""
    items = {str(item.item): item for item in SweepMarkItem.query(MARKS, consistent_read=True)}
    noted = int(items[COUNT].number or 0) if COUNT in items else 0
    wanted = settings().attention_shards
    if wanted > noted:
        _note_count(wanted)
    shards = {int(key): item for key, item in items.items() if key != COUNT}
    return SweepMarks(
        range(max(wanted, noted)),
        {shard: item.until for shard, item in shards.items() if item.until},
        {shard: item.people for shard, item in shards.items() if item.people},
    )


def _note_count(wanted: int) -> None:
    fewer = SweepMarkItem.number.does_not_exist() | (SweepMarkItem.number < wanted)
    wrote(SweepMarkItem(MARKS, COUNT).update, [SweepMarkItem.number.set(wanted)], condition=fewer)


def take(shard: int, until: datetime, now: datetime) -> bool:
    """Have a shard to oneself for a time; False when another run has it."""
    free = SweepMarkItem.until.does_not_exist() | (SweepMarkItem.until <= now)
    return wrote(_mark(shard).update, [SweepMarkItem.until.set(until)], condition=free)


def give_back(shard: int) -> None:
    """Let other runs have a shard."""
    _mark(shard).update([SweepMarkItem.until.remove()])


def note_people(shard: int, people: str) -> None:
    """Note that all open cases of a shard have been looked at with the people of a version."""
    _mark(shard).update([SweepMarkItem.people.set(people)])


def _mark(shard: int) -> SweepMarkItem:
    return SweepMarkItem(MARKS, f"{shard:04}")
