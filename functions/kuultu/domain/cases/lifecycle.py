"""The handling of a case: its beginning, the actions possible now, and its outcome; `stages` derives its stage."""

from dataclasses import replace
from datetime import datetime

from kuultu.domain.calendar.clocks import Clocks
from kuultu.domain.calendar.working_time import WorkingTime, day_of
from kuultu.domain.cases.case import Case, CaseRecord, Stage
from kuultu.domain.cases.customers_page import possible_for_customer
from kuultu.domain.cases.events import HandledAfterAll, OpenedByHand, TakenBack
from kuultu.domain.cases.payloads.case_page import CaseAction
from kuultu.domain.cases.promise import promised
from kuultu.domain.cases.stages import stage_of
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_entry import Opening
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import entry_of
from kuultu.domain.cases.traits import traits_of
from kuultu.domain.responses.response import Response, is_contact_wish, legal_days, urgent
from kuultu.domain.surveys.survey import Survey

BEFORE_THE_CONCLUSION = {Stage.FIND_OUT, Stage.REFLECT, Stage.CONCLUDE}
"""The stages at which the page of the case can still add enquiries."""


def new_case(response: Response, survey: Survey, clocks: Clocks, working: WorkingTime, now: datetime) -> Case:
    """The case that a response begins: the unit's owner has it, or whoever stands in; both clocks run."""
    unit = survey.unit(response.context.unit)
    today = day_of(now, unit.time_zone)
    owner, manager = (survey.directory.present(person, today, unit.manager) for person in (unit.owner, unit.manager))
    days = legal_days(response.answers, survey)
    deadline = response.received_at + days * clocks.day if days else None
    wish, raised = is_contact_wish(response.answers, response.contact, survey), response.raised
    return Case(
        id=response.id,
        survey_id=survey.id,
        survey_version=survey.version,
        owner=owner,
        manager=manager,
        reachable=response.reachable,
        anonymous=response.anonymous,
        opened_at=now,
        round=1,
        round_began_at=now,
        reflection_planned_until=now if wish else now + clocks.reflection,
        promised_at=promised(working, clocks, now, deadline),
        urgent=urgent(response.answers, survey),
        legal_deadline=deadline,
        introduced=owner.email,
        phone=bool(response.contact.phone),
        wish=wish,
        unit=unit.id,
        traits=traits_of(response, survey),
        events=(OpenedByHand(now, raised.by, raised.reason),) if raised else (),
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


def handled_after_all(case: Case, by: str, clocks: Clocks, working: WorkingTime, now: datetime) -> Case:
    """A contact wish that turned out to be a complaint: both clocks begin now."""
    return replace(
        case,
        wish=False,
        reflection_planned_until=now + clocks.reflection,
        promised_at=promised(working, clocks, now, case.legal_deadline),
        promise_began_at=now,
        events=(*case.events, HandledAfterAll(now, by)),
    )


def taken_back(case: Case, text: str, clocks: Clocks, working: WorkingTime, now: datetime) -> Case:
    """The next round of a dismissed case, after the customer's objection: open again, with the manager as owner."""
    objection = TakenBack(now, text)
    begun = reopened(case, clocks, working, now)
    return replace(begun, outcome=None, closed_at=None, events=(*case.events, objection))


def task_to_open(record: CaseRecord, opening: Opening, now: datetime) -> Task:
    """A task that opens now, still without deadlines."""
    return Task(
        case_id=record.case.id,
        kind=opening.kind,
        round=record.case.round,
        name=opening.name,
        assignee=opening.person or entry_of(opening.kind).assignee(record),
        details=opening.details,
        opened_at=now,
        due_at=now,
        lapses_at=now,
        offered_at=now if opening.offered else None,
        unit=record.case.unit,
    )


def possible_on_case(record: CaseRecord, person: str, now: datetime) -> list[str]:
    """The choices of a person (a mail address) on the page of the case now, besides the tasks.

    A letter from a dispute body can come after the end too; until it is answered, a closed case can change hands. What
    SES refused can be sent once more after the end too.
    """
    dead, refused = record.case.undeliverable, record.case.held_up
    stage = stage_of(record)
    ended = stage in {Stage.CLOSE, Stage.CLOSED}
    early_end = record.task(TaskKind.END_REFLECTION)
    can_end = early_end and early_end.open and now < record.reflection_ends_at and person == record.case.manager.email
    possible = {
        CaseAction.CORRECT_ADDRESS: bool(dead or refused) and not ended,
        CaseAction.SEND_AGAIN: refused is not None and not dead and bool(record.case.undelivered),
        CaseAction.HAND_OVER: not ended or (stage is Stage.CLOSED and record.open_dispute is not None),
        CaseAction.ASK: stage in BEFORE_THE_CONCLUSION,
        CaseAction.END_REFLECTION: bool(can_end) and not ended,
        CaseAction.HANDLE: record.case.wish and stage in {Stage.CALL, Stage.REPLY},
        CaseAction.DISPUTE: True,
        CaseAction.DISPUTE_ANSWERED: record.open_dispute is not None,
    }
    return [choice for choice, can in possible.items() if can]


def possible_on_page(record: CaseRecord, page: Task, now: datetime) -> list[str]:
    """The choices on a page of the case now; the page is of the customer, or of the assignee."""
    if page.kind is TaskKind.MY_CASE:
        return possible_for_customer(record)
    return possible_on_case(record, page.assignee.email, now)


def execution_of(case: Case) -> str:
    """The name of the execution that carries the case; the name of the first is the response's id."""
    return case.execution or case.id


def next_execution(case_id: str, present: str) -> str:
    """The name of the next execution of a case, after `present` was lost or overtaken; the first name after ""."""
    if not present:
        return case_id
    number = int(present.removeprefix(case_id).lstrip("-") or 1)
    return f"{case_id}-{number + 1}"


def case_of_execution(name: str) -> str:
    """The id of the case that an execution carries, by the name of the execution."""
    return name.partition("-")[0]
