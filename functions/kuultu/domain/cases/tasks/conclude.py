"""CONCLUDE: the owner writes down facts, fault and root cause, and names the recipients of the conclusion."""

from kuultu.domain.cases.call_effects import DropCalls
from kuultu.domain.cases.calls import CallRole
from kuultu.domain.cases.case import Stage
from kuultu.domain.cases.effects import Effect
from kuultu.domain.cases.payloads.finding_out import Conclusion, Fault
from kuultu.domain.cases.task_entry import Deadlines, Doer, Situation, TaskEntry, TaskMail, TimeOut
from kuultu.domain.cases.task_form import NAMING, Field, Form
from kuultu.domain.cases.task_kind import TaskKind


def _follows(situation: Situation) -> list[Effect]:
    """A call to ask the customer more has come too late."""
    return [DropCalls(CallRole.TELL_MORE)] if situation.task.decision else []


ENTRY = TaskEntry(
    TaskKind.CONCLUDE,
    Conclusion,
    Doer.OWNER,
    Form(
        tuple(fault.value for fault in Fault),
        {
            "facts": Field(required=True),
            "root_cause": Field("root_cause", required=True),
            "outsider": Field("checkbox"),
            "share_with": Field("people"),
            **NAMING,
        },
    ),
    Deadlines(),
    TimeOut.PASSES_ON,
    TaskMail.TASK,
    stages=frozenset({Stage.REFLECT, Stage.CONCLUDE}),
    after_reflection=True,
    follows=_follows,
)
