"""The dossier of a case: the record, the response and the survey's version."""

from dataclasses import dataclass, replace

from kuultu.domain.cases.case import Case, CaseRecord
from kuultu.domain.cases.task import Task
from kuultu.domain.law import law_of
from kuultu.domain.law.law import Law
from kuultu.domain.people import Person, somebody_at
from kuultu.domain.responses.response import Answer, Response, unhappy_scores
from kuultu.domain.surveys.survey import Question, Survey, label_of, text_in
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
        """The unit that the response is about."""
        return self.survey.unit(self.response.context.unit)

    @property
    def law(self) -> Law:
        """The law of the unit's country."""
        return law_of(self.unit.holidays)

    @property
    def unhappy(self) -> bool:
        """True if a score is negative; False if only a wish for contact or a topic made the verdict negative."""
        return bool(unhappy_scores(self.response.answers, self.survey))

    @property
    def words(self) -> str:
        """The customer's own words: the first answer to a question of kind `text`; empty without such an answer."""
        texts = (self.response.answers.get(item.id) for item in self.survey.questions if item.kind == "text")
        return next((text for text in texts if isinstance(text, str)), "")

    @property
    def first_score(self) -> int | None:
        """The customer's first answer to the question that the follow-up asks again; None without an answer."""
        question = self.survey.first_scored
        score = self.response.answers.get(question.id) if question else None
        return score if isinstance(score, int) else None

    def answers_in(self, language: str) -> list[tuple[str, str]]:
        """Pairs of question and answer as readable texts, in the survey's order; without unanswered questions."""
        answers = self.response.answers
        asked = [item for item in self.survey.questions if item.id in answers]
        return [(text_in(item.text, language), _readable(item, answers[item.id], language)) for item in asked]

    def person_at(self, address: str) -> Person:
        """The person with a mail address, named as in the case or the survey, else as the address spells the name."""
        known = [self.case.owner, self.case.manager, *(task.assignee for task in self.record.tasks)]
        known += [who for unit in self.survey.units for who in (unit.owner, unit.manager)]
        known += [member.person for member in self.survey.people]
        return next((person for person in known if person.has(address)), somebody_at(address))

    def another_manager(self, address: str) -> Person | None:
        """A manager other than the person with a mail address: of the case, the unit, else any; None if all are one."""
        managers = [self.case.manager, self.unit.manager, *(unit.manager for unit in self.survey.units)]
        return next((manager for manager in managers if not manager.has(address)), None)

    def with_record(self, record: CaseRecord) -> "Dossier":
        """The same dossier with a newer record."""
        return replace(self, record=record)

    def with_task(self, task: Task) -> "Dossier":
        """The same dossier with a new or changed task."""
        return self.with_record(self.record.having(task))

    def with_case(self, case: Case) -> "Dossier":
        """The same dossier with a changed case."""
        return replace(self, record=replace(self.record, case=case))


def _readable(question: Question, answer: Answer, language: str) -> str:
    if question.scale:
        return f"{answer} / {question.scale[1]}"
    if question.kind == "choice":
        chosen = answer if isinstance(answer, list) else [str(answer)]
        return ", ".join(label_of(question.choices, value, language) for value in chosen)
    return str(answer)
