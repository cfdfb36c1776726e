"""The dossier of a case: the record, the response and the survey's version."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from kuultu.domain.calendar.working_time import day_of
from kuultu.domain.cases.case import Case, CaseRecord
from kuultu.domain.cases.events import AddressCorrected
from kuultu.domain.cases.task import Task
from kuultu.domain.law import law_of
from kuultu.domain.law.law import Law
from kuultu.domain.people import Person, somebody_at
from kuultu.domain.responses.readable_answers import answers_in, texts_in
from kuultu.domain.responses.response import Response, unhappy_scores
from kuultu.domain.surveys.absence import Absence
from kuultu.domain.surveys.survey import Survey, text_in
from kuultu.domain.surveys.unit import Unit


@dataclass(frozen=True)
class Dossier:
    """The record of a case, the response that began the case, and the survey's version that the customer answered."""

    record: CaseRecord
    response: Response
    survey: Survey

    @property
    def case(self) -> Case:
        """The case, without tasks."""
        return self.record.case

    @property
    def unit(self) -> Unit:
        """The unit that the response is about, or to which it was passed on."""
        return self.survey.unit(self.case.unit or self.response.context.unit)

    @property
    def law(self) -> Law:
        """The law of the unit's country."""
        return law_of(self.unit.holidays)

    @property
    def unhappy(self) -> bool:
        """True if a score is negative, or staff heard the complaint; False if only a wish or a topic counts."""
        return self.response.entered or bool(unhappy_scores(self.response.answers, self.survey))

    @property
    def words(self) -> str:
        """The customer's own words: the first answer to a question of kind `text`; empty without such an answer."""
        return next(iter(self.texts), "")

    @property
    def texts(self) -> list[str]:
        """The customer's answers to questions of kind `text`, in the survey's order."""
        return texts_in(self.response.answers, self.survey)

    @property
    def customer_email(self) -> str:
        """The customer's mail address: as corrected last, else as the customer gave it; "" without one."""
        corrected = [event.address for event in self.case.events if isinstance(event, AddressCorrected)]
        return corrected[-1] if corrected else self.response.contact.email

    def topic_in(self, language: str) -> str:
        """The label of the first topic that the customer picked, in the survey's words; empty without a topic."""
        picked = self.survey.chosen(self.response.answers)
        return text_in(picked[0].label, language) if picked else ""

    @property
    def first_score(self) -> int | None:
        """The customer's first answer to the question that the follow-up asks again; None without an answer."""
        question = self.survey.first_scored
        score = self.response.answers.get(question.id) if question else None
        return score if isinstance(score, int) else None

    def answers_in(self, language: str) -> list[tuple[str, str]]:
        """Pairs of question and answer as readable texts, in the survey's order; without unanswered questions."""
        return answers_in(language, self.response.answers, self.survey)

    def person_at(self, address: str) -> Person:
        """The person with a mail address, named as in the case or the survey, else as the address spells the name."""
        return next((person for person in self.people if person.has(address)), somebody_at(address))

    @property
    def people(self) -> list[Person]:
        """Everybody known here: the people of the case, of the units, and of the directory."""
        known = [self.case.owner, self.case.manager, *(task.assignee for task in self.record.tasks)]
        known += [who for unit in self.survey.units for who in (unit.owner, unit.manager)]
        return known + [member.person for member in self.survey.people]

    def another_manager(self, address: str) -> Person | None:
        """A manager other than the person with a mail address: of the case, the unit, else any; None if all are one."""
        managers = [self.case.manager, self.unit.manager, *(unit.manager for unit in self.survey.units)]
        return next((manager for manager in managers if not manager.has(address)), None)

    def present(self, person: Person, now: datetime) -> Person:
        """The person, or whoever stands in for them today."""
        return self.survey.directory.present(person, self._today(now), self.unit.manager)

    def absence_of(self, person: Person, now: datetime) -> Absence | None:
        """The absence of a person today, by the clock of the unit; None for whoever is there."""
        return self.survey.directory.absence_at(person.email, self._today(now))

    def _today(self, now: datetime) -> date:
        return day_of(now, self.unit.time_zone)

    def absent_owner(self, now: datetime) -> tuple[Person, date] | None:
        """The unit's owner with the last day of their absence, if the owner of the case stands in today; else None."""
        absence, usual = self.absence_of(self.unit.owner, now), self.unit.owner
        stands_in = absence is not None and self.case.owner.has(self.present(usual, now).email)
        return (usual, absence.last) if absence and stands_in and not self.case.owner.has(usual.email) else None

    def in_unit(self, unit_id: str) -> "Dossier":
        """The same dossier in another unit; "" for the present one."""
        return self.with_case(replace(self.case, unit=unit_id)) if unit_id else self

    def with_record(self, record: CaseRecord) -> "Dossier":
        """The same dossier with a newer record."""
        return replace(self, record=record)

    def with_task(self, task: Task) -> "Dossier":
        """The same dossier with a new or changed task."""
        return self.with_record(self.record.having(task))

    def with_case(self, case: Case) -> "Dossier":
        """The same dossier with a changed case."""
        return replace(self, record=replace(self.record, case=case))
