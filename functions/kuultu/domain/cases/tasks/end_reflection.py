"""END_REFLECTION: the manager can end the time to think early, with a reason."""

from kuultu.domain.cases.case import CaseRecord, Stage
from kuultu.domain.cases.effects import CarryOn, Effect
from kuultu.domain.cases.payloads.finding_out import EarlyEnd
from kuultu.domain.cases.task_entry import Deadlines, Doer, Situation, Span, TaskEntry, TaskMail, TimeOut
from kuultu.domain.cases.task_form import Field, Form
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.people import Person


def _manager(record: CaseRecord) -> Person:
    """The manager of the case."""
    return record.case.manager


def _follows(situation: Situation) -> list[Effect]:
    """A case that waits for the end of reflection is carried on at once."""
    return [CarryOn("A manager ended reflection.")] if situation.stage is Stage.REFLECT else []


ENTRY = TaskEntry(
    TaskKind.END_REFLECTION,
    EarlyEnd,
    Doer.MANAGER,
    Form((EarlyEnd.END,), {"reason": Field(required=True)}),
    Deadlines(reminders=0, span=Span.REFLECTION),
    TimeOut.NONE,
    TaskMail.TASK,
    with_every_case=True,
    follows=_follows,
    assignee=_manager,
)
