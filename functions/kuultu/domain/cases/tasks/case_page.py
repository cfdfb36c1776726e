"""CASE: the page of a case, where owner and manager act beside the tasks; no task of it is stored."""

from kuultu.domain.cases.deliverability import came_back
from kuultu.domain.cases.payloads.finding_out import CaseAction
from kuultu.domain.cases.task_entry import Attempt, Deadlines, Doer, TaskEntry, TaskMail, TimeOut
from kuultu.domain.cases.task_form import ASKING, Field, Form
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks.asking import asking_flaws, with_known_names
from kuultu.domain.cases.tasks.reasons import reason_flaws
from kuultu.errors import Flaw


def _rule(attempt: Attempt) -> list[Flaw]:
    """A hand-over has a new owner, `ask` has an enquiry; only the manager ends reflection, with a reason.

    A corrected address is none from which mail has come back.
    """
    if attempt.choice == CaseAction.CORRECT_ADDRESS:
        return attempt.missing("customer_email") or _same_address(attempt)
    if attempt.choice == CaseAction.HAND_OVER:
        return attempt.missing("owner_email") or _returning_flaws(attempt)
    if attempt.choice == CaseAction.ASK:
        flaws = asking_flaws(attempt)
        return flaws if flaws or attempt.decision.payload.enquiries else attempt.missing("ask_customer")
    if attempt.choice == CaseAction.HANDLE:
        return []
    if attempt.decision.by != attempt.dossier.case.manager.email:
        return [Flaw("choice", "managers-only", "Only the manager can end the time to think.")]
    return reason_flaws(attempt)


def _returning_flaws(attempt: Attempt) -> list[Flaw]:
    """The flaw of a hand-over to somebody who is away, for whom the owner of the case stands in."""
    dossier, at = attempt.dossier, attempt.decision.at
    named = dossier.person_at(attempt.fields["owner_email"])
    absent = dossier.absence_of(named, at) is not None
    returns = absent and dossier.present(named, at).has(dossier.case.owner.email)
    return [Flaw("owner_email", "is-away", "They are away, and whoever has the case stands in.")] if returns else []


def _same_address(attempt: Attempt) -> list[Flaw]:
    address = attempt.decision.payload.customer_email
    flaw = Flaw("customer_email", "same-address", "Mail to this address has come back.")
    return [flaw] if came_back(attempt.dossier.case, address) else []


CHOICES = (
    CaseAction.HAND_OVER,
    CaseAction.ASK,
    CaseAction.END_REFLECTION,
    CaseAction.HANDLE,
    CaseAction.CORRECT_ADDRESS,
)


ENTRY = TaskEntry(
    TaskKind.CASE,
    CaseAction,
    Doer.CASE_STAFF,
    Form(
        CHOICES,
        {"owner_email": Field("owner"), "reason": Field(), "customer_email": Field("customer"), **ASKING},
    ),
    Deadlines(reminders=0),
    TimeOut.NONE,
    TaskMail.NONE,
    rule=_rule,
    completed=with_known_names,
)
