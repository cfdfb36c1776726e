"""REPLY: the owner writes to the customer, with the reply guide beside the text box."""

from kuultu.domain.cases.call_effects import DropCalls
from kuultu.domain.cases.calls import WISH_LETTER, CallRole, calls_about, reply_call
from kuultu.domain.cases.case import CaseRecord, Stage
from kuultu.domain.cases.effects import Effect
from kuultu.domain.cases.enquiries import statements_of_colleagues
from kuultu.domain.cases.payloads.putting_right import Reply
from kuultu.domain.cases.remedies import numbered, replies_wanted
from kuultu.domain.cases.task_entry import Attempt, Deadlines, Doer, Opening, Situation, TaskEntry, TaskMail, TimeOut
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
    remarks = attempt.checks.remarks_on(reply.message, attempt.dossier.response.language)
    if attempt.dossier.case.wish:
        remarks = [(concern, found) for concern, found in remarks if found]
    return [Flaw("message", f"guide-{concern}", found) for concern, found in remarks]


def _due_name(record: CaseRecord) -> str:
    """The name of the reply that is due in the current round; the letter about a contact wish has a name of its own."""
    return WISH_LETTER if record.case.wish else numbered(replies_wanted(record))


def _first(record: CaseRecord) -> list[Opening]:
    """A call beside the written reply, for a customer who left both; the first that is done ends the other."""
    case, matter = record.case, reply_call(record)
    offered = case.by_mail and case.phone and not case.wish and not calls_about(record, matter)
    return [Opening(TaskKind.CALL, str(matter))] if offered else []


def _follows(situation: Situation) -> list[Effect]:
    """The call beside the reply is not needed any more, unless the letter cannot reach the customer."""
    decision, by_phone = situation.task.decision, situation.record.case.by_phone
    return [DropCalls(CallRole.REPLY)] if decision and not (by_phone and decision.choice == Reply.SEND) else []


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
    first=_first,
    follows=_follows,
    due_name=_due_name,
)
