"""Everything on record about one case, as whoever handles it sees it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from kuultu.domain.cases.case import Case, CaseRecord
from kuultu.domain.cases.enquiries import outcome_of
from kuultu.domain.cases.stages import stage_of
from kuultu.domain.cases.task import ENQUIRIES, Task
from kuultu.domain.cases.timeline import Finding
from kuultu.domain.people import Person, somebody_at
from kuultu.domain.responses.response import Answer, Response, unhappy_scores
from kuultu.domain.surveys.survey import Question, Survey, Unit, label_of, text_in
from kuultu.errors import KuultuError


@dataclass(frozen=True)
class Dossier:
    """A case with its tasks, the response that began it, and the survey version that was answered."""

    record: CaseRecord
    response: Response
    survey: Survey

    @property
    def case(self) -> Case:
        """The case itself."""
        return self.record.case

    @property
    def unit(self) -> Unit:
        """The unit that the response is about."""
        return self.survey.unit(self.response.context.unit)

    @property
    def unhappy(self) -> bool:
        """Whether the answers themselves are negative, and not only the wish to be contacted."""
        return bool(unhappy_scores(self.response.answers, self.survey))

    @property
    def words(self) -> str:
        """The first thing that the customer wrote in their own words; empty when they wrote nothing."""
        texts = (self.response.answers.get(item.id) for item in self.survey.questions if item.kind == "text")
        return next((text for text in texts if isinstance(text, str)), "")

    def answers_in(self, language: str) -> list[tuple[str, str]]:
        """Question and answer as people read them, in the survey's order."""
        answers = self.response.answers
        asked = [item for item in self.survey.questions if item.id in answers]
        return [(text_in(item.text, language), _readable(item, answers[item.id], language)) for item in asked]

    def person_at(self, address: str) -> Person:
        """Whoever has this address, under the name by which the case or the survey knows them, else the address's."""
        known = [self.case.owner, self.case.manager, *(task.assignee for task in self.record.tasks)]
        known += [who for unit in self.survey.units for who in (unit.owner, unit.manager)]
        return next((person for person in known if person.has(address)), somebody_at(address))

    @property
    def findings(self) -> list[Finding]:
        """What was asked in this round, of whom, and what came of it."""
        return [_finding(task, self.response.contact.name) for task in self.record.of_kind(*ENQUIRIES)]

    def with_record(self, record: CaseRecord) -> "Dossier":
        """The same dossier after something was recorded."""
        return replace(self, record=record)

    def with_task(self, task: Task) -> "Dossier":
        """The same dossier after this task was opened or changed."""
        return self.with_record(self.record.having(task))

    def with_case(self, case: Case) -> "Dossier":
        """The same dossier with its case as given."""
        return replace(self, record=replace(self.record, case=case))


def _finding(task: Task, customer: str) -> Finding:
    return Finding(
        kind=task.kind.value,
        role=task.details.get("role", ""),
        name=customer if task.kind.for_customer else task.assignee.name,
        question=task.details.get("question", ""),
        outcome=outcome_of(task),
        fields=task.decision.fields if task.decision else {},
        at=task.decision.at if task.decision else task.lapsed_at,
        due_at=task.due_at,
    )


def _readable(question: Question, answer: Answer, language: str) -> str:
    if question.scale:
        return f"{answer} / {question.scale[1]}"
    if question.kind == "choice":
        chosen = answer if isinstance(answer, list) else [str(answer)]
        return ", ".join(label_of(question.choices, value, language) for value in chosen)
    return str(answer)


def workflow_state(record: CaseRecord) -> dict[str, str]:
    """What the workflow is told after every step: where the case stands, and until when it may have to wait."""
    follow_up_at = record.case.follow_up_at
    return {
        "stage": stage_of(record).value,
        "reflection_ends_at": timestamp(record.reflection_ends_at),
        "follow_up_at": timestamp(follow_up_at) if follow_up_at else "",
    }


def timestamp(moment: datetime) -> str:
    """A moment as Step Functions reads it: RFC 3339 in UTC, rounded up to the millisecond, never too early."""
    rounded = moment + timedelta(microseconds=-moment.microsecond % 1000)
    return rounded.isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass(frozen=True)
class LinkView:
    """What the bearer of a link sees: the task, the case, and why the form is not (or again) there."""

    dossier: Dossier
    task: Task
    problem: KuultuError | None = None
    filled: Mapping[str, str] = field(default_factory=dict)
    now: datetime | None = None

    @property
    def status(self) -> int:
        """The HTTP status that says it."""
        return self.problem.status if self.problem else 200

    @property
    def language(self) -> str:
        """The language of whoever does this task."""
        customer = self.task.kind.for_customer
        return self.dossier.response.language if customer else self.dossier.unit.language
