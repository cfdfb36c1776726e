"""Absences of people of the directory: a partition of the cases' table, so that whoever sees to cases can read them."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from pynamodb.attributes import JSONAttribute, NumberAttribute

from kuultu.domain.surveys.absence import Absence
from kuultu.errors import Decided
from kuultu.store.case_items import CasePartitionItem
from kuultu.store.tables import wrote

ABSENCES = "#absences"
"""The hash key of all absences, which no case can have as its id."""

MOST_TRIES = 3

Change = Callable[[Sequence[Absence]], Sequence[Absence]]


class AbsenceItem(CasePartitionItem, discriminator="absence"):
    """Hash ABSENCES, range the id of a person: all their absences, by time. `number` counts the changes."""

    spans: JSONAttribute = JSONAttribute()
    number = NumberAttribute()


def all_absences() -> list[Absence]:
    """The absences of all people, each person's by time; past ones may be among them."""
    return [absence for item in AbsenceItem.query(ABSENCES, consistent_read=True) for absence in _absences_in(item)]


def change_absences(person: str, change: Change, now: datetime) -> list[Absence]:
    """Change the absences of a person (an id); returns them. Raises Decided if others change them all the time."""
    for _ in range(MOST_TRIES):
        known = next(iter(AbsenceItem.query(ABSENCES, AbsenceItem.item == person, consistent_read=True)), None)
        after = change(_absences_in(known) if known else [])
        number = int(known.number) if known else 0
        item = AbsenceItem(ABSENCES, person, opened_at=now, spans=[_kept(one) for one in after], number=number + 1)
        unchanged = AbsenceItem.number == number if known else AbsenceItem.case_id.does_not_exist()
        if wrote(item.save, unchanged):
            return list(after)
    raise Decided("The absences of this person were changed in the same moment.")


def _absences_in(item: AbsenceItem) -> list[Absence]:
    return [
        Absence(item.item, date.fromisoformat(first), date.fromisoformat(last), deputy)
        for first, last, deputy in item.spans
    ]


def _kept(absence: Absence) -> list[str]:
    return [absence.first.isoformat(), absence.last.isoformat(), absence.deputy]
