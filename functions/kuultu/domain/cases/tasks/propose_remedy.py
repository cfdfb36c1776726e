"""PROPOSE_REMEDY: the owner proposes remedies to offer to the customer, or none."""

from dataclasses import replace

from kuultu.domain.cases.case import CaseRecord, Stage
from kuultu.domain.cases.payloads.putting_right import Proposal
from kuultu.domain.cases.remedies import (
    approver_of,
    due_remedies,
    latest_proposal,
    needs_approval,
    numbered,
    offer_flaws,
    wishes_in,
)
from kuultu.domain.cases.remedy import MONEY, Offer, Remedy
from kuultu.domain.cases.task_entry import Attempt, Deadlines, Doer, TaskEntry, TaskMail, TimeOut
from kuultu.domain.cases.task_form import Field, Form
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.people import Person
from kuultu.errors import Flaw


def _rule(attempt: Attempt) -> list[Flaw]:
    """A statutory remedy is offered where the law gives a right to one; above the limit there must be an approver.

    A gift card can stand for the statutory remedy if the customer wished for one.
    """
    record, offer = attempt.dossier.record, _offer(attempt)
    due = due_remedies(record, attempt.dossier.law)
    flaws = offer_flaws(attempt.choice, offer, due, wishes_in(record))
    return flaws or _approver_flaws(attempt, offer)


def _approver_flaws(attempt: Attempt, offer: Offer) -> list[Flaw]:
    """The flaw of an offer that needs approval and has no approver, or the proposer for one."""
    if not needs_approval(offer, attempt.dossier.survey):
        return []
    approver = _approver(attempt)
    if approver and approver.has_mailbox(attempt.decision.by):
        return [Flaw("approver_email", "is-proposer", "Somebody other than the proposer approves.")]
    nobody = Flaw("amount", "nobody-to-approve", "Above the limit somebody else approves, and there is nobody.")
    return [] if approver else [nobody]


def _offer(attempt: Attempt) -> Offer:
    proposal: Proposal = attempt.decision.payload
    return Offer(()) if attempt.choice == Proposal.NOTHING else proposal.offer


def _approver(attempt: Attempt) -> Person | None:
    """The approver whom the proposer chose, or whoever stands in; else the usual one."""
    named = attempt.fields.get("approver_email")
    if named:
        return attempt.dossier.present(attempt.dossier.person_at(named), attempt.decision.at)
    return approver_of(attempt.dossier, attempt.decision.by, attempt.decision.at)


def _completed(attempt: Attempt) -> Proposal:
    """The proposal with the approver of an offer that needs approval; without remedies if nothing is offered."""
    proposal: Proposal = attempt.decision.payload
    if attempt.choice == Proposal.NOTHING:
        return replace(proposal, remedies=(), cents=None, sums={})
    approver = _approver(attempt) if needs_approval(proposal.offer, attempt.dossier.survey) else None
    return replace(proposal, approver=approver)


def _due_name(record: CaseRecord) -> str:
    """The name of the proposal that is due in the current round."""
    proposal = latest_proposal(record)
    undecided = proposal is not None and proposal.decision is None
    return numbered(len(record.of_kind(TaskKind.PROPOSE_REMEDY)) + (0 if undecided else 1))


OWN_SUMS = {f"amount_{remedy}": Field("amount") for remedy in Remedy if remedy in MONEY}
"""A field for the sum of each remedy in money."""

ENTRY = TaskEntry(
    TaskKind.PROPOSE_REMEDY,
    Proposal,
    Doer.OWNER,
    Form(
        (Proposal.OFFER, Proposal.NOTHING),
        {
            "remedies": Field("remedies"),
            "amount": Field("amount"),
            **OWN_SUMS,
            "reason": Field(),
            "approver_email": Field("member"),
        },
    ),
    Deadlines(),
    TimeOut.PASSES_ON,
    TaskMail.TASK,
    stages=frozenset({Stage.PROPOSE}),
    after_reflection=True,
    rule=_rule,
    completed=_completed,
    due_name=_due_name,
)
