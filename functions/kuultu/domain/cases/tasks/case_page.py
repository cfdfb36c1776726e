"""CASE: the page of a case, where owner and manager act beside the tasks; no task of it is stored."""

from kuultu.domain.cases.payloads.finding_out import CaseAction
from kuultu.domain.cases.task_entry import Attempt, Deadlines, Doer, TaskEntry, TaskMail, TimeOut
from kuultu.domain.cases.task_form import ASKING, Field, Form
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks.asking import asking_flaws
from kuultu.domain.cases.tasks.reasons import reason_flaws
from kuultu.errors import Flaw


def _rule(attempt: Attempt) -> list[Flaw]:
    """A hand-over has a new owner, `ask` has an enquiry; only the manager ends reflection, with a reason."""
    if attempt.choice == CaseAction.HAND_OVER:
        return attempt.missing("owner_email")
    if attempt.choice == CaseAction.ASK:
        flaws = asking_flaws(attempt)
        return flaws if flaws or attempt.decision.payload.enquiries else attempt.missing("ask_customer")
    if attempt.decision.by != attempt.dossier.case.manager.email:
        return [Flaw("choice", "managers-only", "Only the manager can end the time to think.")]
    return reason_flaws(attempt)


ENTRY = TaskEntry(
    TaskKind.CASE,
    CaseAction,
    Doer.CASE_STAFF,
    Form(
        (CaseAction.HAND_OVER, CaseAction.ASK, CaseAction.END_REFLECTION),
        {"owner_email": Field("owner"), "reason": Field(), **ASKING},
    ),
    Deadlines(reminders=0),
    TimeOut.NONE,
    TaskMail.NONE,
    rule=_rule,
)
