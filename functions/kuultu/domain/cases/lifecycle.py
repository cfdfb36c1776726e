"""The handling of a case: how it begins, what may be done now, and how it ends; `stages` says where it stands."""

from dataclasses import replace
from datetime import datetime

from kuultu.domain.calendar.clocks import Clocks
from kuultu.domain.calendar.working_time import WorkingTime
from kuultu.domain.cases.case import Case, CaseRecord, Outcome, Stage
from kuultu.domain.cases.enquiries import unheard
from kuultu.domain.cases.promise import promised
from kuultu.domain.cases.stages import stage_of, unhappy_again
from kuultu.domain.cases.task import Decision, Fields, Task, TaskKind
from kuultu.domain.cases.task_deadlines import paced
from kuultu.domain.people import Person
from kuultu.domain.responses.response import Response, legal_days, urgent
from kuultu.domain.surveys.survey import Survey
from kuultu.errors import Gone, TooEarly

AFTER_REFLECTION = {
    TaskKind.CONCLUDE,
    TaskKind.PROPOSE_REMEDY,
    TaskKind.APPROVE_REMEDY,
    TaskKind.REPLY,
}
"""What nobody can do before reflection is over, whoever asks and however."""

BEFORE_THE_CONCLUSION = {Stage.FIND_OUT, Stage.REFLECT, Stage.CONCLUDE}
"""While somebody else can still be asked."""


def open_case(response: Response, survey: Survey, clocks: Clocks, working: WorkingTime, now: datetime) -> Case:
    """The case that a negative response begins: the unit's owner has it, and both clocks run."""
    unit = survey.unit(response.context.unit)
    days = legal_days(response.answers, survey)
    deadline = response.received_at + days * clocks.day if days else None
    return Case(
        id=response.id,
        survey_id=survey.id,
        survey_version=survey.version,
        owner=unit.owner,
        manager=unit.manager,
        reachable=response.reachable,
        anonymous=response.anonymous,
        opened_at=now,
        round=1,
        round_began_at=now,
        reflection_planned_until=now + clocks.reflection,
        promised_at=promised(working, clocks, now, deadline),
        urgent=urgent(response.answers, survey),
        legal_deadline=deadline,
    )


def reopened(case: Case, clocks: Clocks, working: WorkingTime, now: datetime) -> Case:
    """The next round of a case: the manager is its owner, and both clocks begin again."""
    return replace(
        case,
        owner=case.manager,
        round=case.round + 1,
        round_began_at=now,
        reflection_planned_until=now + clocks.reflection,
        promised_at=promised(working, clocks, now, case.legal_deadline),
        follow_up_at=None,
        replies_sent=0,
        promise_began_at=None,
        broken_at=None,
    )


def may_act(task: Task, record: CaseRecord, now: datetime) -> None:
    """Raise Gone when this task is past, TooEarly when it has to wait for reflection or for somebody to be heard."""
    if task.expired or (task.kind is not TaskKind.CONFIRM_READ and _past(task, record.case)):
        raise Gone(code="expired")
    if task.kind is TaskKind.END_REFLECTION and now >= record.reflection_ends_at:
        raise Gone(code="expired")
    if task.kind in AFTER_REFLECTION and now < record.reflection_ends_at:
        raise TooEarly
    if task.kind is TaskKind.CONCLUDE and unheard(record):
        raise TooEarly("Somebody who was asked has not been heard yet. Nothing was recorded.", code="hearing")


def _past(task: Task, case: Case) -> bool:
    return task.round != case.round or case.outcome is not None


def recovered(decision: Decision, survey: Survey) -> bool:
    """Whether the customer says that it is solved, or answers the same question better than negative.

    An explicit "not solved" counts, whatever the score beside it.
    """
    if decision.choice != "partly":
        return decision.choice == "solved"
    question, score = survey.first_scored, decision.fields.get("score")
    return question is not None and bool(score) and not question.is_negative(int(score or 0))


def outcome_of(record: CaseRecord) -> Outcome:
    """How a case ends, by what is on record."""
    triage = record.decision(TaskKind.TRIAGE)
    if triage and triage.choice == "not_a_complaint":
        return Outcome.NOT_A_COMPLAINT
    if record.case.anonymous:
        return Outcome.ANONYMOUS
    if record.decision(TaskKind.FOLLOW_UP) is None:
        return Outcome.SILENT
    return Outcome.NOT_RECOVERED if unhappy_again(record) else Outcome.RECOVERED


def new_task(
    record: CaseRecord,
    kind: TaskKind,
    clocks: Clocks,
    working: WorkingTime,
    now: datetime,
    *,
    name: str = "",
    assignee: Person | None = None,
    details: Fields | None = None,
) -> Task:
    """A task as it is opened: whose it is, by when we ask for it, and when time takes it out of their hands."""
    case = record.case
    task = Task(
        case_id=case.id,
        kind=kind,
        round=case.round,
        name=name,
        assignee=assignee or (case.manager if kind is TaskKind.END_REFLECTION else case.owner),
        details=details or {},
        opened_at=now,
        due_at=now,
        lapses_at=now,
    )
    return _with_times(task, record, clocks, working, now)


def _with_times(task: Task, record: CaseRecord, clocks: Clocks, working: WorkingTime, now: datetime) -> Task:
    if task.kind is TaskKind.END_REFLECTION:
        return replace(task, due_at=record.reflection_ends_at, lapses_at=record.reflection_ends_at)
    if task.kind in {TaskKind.FOLLOW_UP, TaskKind.FIND_OUT}:
        return replace(task, due_at=now + clocks.answer, lapses_at=now + clocks.answer)
    timed = paced(task, working, now)
    if task.kind is TaskKind.REPLY and now < record.case.promised_at < timed.due_at:
        return replace(timed, due_at=record.case.promised_at, remind_at=record.case.promised_at)
    if task.kind is TaskKind.CHOOSE_REMEDY:
        return replace(timed, lapses_at=max(timed.lapses_at, now + clocks.follow_up_days * clocks.day))
    return timed


def possible_on_case(record: CaseRecord, person: str, now: datetime) -> list[str]:
    """What this person can do on the page of the case now, besides the tasks."""
    stage = stage_of(record)
    if stage in {Stage.CLOSE, Stage.CLOSED}:
        return []
    early_end = record.task(TaskKind.END_REFLECTION)
    can_end = early_end and early_end.open and now < record.reflection_ends_at and person == record.case.manager.email
    asking = stage in BEFORE_THE_CONCLUSION
    return ["hand_over", *(["ask"] if asking else []), *(["end_reflection"] if can_end else [])]


def execution_of(case: Case) -> str:
    """The name of the execution that carries this case; the first is the response's id."""
    return case.execution or case.id


def next_execution(case: Case) -> str:
    """The name under which the case is carried on, after its execution was lost or overtaken."""
    number = int(case.execution.rpartition("-")[2]) if case.execution else 1
    return f"{case.id}-{number + 1}"
