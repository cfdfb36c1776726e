"""Rules of remedies: statutory offer, approval, choice, delivery (Finnish Consumer Protection Act, chapter 5)."""

from collections.abc import Collection

from kuultu.domain.cases.case import CaseRecord
from kuultu.domain.cases.decisions import Decision
from kuultu.domain.cases.payloads.finding_out import Conclusion, Explanation, Fault
from kuultu.domain.cases.payloads.putting_right import Approval, Proposal, RemedyChoice
from kuultu.domain.cases.remedy import MONEY, NONE_OF_THESE, STATUTORY, WISHES, Offer, Remedy
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.people import Person
from kuultu.domain.surveys.survey import Survey
from kuultu.errors import Flaw

OUR_FAULT = {Fault.OURS, Fault.PRODUCT}
"""Conclusions after which the customer has a right to a remedy."""

MOST_WISHES = 1
"""Times in a round that the owner proposes anew because the customer wished for something else."""


def offer_flaws(choice: str, offer: Offer, fault: str, wishes: Collection[str]) -> list[Flaw]:
    """The flaws of a proposal after a conclusion with this fault, to a customer with these wishes."""
    if choice == Proposal.NOTHING:
        flaw = Flaw("choice", "remedy-required", "It was our fault, or the product's: at least one remedy is offered.")
        return [flaw] if fault in OUR_FAULT else []
    if not offer.remedies:
        return [Flaw("remedies", "required", "Choose what is offered.")]
    offered, wished = set(offer.remedies), Remedy.GIFT_CARD in wishes
    if Remedy.GIFT_CARD in offered and not offered - {Remedy.GIFT_CARD, Remedy.APOLOGY} and not wished:
        return [Flaw("remedies", "gift-card-alone", "A gift card comes on top, unless the customer wished for it.")]
    if fault in OUR_FAULT and not offered & STATUTORY and not (wished and Remedy.GIFT_CARD in offered):
        return [Flaw("remedies", "statutory-required", "Offer repair, replacement, price reduction or refund.")]
    return []


def needs_approval(offer: Offer, survey: Survey) -> bool:
    """True if somebody else must look first: above the survey's limit, or money without a sum."""
    if offer.cents is None:
        return bool(set(offer.remedies) & MONEY)
    return offer.cents > survey.remedy_limit_cents


def approver_of(record: CaseRecord, survey: Survey, proposer: str, unit_id: str) -> Person | None:
    """Somebody other than the proposer: the manager, the unit's owner, or another unit's manager."""
    unit = survey.unit(unit_id)
    others = [record.case.manager, unit.manager, unit.owner, *(one.manager for one in survey.units)]
    return next((person for person in others if not person.has(proposer)), None)


def wishes_in(record: CaseRecord) -> set[str]:
    """The customer's wishes in all rounds, where they are among the known words."""
    told = [decision.payload.wish for decision in record.decisions(Explanation, every_round=True)]
    chosen = [decision.payload.wish for decision in record.decisions(RemedyChoice, every_round=True)]
    return {*told, *chosen} & set(WISHES)


def latest_proposal(record: CaseRecord) -> Task | None:
    """The round's latest proposal, decided or not."""
    return record.task(TaskKind.PROPOSE_REMEDY, name=numbered(len(record.of_kind(TaskKind.PROPOSE_REMEDY))))


def proposed(record: CaseRecord) -> Decision[Proposal] | None:
    """The decision of the round's latest proposal, if it is decided."""
    task = latest_proposal(record)
    return record.decision(Proposal, task.name) if task else None


def accepted_proposals(record: CaseRecord) -> list[Decision[Proposal]]:
    """The proposals of this round that nobody had to approve, or that were approved."""
    made = [(task, record.decision(Proposal, task.name)) for task in record.of_kind(TaskKind.PROPOSE_REMEDY)]
    return [decision for task, decision in made if decision and not is_held_back(record, task)]


def standing_offer(record: CaseRecord) -> Offer:
    """The offer of the round's latest accepted proposal; empty when there is none."""
    accepted = accepted_proposals(record)
    return accepted[-1].payload.offer if accepted else Offer(())


def is_refused(record: CaseRecord) -> bool:
    """True if the answer refuses: no fault was found, or nothing is offered. It then names the dispute body."""
    concluded, accepted = record.decision(Conclusion), accepted_proposals(record)
    nothing = bool(accepted) and accepted[-1].choice == Proposal.NOTHING
    return nothing or (concluded is not None and concluded.choice == Fault.NONE)


def is_held_back(record: CaseRecord, proposal: Task) -> bool:
    """True if a proposal needs an approval that it has not got, or not yet."""
    decided = record.decision(Proposal, proposal.name)
    if decided is None or decided.payload.approver is None:
        return False
    approval = record.decision(Approval, proposal.name)
    return approval is None or approval.choice != Approval.APPROVE


def replies_wanted(record: CaseRecord) -> int:
    """The number of answers to the customer in this round by now: one for each proposal that stands."""
    return max(1, len(accepted_proposals(record)))


def latest_choice(record: CaseRecord) -> Task | None:
    """The customer's choice that goes with the latest answer, if there was something to choose."""
    return record.task(TaskKind.CHOOSE_REMEDY, name=numbered(replies_wanted(record)))


def to_deliver(choosing: Task) -> bool:
    """True if the customer chose something that somebody has to deliver."""
    return choosing.decision is not None and choosing.decision.choice not in {NONE_OF_THESE, Remedy.APOLOGY}


def turned_down(record: CaseRecord, round_: int | None = None) -> int:
    """Times in a round (the current one unless given) that the customer wished for something else."""
    wanted = round_ or record.case.round
    choices = [task.decision for task in record.tasks if task.kind is RemedyChoice.kind and task.round == wanted]
    return sum(decision is not None and decision.choice == NONE_OF_THESE for decision in choices)


def numbered(count: int) -> str:
    """The name of the first, second … task of its kind in a round; the first needs none."""
    return str(count) if count > 1 else ""
