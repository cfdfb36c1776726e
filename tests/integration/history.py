"""What has happened in a case before somebody is asked something: the tasks that are done by then."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from kuultu.domain.calendar.working_time import AllHours
from kuultu.domain.cases import lifecycle as rules
from kuultu.domain.cases.calls import CallName, CallRole
from kuultu.domain.cases.case import Case, CaseRecord
from kuultu.domain.cases.decisions import Decision
from kuultu.domain.cases.enquiry import Enquiry
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_deadlines import new_task
from kuultu.domain.cases.task_entry import Opening
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import entry_of
from kuultu.domain.cases.tasks.confirm_read import share_name
from kuultu.domain.people import Person
from kuultu.settings import settings
from kuultu.store import cases, tasks

AROUND_THE_CLOCK = AllHours(timedelta(days=1))
COLLEAGUE = Person("Pekka Puro", "pekka.puro@example.com")
QUESTION = "Miltä laatikko näytti?"

STATEMENT = Enquiry(TaskKind.STATEMENT, "colleague", COLLEAGUE, QUESTION)
TELL_MORE = Enquiry(TaskKind.TELL_MORE, question="Missä lommo on?")


@dataclass(frozen=True)
class Step:
    """One task that is done: what was chosen, what was written, and by whom if it was not the owner."""

    kind: TaskKind
    choice: str
    fields: Mapping[str, str] = field(default_factory=dict)
    by: str = "owner.helsinki@example.com"


TRIAGE = Step(TaskKind.TRIAGE, "handle")
SENT_BACK = Step(TaskKind.RETURN_PRODUCT, "sent", {"tracking": "JJFI 1234"}, "customer")
OUR_FAULT = Step(TaskKind.CONCLUDE, "ours", {"facts": "Laatikko putosi.", "root_cause": "delivery"})
SHARED = replace(OUR_FAULT, fields={**OUR_FAULT.fields, "share_with": COLLEAGUE.email})
REMEDIES = "replacement,refund"
OFFER = Step(TaskKind.PROPOSE_REMEDY, "offer", {"remedies": REMEDIES, "amount": "49,90", "cents": "4990"})
LARGE_OFFER = replace(
    OFFER,
    fields={
        "remedies": REMEDIES,
        "amount": "150",
        "cents": "15000",
        "approver": "manager.helsinki@example.com",
        "approver_name": "Outi Rantanen",
    },
)
REPLY = Step(TaskKind.REPLY, "send", {"message": "Kiitos ja anteeksi. Uusi paketti lähti tänään."})
CHOICE = Step(TaskKind.CHOOSE_REMEDY, "replacement", by="customer")
DELIVERY = Step(TaskKind.DELIVER_REMEDY, "delivered", {"delivery_reference": "JJFI 5678"})

BEFORE: Mapping[TaskKind, list[Step]] = {
    TaskKind.TELL_MORE: [replace(TRIAGE, fields={"ask_customer": TELL_MORE.question})],
    TaskKind.STATEMENT: [
        replace(TRIAGE, fields={"colleague_email": COLLEAGUE.email, "colleague_question": QUESTION}),
    ],
    TaskKind.RETURN_PRODUCT: [replace(TRIAGE, fields={"return_product": "yes"})],
    TaskKind.INSPECT: [replace(TRIAGE, fields={"return_product": "yes"}), SENT_BACK],
    TaskKind.CONCLUDE: [TRIAGE],
    TaskKind.CONFIRM_READ: [TRIAGE, SHARED],
    TaskKind.PROPOSE_REMEDY: [TRIAGE, OUR_FAULT],
    TaskKind.APPROVE_REMEDY: [TRIAGE, OUR_FAULT, LARGE_OFFER],
    TaskKind.REPLY: [TRIAGE, OUR_FAULT, OFFER],
    TaskKind.CALL: [TRIAGE, OUR_FAULT, OFFER],
    TaskKind.CHOOSE_REMEDY: [TRIAGE, OUR_FAULT, OFFER, REPLY],
    TaskKind.DELIVER_REMEDY: [TRIAGE, OUR_FAULT, OFFER, REPLY, CHOICE],
    TaskKind.FOLLOW_UP: [TRIAGE, OUR_FAULT, OFFER, REPLY, CHOICE, DELIVERY],
}
"""What is done when this is asked."""


def live_until(kind: TaskKind, case: Case, now: datetime) -> CaseRecord:
    """Put on record what comes before this kind of task, spread over the time since the case began."""
    steps = BEFORE.get(kind, [])
    pause = (now - case.opened_at) / (len(steps) + 1)
    for number, step in enumerate(steps):
        _do(step, case, case.opened_at + number * pause, case.opened_at + (number + 1) * pause)
        if step is REPLY:
            cases.note_reply(case, 1, now)
    record = cases.load(case.id)
    assert record
    return record


def _do(step: Step, case: Case, opened_at: datetime, at: datetime) -> None:
    task = _opened(CaseRecord(case, ()), Opening(step.kind), opened_at)
    tasks.add(task)
    tasks.decide(task, Decision(step.choice, entry_of(step.kind).payload.read(step.fields), step.by, at))
    tasks.mark_told(task)


def asked_of(kind: TaskKind, record: CaseRecord, now: datetime) -> Task:
    """The open task of this kind, as the handling asks it of whoever is to do it."""
    name, assignee, details = "", None, {}
    if kind in {TaskKind.STATEMENT, TaskKind.TELL_MORE}:
        enquiry = STATEMENT if kind is TaskKind.STATEMENT else TELL_MORE
        name, assignee, details = enquiry.name, enquiry.person, enquiry.details
    elif kind is TaskKind.CALL:
        name = str(CallName(CallRole.REPLY))
    elif kind is TaskKind.CONFIRM_READ:
        name, assignee = share_name(COLLEAGUE.email), COLLEAGUE
    elif kind is TaskKind.APPROVE_REMEDY:
        assignee = record.case.manager
    return _opened(record, Opening(kind, name, assignee, details), now)


def _opened(record: CaseRecord, opening: Opening, now: datetime) -> Task:
    task = rules.task_to_open(record, opening, now)
    return new_task(record, task, settings().clocks, AROUND_THE_CLOCK, now)
