"""Rules of remedies: statutory offer, approval, choice, delivery; what is statutory is said in `domain/law`."""

from collections.abc import Collection
from datetime import datetime

from kuultu.domain.cases.case import CaseRecord
from kuultu.domain.cases.decisions import Decision
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.payloads.calling import Call
from kuultu.domain.cases.payloads.finding_out import Conclusion, Explanation, Fault
from kuultu.domain.cases.payloads.putting_right import Approval, Delivery, Proposal, RemedyChoice
from kuultu.domain.cases.remedy import LEAST_CENTS, MONEY, NONE_OF_THESE, WISHES, Offer, Remedy
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.law.law import Law
from kuultu.domain.people import Person
from kuultu.domain.surveys.survey import Survey
from kuultu.errors import Flaw


def due_remedies(record: CaseRecord, law: Law) -> frozenset[str]:
    """The remedies of which at least one is due to the customer, by the fault in the conclusion; empty if none is.

    None is due once a remedy was delivered in the round: then the owner answers about what is left.
    """
    concluded = record.decision(Conclusion)
    delivered = any(delivery.choice == Delivery.DELIVERED for delivery in record.decisions(Delivery))
    if concluded is None or delivered:
        return frozenset()
    return law.statutory if law.owes_remedy(concluded.choice, outsider=concluded.payload.outsider) else frozenset()


def offer_flaws(choice: str, offer: Offer, due: Collection[str], wishes: Collection[str]) -> list[Flaw]:
    """The flaws of a proposal, by the remedies of which one is due (empty: none) and the customer's wishes."""
    if choice == Proposal.NOTHING:
        flaw = Flaw("choice", "remedy-required", "The customer has a right to a remedy: at least one is offered.")
        return [flaw] if due else []
    if not offer.remedies:
        return [Flaw("remedies", "required", "Choose what is offered.")]
    offered, wished = set(offer.remedies), Remedy.GIFT_CARD in wishes
    if Remedy.GIFT_CARD in offered and not offered - {Remedy.GIFT_CARD, Remedy.APOLOGY} and not wished:
        return [Flaw("remedies", "gift-card-alone", "A gift card comes on top, unless the customer wished for it.")]
    if due and not offered & set(due) and not (wished and Remedy.GIFT_CARD in offered):
        return [Flaw("remedies", "statutory-required", "Offer repair, replacement, price reduction or refund.")]
    return _sum_flaws(offer)


def _sum_flaws(offer: Offer) -> list[Flaw]:
    """The flaw of one sum for several remedies in money, of which each has its own sum."""
    shared = offer.cents is not None and len(set(offer.remedies) & MONEY - offer.sums.keys()) > 1
    return [Flaw("amount", "sum-for-each", "Write a sum for each of the remedies in money.")] if shared else []


def needs_approval(offer: Offer, survey: Survey) -> bool:
    """True if an offer needs an approver: it can come to more than the survey's limit, or to a sum that is not said.

    A price reduction or refund below LEAST_CENTS needs one too.
    """
    most = offer.most_cents
    if most is None or most > survey.remedy_limit_cents:
        return True
    sums = [offer.sum_of(remedy) for remedy in offer.remedies if remedy in {Remedy.PRICE_REDUCTION, Remedy.REFUND}]
    return any(cents is not None and cents < LEAST_CENTS for cents in sums)


def approver_of(dossier: Dossier, proposer: str, now: datetime) -> Person | None:
    """The approver of an offer, never the proposer (a mail address); None if there is nobody else.

    The order is: the case's manager, the unit's manager, the unit's owner, the managers of other units, the contact;
    for each, whoever stands in.
    """
    unit, survey = dossier.unit, dossier.survey
    others = [dossier.case.manager, unit.manager, unit.owner, *(one.manager for one in survey.units)]
    others += [contact for contact in (survey.directory.contact_person,) if contact]
    there = [dossier.present(person, now) for person in others]
    return next((person for person in there if not person.has_mailbox(proposer)), None)


def wishes_in(record: CaseRecord) -> set[str]:
    """The customer's wishes in all rounds, without texts that are not in `WISHES`."""
    told = [decision.payload.wish for decision in record.decisions(Explanation, every_round=True)]
    chosen = [decision.payload.wish for decision in record.decisions(RemedyChoice, every_round=True)]
    return {*told, *chosen} & set(WISHES)


def latest_proposal(record: CaseRecord) -> Task | None:
    """The round's latest proposal, decided or not."""
    return record.task(TaskKind.PROPOSE_REMEDY, name=numbered(len(record.of_kind(TaskKind.PROPOSE_REMEDY))))


def proposed(record: CaseRecord) -> Decision[Proposal] | None:
    """The decision of the round's latest proposal; None before the decision."""
    task = latest_proposal(record)
    return record.decision(Proposal, task.name) if task else None


def accepted_proposals(record: CaseRecord) -> list[Decision[Proposal]]:
    """The decided proposals of the current round that needed no approval, or that were approved; oldest first."""
    made = [(task, record.decision(Proposal, task.name)) for task in record.of_kind(TaskKind.PROPOSE_REMEDY)]
    return [decision for task, decision in made if decision and not is_held_back(record, task)]


def standing_offer(record: CaseRecord) -> Offer:
    """The offer of the round's latest accepted proposal; empty when there is none."""
    accepted = accepted_proposals(record)
    return accepted[-1].payload.offer if accepted else Offer(())


def is_refused(record: CaseRecord) -> bool:
    """True if the answer refuses, and names the dispute body: no fault found, less offered, or no offer that suited."""
    concluded, accepted = record.decision(Conclusion), accepted_proposals(record)
    less = bool(accepted) and _offers_less(accepted[-1].payload.offer, wishes_in(record))
    return less or turned_down(record) > 0 or (concluded is not None and concluded.choice == Fault.NONE)


def _offers_less(offer: Offer, wishes: Collection[str]) -> bool:
    """True if nothing beyond an apology is offered, or nothing of what the customer wished for beyond an apology.

    An apology is enough for a customer who wished for an apology or nothing.
    """
    given = set(offer.remedies) - {Remedy.APOLOGY}
    asked = set(wishes) - {"nothing", Remedy.APOLOGY}
    return not asked & given if asked else not given and not wishes


def is_held_back(record: CaseRecord, proposal: Task) -> bool:
    """True if a proposal needs an approval, and the approval is refused or not given yet."""
    decided = record.decision(Proposal, proposal.name)
    if decided is None or decided.payload.approver is None:
        return False
    approval = record.decision(Approval, proposal.name)
    return approval is None or approval.choice != Approval.APPROVE


def replies_wanted(record: CaseRecord) -> int:
    """The number of answers to the customer in the round by now: one for each accepted proposal, at least 1."""
    return max(1, len(accepted_proposals(record)))


def latest_choice(record: CaseRecord) -> Task | None:
    """The task of the customer's choice that goes with the latest answer; None without such a task."""
    return record.task(TaskKind.CHOOSE_REMEDY, name=numbered(replies_wanted(record)))


def to_deliver(choosing: Task) -> bool:
    """True if the customer chose a remedy for delivery: neither `none_of_these` nor an apology."""
    return choosing.decision is not None and choosing.decision.choice not in {NONE_OF_THESE, Remedy.APOLOGY}


def turned_down(record: CaseRecord, round_: int | None = None) -> int:
    """The number of choices `none_of_these` in a round (by default the current round)."""
    wanted = round_ or record.case.round
    choices = [task.decision for task in record.tasks if task.kind is RemedyChoice.kind and task.round == wanted]
    return sum(decision is not None and decision.choice == NONE_OF_THESE for decision in choices)


def numbered(count: int) -> str:
    """The name of the first, second … task of a kind in a round: empty, `2` …"""
    return str(count) if count > 1 else ""


def account_holders(record: CaseRecord, name: str) -> list[tuple[Task, RemedyChoice | Call]]:
    """The tasks that hold an account number, with their payloads: the choice of a name, and the calls of the round."""
    tasks = [task for task in (record.task(TaskKind.CHOOSE_REMEDY, name=name), *record.of_kind(TaskKind.CALL)) if task]
    decided = [(task, task.decision.payload) for task in tasks if task.decision]
    return [(task, one) for task, one in decided if isinstance(one, (RemedyChoice, Call)) and one.account]
