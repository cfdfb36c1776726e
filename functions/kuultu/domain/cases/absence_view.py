"""The view of a person's absences, and the rules of what is said there."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from kuultu.domain.calendar.working_time import day_of
from kuultu.domain.cases.address_check import AddressCheck
from kuultu.domain.cases.decisions import Fields
from kuultu.domain.cases.form_check import checked_form, date_in
from kuultu.domain.cases.payloads.absences import AbsenceNote
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import entry_of
from kuultu.domain.people import Person
from kuultu.domain.responses.submission import EmailCheck
from kuultu.domain.surveys.absence import Absence
from kuultu.domain.surveys.directory import Directory, Member
from kuultu.domain.surveys.unit import Unit
from kuultu.errors import Flaw, Invalid, KuultuError

LONGEST = timedelta(days=366)
"""The longest time from today to the end of an absence."""


@dataclass(frozen=True)
class AbsenceView:
    """The absences of a person (`reader`), and of those for whom they can speak; with `filled` for a `problem`."""

    reader: Member
    directory: Directory
    units: tuple[Unit, ...]
    now: datetime
    problem: KuultuError | None = None
    filled: Mapping[str, str] = field(default_factory=dict)

    @property
    def unit(self) -> Unit:
        """The reader's unit: that of a role, or of the person whose deputy they are; else the first."""
        near = [self.reader, *(one for one in self.directory.members if one.deputy == self.reader.id)]
        roles = [(unit, who) for unit in self.units for who in (unit.owner, unit.manager)]
        own = (unit for one in near for unit, who in roles if who.has(one.person.email))
        return next(own, self.units[0])

    @property
    def today(self) -> date:
        """The day by the clock of the reader's unit."""
        return day_of(self.now, self.unit.time_zone)

    @property
    def others(self) -> list[Member]:
        """The people for whom the reader can speak: a manager for the owners of their units and the owners' deputies.

        The contact can speak for everybody.
        """
        members = [one for one in self.directory.members if one.id != self.reader.id]
        if self.reader.id == self.directory.contact:
            return members
        owners = [unit.owner for unit in self.units if unit.manager.has(self.reader.person.email)]
        deputies = [self.directory.deputy_of(owner.email) for owner in owners]
        theirs = [*owners, *(deputy for deputy in deputies if deputy)]
        return [one for one in members if any(one.person.has(who.email) for who in theirs)]

    @property
    def known(self) -> list[tuple[Member, Absence, Person]]:
        """The absences that are not over, of the reader and of the others: each with who stands in on its first day."""
        return [(member, *one) for member in (self.reader, *self.others) for one in self.known_of(member)]

    def known_of(self, member: Member) -> list[tuple[Absence, Person]]:
        """The absences of a member that are not over, each with who stands in on its first day, or today."""
        known = [absence for absence in self.directory.absences_of(member) if absence.last >= self.today]
        return [(absence, self._stands_in(member, absence)) for absence in known]

    def _stands_in(self, member: Member, absence: Absence) -> Person:
        unit = replace(self, reader=member).unit
        return self.directory.present(member.person, max(absence.first, self.today), unit.manager)


@dataclass(frozen=True)
class Noted:
    """What was said of a member: away, with the absence; or back, without one."""

    member: Member
    absence: Absence | None


def noted_in(data: Fields, view: AbsenceView, email_flaw: EmailCheck) -> Noted:
    """What is said in the fields of the form; raises Invalid with a flaw per field that must be changed."""
    people = tuple(member.person for member in view.directory.members)
    choice, fields = checked_form(entry_of(TaskKind.ABSENCE).form, data, None, AddressCheck(email_flaw, "", people))
    note = AbsenceNote.read(fields)
    member = view.directory.member_at(note.person_email) if note.person_email else view.reader
    if member not in (view.reader, *view.others):
        raise Invalid(flaws=(Flaw("person_email", "not-theirs", "Only a manager can say this of somebody."),))
    if choice == AbsenceNote.BACK:
        return Noted(member, None)
    deputy = view.directory.member_at(note.deputy_email)
    flaws = [*_date_flaws(date_in(note.first), date_in(note.last), view.today), *_deputy_flaws(deputy, member)]
    if flaws:
        raise Invalid(flaws=tuple(flaws))
    days = (date.fromisoformat(note.first), date.fromisoformat(note.last))
    return Noted(member, Absence(member.id, *days, deputy.id if deputy else ""))


def _deputy_flaws(deputy: Member | None, member: Member) -> list[Flaw]:
    return [Flaw("deputy_email", "is-absent", "Somebody else stands in.")] if deputy == member else []


def _date_flaws(first: date | None, last: date | None, today: date) -> list[Flaw]:
    """The flaws of the days of an absence: missing, in the wrong order, over already, or too far away."""
    if first is None or last is None:
        missing = [name for name, day in (("from", first), ("until", last)) if day is None]
        return [Flaw(name, "required", "This field must be filled in.") for name in missing]
    if last < first:
        return [Flaw("until", "before-from", "The last day is not before the first.")]
    if last < today:
        return [Flaw("until", "over", "These days are over.")]
    if last - min(first, today) > LONGEST:
        return [Flaw("until", "too-far", "At most a year.")]
    return []
