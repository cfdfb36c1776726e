"""CONCLUDE: the owner writes down facts, fault and root cause, and names the recipients of the conclusion."""

from kuultu.domain.cases.case import Stage
from kuultu.domain.cases.payloads.finding_out import Conclusion, Fault
from kuultu.domain.cases.task_entry import Attempt, Deadlines, Doer, TaskEntry, TaskMail, TimeOut
from kuultu.domain.cases.task_form import DESPITE, Field, Form
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.errors import Flaw


def _rule(attempt: Attempt) -> list[Flaw]:
    """A conclusion is never shared with the customer."""
    customer = attempt.dossier.response.contact.email.lower()
    shared = [address.lower() for address in attempt.decision.payload.share_with]
    return [Flaw("share_with", "is-customer", "The customer gets an answer, not this.")] if customer in shared else []


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
            **DESPITE,
        },
    ),
    Deadlines(),
    TimeOut.PASSES_ON,
    TaskMail.TASK,
    stages=frozenset({Stage.REFLECT, Stage.CONCLUDE}),
    after_reflection=True,
    rule=_rule,
)
