"""REPLY: the owner writes to the customer, with the reply guide beside the text box."""

from kuultu.domain.cases.case import CaseRecord, Stage
from kuultu.domain.cases.enquiries import statements_of_colleagues
from kuultu.domain.cases.payloads.putting_right import Reply
from kuultu.domain.cases.remedies import numbered, replies_wanted
from kuultu.domain.cases.task_entry import Attempt, Deadlines, Doer, TaskEntry, TaskMail, TimeOut
from kuultu.domain.cases.task_form import DESPITE, Field, Form
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.errors import Flaw


def _rule(attempt: Attempt) -> list[Flaw]:
    """A colleague's statement stays private; the guide's remarks are warnings, which the writer may overrule."""
    reply: Reply = attempt.decision.payload
    if any(
        attempt.checks.quotes(reply.message, statement)
        for statement in statements_of_colleagues(attempt.dossier.record)
    ):
        return [Flaw("message", "quotes-statement", "This repeats what a colleague told us in private.")]
    if reply.despite_warnings:
        return []
    remarks = attempt.checks.remarks_on(reply.message)
    return [Flaw("message", f"guide-{concern}", found) for concern, found in remarks]


def _due_name(record: CaseRecord) -> str:
    """The name of the reply that is due in the current round."""
    return numbered(replies_wanted(record))


ENTRY = TaskEntry(
    TaskKind.REPLY,
    Reply,
    Doer.OWNER,
    Form((Reply.SEND,), {"message": Field(required=True), **DESPITE}),
    Deadlines(by_promise=True),
    TimeOut.PASSES_ON,
    TaskMail.TASK,
    stages=frozenset({Stage.REPLY}),
    after_reflection=True,
    rule=_rule,
    due_name=_due_name,
)
