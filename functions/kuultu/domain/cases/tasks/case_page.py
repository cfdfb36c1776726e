"""CASE: the page of a case, where owner and manager act beside the tasks; no task of it is stored."""

from collections.abc import Callable, Mapping

from kuultu.domain.cases.deliverability import came_back
from kuultu.domain.cases.events import HandOverReason
from kuultu.domain.cases.passing_on import hand_over_wanted
from kuultu.domain.cases.payloads.case_page import CaseAction
from kuultu.domain.cases.task_entry import Attempt, Deadlines, Doer, TaskEntry, TaskMail, TimeOut, no_rule
from kuultu.domain.cases.task_form import ASKING, PASSING_ON, Field, Form
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks.asking import asking_flaws, with_known_names
from kuultu.domain.cases.tasks.dispute_rules import answer_flaws, letter_flaws
from kuultu.domain.cases.tasks.reasons import reason_flaws
from kuultu.domain.people import hash_of_address
from kuultu.errors import Flaw


def _rule(attempt: Attempt) -> list[Flaw]:
    """A hand-over has a new owner, `ask` has an enquiry; only the manager ends reflection, with a reason.

    A corrected address is another one than before, and none that takes no mail.
    """
    return RULES[attempt.choice](attempt)


def _hand_over_flaws(attempt: Attempt) -> list[Flaw]:
    named = attempt.fields.get("unit") or attempt.fields.get("owner_email")
    return _returning_flaws(attempt) if named else attempt.missing("owner_email")


def _enquiry_flaws(attempt: Attempt) -> list[Flaw]:
    flaws = asking_flaws(attempt)
    return flaws if flaws or attempt.decision.payload.enquiries else attempt.missing("ask_customer")


def _address_flaws(attempt: Attempt) -> list[Flaw]:
    return attempt.missing("customer_email") or _same_address(attempt)


def _early_end_flaws(attempt: Attempt) -> list[Flaw]:
    if attempt.decision.by != attempt.dossier.case.manager.email:
        return [Flaw("choice", "managers-only", "Only the manager can end the time to think.")]
    return reason_flaws(attempt)


def _returning_flaws(attempt: Attempt) -> list[Flaw]:
    """The flaw of a hand-over to somebody who is away, for whom the owner of the case stands in."""
    at, decision = attempt.decision.at, attempt.decision
    wanted = hand_over_wanted(decision.payload, attempt.dossier, decision.by, HandOverReason.BY_HAND)
    dossier = attempt.dossier.in_unit(wanted.unit)
    absent = dossier.absence_of(wanted.owner, at) is not None
    returns = absent and dossier.present(wanted.owner, at).has(dossier.case.owner.email)
    named = "owner_email" if decision.payload.owner_email else "unit"
    return [Flaw(named, "is-away", "They are away, and whoever has the case stands in.")] if returns else []


def _same_address(attempt: Attempt) -> list[Flaw]:
    address, present = attempt.decision.payload.customer_email, attempt.dossier.customer_email
    flaw = Flaw("customer_email", "same-address", "Mail to this address does not arrive.")
    same = hash_of_address(address) == hash_of_address(present)
    return [flaw] if same or came_back(attempt.dossier.case, address) else []


RULES: Mapping[str, Callable[[Attempt], list[Flaw]]] = {
    CaseAction.HAND_OVER: _hand_over_flaws,
    CaseAction.ASK: _enquiry_flaws,
    CaseAction.END_REFLECTION: _early_end_flaws,
    CaseAction.HANDLE: no_rule,
    CaseAction.CORRECT_ADDRESS: _address_flaws,
    CaseAction.SEND_AGAIN: no_rule,
    CaseAction.DISPUTE: letter_flaws,
    CaseAction.DISPUTE_ANSWERED: answer_flaws,
}
"""The rule of each choice."""

DISPUTES = {
    "body": Field(),
    "case_number": Field(),
    "came_on": Field("date"),
    "answer_by": Field("date"),
    "said": Field(),
    "answered_on": Field("date"),
}
"""The fields about letters from dispute bodies."""


ENTRY = TaskEntry(
    TaskKind.CASE,
    CaseAction,
    Doer.CASE_STAFF,
    Form(
        tuple(RULES),
        {**PASSING_ON, "reason": Field(), "customer_email": Field("customer"), **DISPUTES, **ASKING},
    ),
    Deadlines(reminders=0),
    TimeOut.NONE,
    TaskMail.NONE,
    rule=_rule,
    completed=with_known_names,
)
