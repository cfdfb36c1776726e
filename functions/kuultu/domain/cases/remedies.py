"""Remedies: what must be offered, and who must approve it (Finnish Consumer Protection Act, chapter 5)."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from kuultu.domain.cases.case import CaseRecord
from kuultu.domain.cases.task import Decision, Fields, Task, TaskKind
from kuultu.domain.people import Person
from kuultu.domain.surveys.survey import Survey
from kuultu.errors import Flaw


class Remedy(StrEnum):
    """What can be offered to put it right."""

    REPAIR = "repair"
    REPLACEMENT = "replacement"
    PRICE_REDUCTION = "price_reduction"
    REFUND = "refund"
    GIFT_CARD = "gift_card"
    OTHER = "other"
    APOLOGY = "apology"


STATUTORY = {Remedy.REPAIR, Remedy.REPLACEMENT, Remedy.PRICE_REDUCTION, Remedy.REFUND}
MONEY = {Remedy.PRICE_REDUCTION, Remedy.REFUND, Remedy.GIFT_CARD}
OUR_FAULT = {"ours", "product"}
"""Conclusions after which the customer has a right to a remedy."""

WISHES = ("nothing", "apology", "repair", "replacement", "price_reduction", "refund", "gift_card", "other")
"""What a customer may say would put it right."""

MOST_CENTS = 100_000_000
NONE_OF_THESE = "none_of_these"


@dataclass(frozen=True)
class Offer:
    """What is offered, and up to what sum."""

    remedies: tuple[Remedy, ...]
    cents: int | None = None

    @property
    def to_choose(self) -> bool:
        """Whether there is anything for the customer to choose; an apology alone is in the answer itself."""
        return bool(set(self.remedies) - {Remedy.APOLOGY})

    @property
    def gift_on_top(self) -> bool:
        """Whether a gift card comes on top of whatever else the customer chooses."""
        return Remedy.GIFT_CARD in self.remedies and bool(set(self.remedies) - {Remedy.GIFT_CARD, Remedy.APOLOGY})


def offer_in(fields: Fields) -> Offer:
    """The offer that a proposal holds."""
    remedies = tuple(Remedy(value) for value in fields.get("remedies", "").split(",") if value)
    return Offer(remedies, int(fields["cents"]) if fields.get("cents") else None)


def cents_in(text: str) -> int | None:
    """A sum in euros as people write it (`49,90`, `1 234.50`, `20 €`), in cents; None when it is none."""
    compact = re.sub(r"[\s\u00a0\u202f€]", "", text)
    found = re.fullmatch(r"([0-9]{1,7})(?:[.,]([0-9]{1,2}))?", compact, re.ASCII)
    if not found:
        return None
    cents = int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))
    return cents if 0 < cents <= MOST_CENTS else None


def offer_flaws(choice: str, offer: Offer, fault: str, wishes: Collection[str]) -> list[Flaw]:
    """Why this cannot be proposed after a conclusion with this fault, to a customer with these wishes."""
    if choice == "nothing":
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
    """Whether somebody else must look first: above the survey's limit, or money without a sum."""
    if offer.cents is None:
        return bool(set(offer.remedies) & MONEY)
    return offer.cents > survey.remedy_limit_cents


def approver_of(record: CaseRecord, survey: Survey, proposer: str, unit_id: str) -> Person | None:
    """Somebody other than the proposer: the manager, the unit's owner, or another unit's manager."""
    unit = survey.unit(unit_id)
    others = [record.case.manager, unit.manager, unit.owner, *(one.manager for one in survey.units)]
    return next((person for person in others if not person.has(proposer)), None)


def wishes_in(record: CaseRecord) -> set[str]:
    """What the customer said would put it right, in any round, where they used one of the known words."""
    asked = {TaskKind.TELL_MORE, TaskKind.CHOOSE_REMEDY}
    decisions = [task.decision for task in record.tasks if task.kind in asked and task.decision]
    return {decision.fields.get("wish", "") for decision in decisions} & set(WISHES)


def latest_proposal(record: CaseRecord) -> Task | None:
    """The round's latest proposal, decided or not."""
    return record.task(TaskKind.PROPOSE_REMEDY, name=numbered(len(record.of_kind(TaskKind.PROPOSE_REMEDY))))


def accepted_proposals(record: CaseRecord) -> list[Decision]:
    """The proposals of this round that nobody had to approve, or that were approved."""
    proposals = [task for task in record.of_kind(TaskKind.PROPOSE_REMEDY) if task.decision]
    return [task.decision for task in proposals if task.decision and not is_held_back(record, task)]


def standing_offer(record: CaseRecord) -> Offer:
    """What the round's latest accepted proposal offers; nothing when there is none."""
    accepted = accepted_proposals(record)
    return offer_in(accepted[-1].fields) if accepted else Offer(())


def is_refused(record: CaseRecord) -> bool:
    """Whether the answer refuses: no fault was found, or nothing is offered. It then names the dispute body."""
    concluded, accepted = record.decision(TaskKind.CONCLUDE), accepted_proposals(record)
    nothing = bool(accepted) and accepted[-1].choice == "nothing"
    return nothing or (concluded is not None and concluded.choice == "none")


def is_held_back(record: CaseRecord, proposal: Task) -> bool:
    """Whether a proposal needs an approval that it has not got, or not yet."""
    if proposal.decision is None or not proposal.decision.fields.get("approver"):
        return False
    approval = record.decision(TaskKind.APPROVE_REMEDY, proposal.name)
    return approval is None or approval.choice != "approve"


def turned_down(record: CaseRecord) -> int:
    """How often the customer wished for something else in this round."""
    decisions = [task.decision for task in record.of_kind(TaskKind.CHOOSE_REMEDY)]
    return sum(decision is not None and decision.choice == NONE_OF_THESE for decision in decisions)


def numbered(count: int) -> str:
    """The name of the first, second … task of its kind in a round; the first needs none."""
    return str(count) if count > 1 else ""
