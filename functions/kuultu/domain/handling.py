"""The handling of a case: where it stands, what may be done now, and how it ends. Rules only."""

import re
from dataclasses import replace
from datetime import datetime

from kuultu.domain.case import Case, CaseFile, Decision, Outcome, Stage, Task, TaskKind
from kuultu.domain.clocks import Clocks
from kuultu.domain.response import Response
from kuultu.domain.survey import Person, Survey
from kuultu.errors import Gone, TooEarly

MOST_REOPENINGS = 2
"""How often an unhappy follow-up reopens a case, before it is closed as not recovered."""

AFTER_REFLECTION = {TaskKind.CONCLUDE, TaskKind.REPLY}
"""What nobody can do before reflection is over, whoever asks and however."""


def open_case(response: Response, survey: Survey, clocks: Clocks, now: datetime) -> Case:
    """The case that a negative response begins: the unit's owner has it, and both clocks run."""
    unit = survey.unit(response.context.unit)
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
        promised_at=clocks.promise_from(now),
    )


def reopened(case: Case, clocks: Clocks, now: datetime) -> Case:
    """The next round of a case: the manager is its owner, and both clocks begin again."""
    return replace(
        case,
        owner=case.manager,
        round=case.round + 1,
        round_began_at=now,
        reflection_planned_until=now + clocks.reflection,
        promised_at=clocks.promise_from(now),
        follow_up_at=None,
    )


def stage_of(file: CaseFile) -> Stage:
    """Where a case stands, by what is on record and nothing else; an interrupted case goes on from here."""
    if file.case.outcome:
        return Stage.CLOSED
    if not file.case.acknowledged:
        return Stage.ACKNOWLEDGE
    return _before_the_reply(file) or _after_the_reply(file)


def _before_the_reply(file: CaseFile) -> Stage | None:
    triage = file.decision(TaskKind.TRIAGE)
    if triage is None:
        return Stage.TRIAGE
    if triage.choice == "not_a_complaint":
        return Stage.CLOSE
    if file.decision(TaskKind.CONCLUDE) is None:
        return Stage.CONCLUDE if file.task(TaskKind.CONCLUDE) else Stage.REFLECT
    if not file.case.reachable:
        return Stage.CLOSE
    return None if file.decision(TaskKind.REPLY) else Stage.REPLY


def _after_the_reply(file: CaseFile) -> Stage:
    if file.case.follow_up_at is None:
        return Stage.SEND_REPLY
    asked = file.task(TaskKind.FOLLOW_UP)
    if asked is None:
        return Stage.WAIT
    if asked.open:
        return Stage.FOLLOW_UP
    return Stage.REOPEN if unhappy_again(file) and may_reopen(file.case) else Stage.CLOSE


def may_act(task: Task, file: CaseFile, now: datetime) -> None:
    """Raise Gone when this task is past, TooEarly when it has to wait until reflection is over."""
    if task.expired or task.round != file.case.round or file.case.outcome:
        raise Gone(code="expired")
    if task.kind is TaskKind.END_REFLECTION and now >= file.reflection_ends_at:
        raise Gone(code="expired")
    if task.kind in AFTER_REFLECTION and now < file.reflection_ends_at:
        raise TooEarly


def recovered(decision: Decision, survey: Survey) -> bool:
    """Whether the customer says that it is solved, or answers the same question better than negative.

    An explicit "not solved" counts, whatever the score beside it.
    """
    if decision.choice != "partly":
        return decision.choice == "solved"
    question, score = survey.first_scored, decision.fields.get("score")
    return question is not None and bool(score) and not question.is_negative(int(score or 0))


def unhappy_again(file: CaseFile) -> bool:
    """Whether the customer answered the follow-up, and was not helped."""
    decision = file.decision(TaskKind.FOLLOW_UP)
    return decision is not None and decision.fields.get("recovered") != "yes"


def may_reopen(case: Case) -> bool:
    """Whether another round is left."""
    return case.round <= MOST_REOPENINGS


def outcome_of(file: CaseFile) -> Outcome:
    """How a case ends, by what is on record."""
    triage = file.decision(TaskKind.TRIAGE)
    if triage and triage.choice == "not_a_complaint":
        return Outcome.NOT_A_COMPLAINT
    if file.case.anonymous:
        return Outcome.ANONYMOUS
    if file.decision(TaskKind.FOLLOW_UP) is None:
        return Outcome.SILENT
    return Outcome.NOT_RECOVERED if unhappy_again(file) else Outcome.RECOVERED


def new_task(file: CaseFile, kind: TaskKind, clocks: Clocks, now: datetime) -> Task:
    """A task as it is opened: whose it is, by when we ask for it, and when time takes it out of their hands."""
    due = {
        TaskKind.TRIAGE: file.reflection_ends_at,
        TaskKind.END_REFLECTION: file.reflection_ends_at,
        TaskKind.FOLLOW_UP: now + clocks.answer,
    }
    return Task(
        case_id=file.case.id,
        kind=kind,
        round=file.case.round,
        assignee=file.case.manager if kind is TaskKind.END_REFLECTION else file.case.owner,
        opened_at=now,
        due_at=due.get(kind, file.case.promised_at),
        lapses_at=file.reflection_ends_at if kind is TaskKind.END_REFLECTION else now + clocks.answer,
    )


def lapsed(task: Task, manager: Person, clocks: Clocks, now: datetime) -> Task:
    """A task whose time has run out undone: a request expires, what staff were asked passes to the manager."""
    if task.kind.for_customer or task.kind is TaskKind.END_REFLECTION:
        return replace(task, expired=True)
    return replace(task, assignee=manager, lapses_at=now + clocks.answer, passed_on=task.passed_on + 1)


def owner_after(case: Case, triage: Decision) -> Person:
    """The owner once triage is decided: somebody else when it was handed over, named as the address names them."""
    handed_to = triage.fields.get("owner_email", "")
    if not handed_to:
        return case.owner
    known = next((person for person in (case.owner, case.manager) if person.email == handed_to), None)
    return known or Person(name=re.sub(r"[._]+", " ", handed_to.split("@")[0]).title(), email=handed_to)


def execution_of(case: Case) -> str:
    """The name of the execution that carries this case; the first is the response's id."""
    return case.execution or case.id


def next_execution(case: Case) -> str:
    """The name under which the case is carried on, after its execution was lost or overtaken."""
    number = int(case.execution.rpartition("-")[2]) if case.execution else 1
    return f"{case.id}-{number + 1}"
