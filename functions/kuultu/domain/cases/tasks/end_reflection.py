"""END_REFLECTION: the manager can end the time to think early, with a reason."""

from kuultu.domain.cases.call_effects import TellEarlyEnd
from kuultu.domain.cases.case import CaseRecord, Stage
from kuultu.domain.cases.effects import CarryOn, Effect
from kuultu.domain.cases.news_effects import TellAnotherManager
from kuultu.domain.cases.payloads.finding_out import EarlyEnd
from kuultu.domain.cases.task_entry import Attempt, Deadlines, Doer, Situation, Span, TaskEntry, TaskMail, TimeOut
from kuultu.domain.cases.task_form import Field, Form
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks.reasons import reason_flaws
from kuultu.domain.people import Person
from kuultu.errors import Flaw


def _manager(record: CaseRecord) -> Person:
    """The manager of the case."""
    return record.case.manager


def _follows(situation: Situation) -> list[Effect]:
    """A case that waits for the end of reflection goes on at once; the owner hears, or another manager."""
    dossier = situation.dossier
    alone = dossier.case.owner.has(dossier.case.manager.email)
    told: list[Effect] = [TellAnotherManager()] if alone and dossier.another_manager(dossier.case.owner.email) else []
    on: list[Effect] = [CarryOn("A manager ended reflection.")] if situation.stage is Stage.REFLECT else []
    return [*told, TellEarlyEnd(), *on] if situation.task.decision else [*told, *on]


def _rule(attempt: Attempt) -> list[Flaw]:
    """The reason says what is at stake."""
    return reason_flaws(attempt)


ENTRY = TaskEntry(
    TaskKind.END_REFLECTION,
    EarlyEnd,
    Doer.MANAGER,
    Form((EarlyEnd.END,), {"reason": Field(required=True)}),
    Deadlines(reminders=0, span=Span.REFLECTION),
    TimeOut.NONE,
    TaskMail.TASK,
    with_every_case=True,
    rule=_rule,
    follows=_follows,
    assignee=_manager,
)
