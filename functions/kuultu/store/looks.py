"""The reading record: who looked at whose data, and when; added to, never changed."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.models import Model

from kuultu.domain.console.look import Look
from kuultu.domain.people import hash_of_address
from kuultu.store.tables import Connection, TableName


class DayIndex(GlobalSecondaryIndex[Any]):  # type: ignore[no-untyped-call]
    """The looks of a day (UTC), in order."""

    class Meta:
        index_name = "day"
        projection = AllProjection()

    day = UnicodeAttribute(hash_key=True)
    seen = UnicodeAttribute(range_key=True)


class LookItem(Model):
    """Hash `about`, range `seen`: the moment (UTC) and a hash of the person, so that two never meet."""

    class Meta(Connection):
        table_name = TableName("looks_table")

    about = UnicodeAttribute(hash_key=True)
    seen = UnicodeAttribute(range_key=True)
    day = UnicodeAttribute()
    what = UnicodeAttribute()
    who = UnicodeAttribute()
    at = UTCDateTimeAttribute()
    by_day = DayIndex()


def note_look(look: Look) -> None:
    """Add a look to the record."""
    seen = f"{look.at.isoformat(timespec='microseconds')}#{hash_of_address(look.who)}#{look.what}"
    day = look.at.date().isoformat()
    LookItem(look.about, seen, day=day, what=look.what, who=look.who, at=look.at).save()


def latest_looks(about: str, most: int) -> list[Look]:
    """The latest looks at an answer or case, the newest first."""
    return [_look(item) for item in LookItem.query(about, scan_index_forward=False, limit=most)]


def looks_of_day(day: date) -> Iterator[Look]:
    """The looks of a day (UTC), the newest first; read page by page."""
    return (_look(item) for item in LookItem.by_day.query(day.isoformat(), scan_index_forward=False))


def _look(item: LookItem) -> Look:
    return Look(item.about, item.what, item.who, item.at)
