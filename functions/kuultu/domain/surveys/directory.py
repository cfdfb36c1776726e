"""The directory: the people and units of the organisation, published once; surveys refer to the units by id."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kuultu.domain.people import Person

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
    """The people of the organisation; `contact` is the id of whoever managers turn to."""

    members: tuple[Member, ...] = ()
    contact: str = ""

    def member_at(self, address: str) -> Member | None:
        """The member with a mail address; None for an address that is not in the directory."""
        return next((member for member in self.members if member.person.has(address)), None)

    def deputy_of(self, address: str) -> Person | None:
        """The deputy of the person with a mail address; None without one."""
        member = self.member_at(address)
        return next((other.person for other in self.members if member and other.id == member.deputy), None)


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
    people = {one["id"]: {"name": one["name"], "email": one["email"]} for one in directory.get("people", ())}
    units = {
        unit["id"]: {**unit, **{role: people[unit[role]] for role in ROLES}} for unit in directory.get("units", ())
    }
    return [units[name] for name in survey["units"] if name in units] or list(units.values())[:1]
