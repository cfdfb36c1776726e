"""FIND_OUT: the gate that opens when all enquiries have ended."""

from collections.abc import Sequence

from kuultu.domain.cases.calls import CallName, CallRole
from kuultu.domain.cases.case import CaseRecord, Stage
from kuultu.domain.cases.effects import Settle
from kuultu.domain.cases.enquiry import Enquiry
from kuultu.domain.cases.payloads.finding_out import Settlement, Triage
from kuultu.domain.cases.task_entry import Deadlines, Doer, Opening, Span, TaskEntry, TaskMail, TimeOut
from kuultu.domain.cases.task_form import NO_FORM
from kuultu.domain.cases.task_kind import TaskKind


def enquiry_openings(record: CaseRecord, enquiries: Sequence[Enquiry]) -> list[Opening]:
    """The tasks of enquiries; a customer without a mail address is called."""
    called = [one.kind is TaskKind.TELL_MORE and record.case.by_phone for one in enquiries]
    return [
        Opening(TaskKind.CALL, str(CallName(CallRole.TELL_MORE, one.name)), details=one.details)
        if by_phone
        else Opening(one.kind, one.name, one.person, one.details)
        for one, by_phone in zip(enquiries, called, strict=True)
    ]


def _first(record: CaseRecord) -> list[Opening]:
    """The enquiries that triage asked for."""
    triage = record.decision(Triage)
    return enquiry_openings(record, triage.payload.enquiries if triage else ())


ENTRY = TaskEntry(
    TaskKind.FIND_OUT,
    Settlement,
    Doer.NOBODY,
    NO_FORM,
    Deadlines(reminders=0, span=Span.ANSWER),
    TimeOut.NONE,
    TaskMail.OF_ENQUIRIES,
    stages=frozenset({Stage.FIND_OUT}),
    first=_first,
    when_asked=(Settle(),),
)
