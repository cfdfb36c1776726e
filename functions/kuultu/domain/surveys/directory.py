"""The directory: the people and units of the organisation, published once; surveys refer to the units by id."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from kuultu.domain.people import Person
from kuultu.domain.surveys.absence import Absence

Document = Mapping[str, Any]
ROLES = ("owner", "manager")
"""The roles of people in a unit."""


@dataclass(frozen=True)
class Member:
    """A person in the directory: the languages in which they answer, and the id of their deputy ("" without one)."""

    id: str
    person: Person
    languages: tuple[str, ...] = ()
    phone: str = ""
    deputy: str = ""


@dataclass(frozen=True)
class Directory:
    """The people of the organisation; `contact` is the id of whoever managers turn to.

    `absences` are not part of the published document: each person's are kept for themselves, by time.
    """

    members: tuple[Member, ...] = ()
    contact: str = ""
    absences: tuple[Absence, ...] = ()

    def with_absences(self, absences: Sequence[Absence]) -> "Directory":
        """The same directory with other absences."""
        return replace(self, absences=tuple(absences))

    def member(self, name: str) -> Member | None:
        """The member with an id; None for an unknown id, and for ""."""
        return next((member for member in self.members if member.id == name), None) if name else None

    def member_at(self, address: str) -> Member | None:
        """The member with a mail address; None for an address that is not in the directory."""
        return next((member for member in self.members if member.person.has(address)), None)

    def deputy_of(self, address: str) -> Person | None:
        """The deputy of the person with a mail address; None without one."""
        member = self.member_at(address)
        deputy = self.member(member.deputy) if member else None
        return deputy.person if deputy else None

    @property
    def contact_person(self) -> Person | None:
        """The person whom managers turn to; None without one."""
        contact = self.member(self.contact)
        return contact.person if contact else None

    def absences_of(self, member: Member) -> list[Absence]:
        """The absences of a member, by time."""
        return [absence for absence in self.absences if absence.person == member.id]

    def absence_at(self, address: str, day: date) -> Absence | None:
        """The absence of the person with a mail address on a day; None for whoever is there, or is not a member."""
        member = self.member_at(address)
        known = self.absences_of(member) if member else []
        return next((absence for absence in known if absence.covers(day)), None)

    def present(self, person: Person, day: date, manager: Person) -> Person:
        """The person, or whoever stands in on a day of absence; `manager` is that of the unit.

        The order is: the deputy of the absence or else of the directory, the deputy's deputy and so on, the manager and
        the contact with their deputies. The person, if everybody is away.
        """
        if self.absence_at(person.email, day) is None:
            return person
        asked: set[str] = set()
        for first in (person, manager, self.contact_person):
            member = self.member_at(first.email) if first else None
            while member and member.id not in asked:
                asked.add(member.id)
                absence = self.absence_at(member.person.email, day)
                if absence is None:
                    return member.person
                member = self.member(absence.deputy or member.deputy)
        return person


def directory_from(document: Document) -> Directory:
    """The directory in its document (parsed TOML or JSON); an empty document is an empty directory."""
    members = tuple(
        Member(
            one["id"], _person(one), tuple(one.get("languages", ())), str(one.get("phone", "")), one.get("deputy", "")
        )
        for one in document.get("people", ())
    )
    return Directory(members, document.get("contact", ""))


def _person(one: Document) -> Person:
    return Person(one["name"], one["email"])


def refers(survey: Document) -> bool:
    """True if the definition of a survey names its units by id; False if they stand there as tables."""
    return any(isinstance(unit, str) for unit in survey["units"])


def missing_units(survey: Document, directory: Document) -> list[str]:
    """The ids in the definition of a survey that are no units of the directory."""
    known = {unit["id"] for unit in directory.get("units", ())}
    return [unit for unit in survey["units"] if isinstance(unit, str) and unit not in known]


def unit_tables(survey: Document, directory: Document) -> Sequence[Document]:
    """The units of a survey as tables with owner and manager, joined with the directory if the survey names ids.

    A unit that the directory no longer has is left out; without any other, the directory's first unit takes its place.
    """
    if not refers(survey):
        tables: Sequence[Document] = survey["units"]
        return tables
    units = {unit["id"]: unit for unit in units_of(directory)}
    return [units[name] for name in survey["units"] if name in units] or list(units.values())[:1]


def units_of(directory: Document) -> list[Document]:
    """The units of the directory as tables with owner and manager."""
    people = {one["id"]: {"name": one["name"], "email": one["email"]} for one in directory.get("people", ())}
    return [{**unit, **{role: people[unit[role]] for role in ROLES}} for unit in directory.get("units", ())]
