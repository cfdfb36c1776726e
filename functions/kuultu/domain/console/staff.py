"""Staff who may sign in: the people of the units and of the directory, and what each of them may see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from kuultu.domain.calendar.working_time import day_of
from kuultu.domain.people import Person
from kuultu.domain.surveys.survey import Survey
from kuultu.domain.surveys.unit import Unit


@dataclass(frozen=True)
class Staff:
    """A person who may sign in: the ids of the units that they own or manage, today for others who are away too.

    An administrator sees every unit in `known`. `language` is that of the person's first unit, `time_zone` too.
    """

    person: Person
    language: str
    time_zone: str
    owns: frozenset[str] = frozenset()
    manages: frozenset[str] = frozenset()
    administrator: bool = False
    known: frozenset[str] = frozenset()

    @property
    def units(self) -> frozenset[str]:
        """The units in which the person has a role of their own."""
        return self.owns | self.manages

    @property
    def visible(self) -> frozenset[str]:
        """The units whose answers and cases the person may see."""
        return self.known | self.units if self.administrator else self.units

    def sees(self, unit_id: str) -> bool:
        """True if the person may see the answers and cases of a unit; an administrator those of former units too."""
        return self.administrator or unit_id in self.units


def staff_at(address: str, surveys: Sequence[Survey], now: datetime) -> Staff | None:
    """The staff member with a mail address; None for everybody else.

    A member of the directory without a unit may see nothing, and is nobody here. `surveys` know who is away.
    """
    found = [(survey, unit) for survey in surveys for unit in survey.units]
    owned = [unit for survey, unit in found if _stands(address, unit.owner, survey, unit, now)]
    managed = [unit for survey, unit in found if _stands(address, unit.manager, survey, unit, now)]
    contacts = [who for survey in surveys if (who := survey.directory.contact_person) and who.has(address)]
    theirs = [*owned, *managed, *(unit for _, unit in found)]
    if not (owned or managed or contacts):
        return None
    named = [*contacts, *_people(surveys)]
    return Staff(
        person=next(who for who in named if who.has(address)),
        language=theirs[0].language,
        time_zone=theirs[0].time_zone,
        owns=frozenset(unit.id for unit in owned),
        manages=frozenset(unit.id for unit in managed),
        administrator=bool(contacts),
        known=frozenset(unit.id for _, unit in found),
    )


def _stands(address: str, person: Person, survey: Survey, unit: Unit, now: datetime) -> bool:
    """True if the address is that of a person, or of whoever stands in for them today by the clock of the unit."""
    if person.has(address):
        return True
    return survey.directory.present(person, day_of(now, unit.time_zone), unit.manager).has(address)


def people_of(surveys: Iterable[Survey]) -> dict[str, str]:
    """The names of all people of the units and of the directory, by mail address, in the order of the names."""
    names = {person.email: person.name for person in _people(surveys)}
    return dict(sorted(names.items(), key=lambda one: (one[1].casefold(), one[0])))


def _people(surveys: Iterable[Survey]) -> Iterable[Person]:
    for survey in surveys:
        yield from (who for unit in survey.units for who in (unit.owner, unit.manager))
        yield from (member.person for member in survey.people)
