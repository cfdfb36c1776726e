"""TELL_MORE: the customer explains the problem, and names a wish."""

from kuultu.domain.cases.call_effects import DropCalls
from kuultu.domain.cases.calls import CallRole, open_calls
from kuultu.domain.cases.effects import Effect
from kuultu.domain.cases.payloads.finding_out import Explanation
from kuultu.domain.cases.task_entry import Attempt, Deadlines, Doer, Situation, TaskEntry, TaskMail, TimeOut
from kuultu.domain.cases.task_form import Field, Form
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks.enquiry_end import enquiry_ended
from kuultu.errors import Flaw


def _rule(attempt: Attempt) -> list[Flaw]:
    """An answer holds details or a wish."""
    told = attempt.fields.get("details") or attempt.fields.get("wish")
    return attempt.missing("details") if attempt.choice == Explanation.ANSWER and not told else []


def _follows(situation: Situation) -> list[Effect]:
    """As after any enquiry; the call in its place is not needed after an answer."""
    about = situation.task.name
    called = situation.task.decision and open_calls(situation.record, CallRole.TELL_MORE)
    dropped: list[Effect] = [DropCalls(CallRole.TELL_MORE, about)] if called else []
    return [*dropped, *enquiry_ended(situation)]


ENTRY = TaskEntry(
    TaskKind.TELL_MORE,
    Explanation,
    Doer.CUSTOMER,
    Form((Explanation.ANSWER, Explanation.DECLINE), {"details": Field(), "bought_at": Field(), "wish": Field("wish")}),
    Deadlines(reminders=1, gap=1),
    TimeOut.STAYS_OPEN,
    TaskMail.REQUEST,
    outcomes={Explanation.ANSWER: "answered", Explanation.DECLINE: "declined"},
    rule=_rule,
    follows=_follows,
)
