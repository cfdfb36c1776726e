"""FIND_OUT: the gate that opens when all enquiries have ended."""

from kuultu.domain.cases.case import CaseRecord, Stage
from kuultu.domain.cases.effects import Settle
from kuultu.domain.cases.payloads.finding_out import Settlement, Triage
from kuultu.domain.cases.task_entry import Deadlines, Doer, Opening, Span, TaskEntry, TaskMail, TimeOut
from kuultu.domain.cases.task_form import NO_FORM
from kuultu.domain.cases.task_kind import TaskKind


def _first(record: CaseRecord) -> list[Opening]:
    """The enquiries that triage asked for."""
    triage = record.decision(Triage)
    asked = triage.payload.enquiries if triage else ()
    return [Opening(one.kind, one.name, one.person, one.details) for one in asked]


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
