"""FOLLOW_UP: the customer rates the solution and the ease, and answers the survey's first scored question again."""

from kuultu.domain.cases.call_effects import DropCalls
from kuultu.domain.cases.calls import CallRole, open_calls
from kuultu.domain.cases.case import CaseRecord, Stage
from kuultu.domain.cases.effects import Effect
from kuultu.domain.cases.news_effects import TellUnsolved
from kuultu.domain.cases.payloads.putting_right import FollowUp
from kuultu.domain.cases.remedies import numbered
from kuultu.domain.cases.reopening import due_follow_up
from kuultu.domain.cases.task_entry import Deadlines, Doer, Situation, Span, TaskEntry, TaskMail, TimeOut
from kuultu.domain.cases.task_form import Field, Form
from kuultu.domain.cases.task_kind import TaskKind


def _follows(situation: Situation) -> list[Effect]:
    """The owner hears that the case passes to the manager; of any other answer they hear by a task or at the end.

    A call in its place is not needed any more.
    """
    case = situation.record.case
    passes = situation.stage is Stage.REOPEN and case.owner.email != case.manager.email
    called = situation.task.decision and open_calls(situation.record, CallRole.FOLLOW_UP)
    dropped: list[Effect] = [DropCalls(CallRole.FOLLOW_UP)] if called else []
    return [*dropped, *([TellUnsolved()] if passes else [])]


def _due_name(record: CaseRecord) -> str:
    """The name of the follow-up that is due: another one after an answer about what was left."""
    return numbered(due_follow_up(record))


ENTRY = TaskEntry(
    TaskKind.FOLLOW_UP,
    FollowUp,
    Doer.CUSTOMER,
    Form(
        (FollowUp.SOLVED, FollowUp.PARTLY, FollowUp.NOT_SOLVED),
        {"score": Field("score"), "ease": Field("ease"), "comment": Field()},
    ),
    Deadlines(reminders=0, span=Span.ANSWER),
    TimeOut.EXPIRES,
    TaskMail.FOLLOW_UP,
    stages=frozenset({Stage.WAIT, Stage.FOLLOW_UP}),
    follows=_follows,
    due_name=_due_name,
)
