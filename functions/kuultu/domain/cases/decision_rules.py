"""Whether a decision may stand, beyond what its form says: the rules of the handling, and what is recorded with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.enquiries import ROLES, enquiries_in, recipients_of, statements_of_colleagues, suffixes
from kuultu.domain.cases.lifecycle import recovered
from kuultu.domain.cases.remedies import (
    NONE_OF_THESE,
    Offer,
    approver_of,
    cents_in,
    needs_approval,
    offer_flaws,
    offer_in,
    standing_offer,
    wishes_in,
)
from kuultu.domain.cases.task import Decision, Fields, TaskKind
from kuultu.domain.reply_guide import quotes, remarks_on
from kuultu.errors import Flaw, Invalid


@dataclass(frozen=True)
class Attempt:
    """What somebody is about to decide about a case; `by` is an address, or `customer`."""

    dossier: Dossier
    kind: TaskKind
    decision: Decision

    @property
    def choice(self) -> str:
        """What is chosen."""
        return self.decision.choice

    @property
    def fields(self) -> Fields:
        """What is written with it."""
        return self.decision.fields


def judged(attempt: Attempt) -> dict[str, str]:
    """The fields as they are recorded; raises Invalid for what the rules do not allow."""
    rule, addition = RULES.get(attempt.kind), ADDITIONS.get(attempt.kind)
    flaws = rule(attempt) if rule else []
    if flaws:
        raise Invalid(flaws=tuple(flaws))
    return {**attempt.fields, **(addition(attempt) if addition else {})}


def _required(attempt: Attempt, name: str) -> list[Flaw]:
    return [] if attempt.fields.get(name) else [Flaw(name, "required", "This field must be filled in.")]


def _triage(attempt: Attempt) -> list[Flaw]:
    if attempt.choice == "not_a_complaint" and enquiries_in(attempt.fields):
        return [Flaw("choice", "asking", "Nobody is asked about what is no complaint: handle it, or ask nobody.")]
    return _asking(attempt)


def _asking(attempt: Attempt) -> list[Flaw]:
    """Customers can be asked only by mail; a name or a question needs an address to go to."""
    fields, reachable = attempt.fields, attempt.dossier.case.reachable
    flaws = [
        Flaw(name, "not-reachable", "The customer left no mail address.")
        for name in ("ask_customer", "return_product")
        if fields.get(name) and not reachable
    ]
    for role in ROLES:
        for suffix in suffixes():
            named = any(fields.get(f"{role}_{part}{suffix}") for part in ("name", "question"))
            if named and not fields.get(f"{role}_email{suffix}"):
                flaws.append(Flaw(f"{role}_email{suffix}", "required", "To whom does the question go?"))
    return flaws


def _tell_more(attempt: Attempt) -> list[Flaw]:
    told = attempt.fields.get("details") or attempt.fields.get("wish")
    return _required(attempt, "details") if attempt.choice == "answer" and not told else []


def _statement(attempt: Attempt) -> list[Flaw]:
    return _required(attempt, "statement") if attempt.choice == "answer" else []


def _conclusion(attempt: Attempt) -> list[Flaw]:
    customer = attempt.dossier.response.contact.email.lower()
    shared = [address.lower() for address in recipients_of(attempt.decision)]
    return [Flaw("share_with", "is-customer", "The customer gets an answer, not this.")] if customer in shared else []


def _proposal(attempt: Attempt) -> list[Flaw]:
    record, offer = attempt.dossier.record, _offer(attempt)
    concluded = record.decision(TaskKind.CONCLUDE)
    flaws = offer_flaws(attempt.choice, offer, concluded.choice if concluded else "", wishes_in(record))
    if not flaws and needs_approval(offer, attempt.dossier.survey) and not _approver(attempt):
        return [Flaw("amount", "nobody-to-approve", "Above the limit somebody else approves, and there is nobody.")]
    return flaws


def _offer(attempt: Attempt) -> Offer:
    if attempt.choice == "nothing":
        return Offer(())
    return replace(offer_in(attempt.fields), cents=cents_in(attempt.fields.get("amount", "")))


def _approver(attempt: Attempt) -> dict[str, str]:
    dossier = attempt.dossier
    unit = dossier.response.context.unit
    person = approver_of(dossier.record, dossier.survey, attempt.decision.by, unit)
    return {"approver": person.email, "approver_name": person.name} if person else {}


def _proposed(attempt: Attempt) -> dict[str, str]:
    if attempt.choice == "nothing":
        return {"remedies": ""}
    offer = _offer(attempt)
    approver = _approver(attempt) if needs_approval(offer, attempt.dossier.survey) else {}
    return {"cents": str(offer.cents or ""), **approver}


def _approval(attempt: Attempt) -> list[Flaw]:
    return _required(attempt, "reason") if attempt.choice == "reject" else []


def _reply(attempt: Attempt) -> list[Flaw]:
    """A colleague's statement stays private; the guide's remarks are warnings, which the writer may overrule."""
    message = attempt.fields["message"]
    if any(quotes(message, statement) for statement in statements_of_colleagues(attempt.dossier.record)):
        return [Flaw("message", "quotes-statement", "This repeats what a colleague told us in private.")]
    if attempt.fields.get("despite_warnings"):
        return []
    return [Flaw("message", f"guide-{remark.concern}", remark.found) for remark in remarks_on(message, "")]


def _choice_of_remedy(attempt: Attempt) -> list[Flaw]:
    offered = [*standing_offer(attempt.dossier.record).remedies, NONE_OF_THESE]
    return [] if attempt.choice in offered else [Flaw("choice", "choose", f"Choose one of: {', '.join(offered)}.")]


def _follow_up(attempt: Attempt) -> dict[str, str]:
    return {"recovered": "yes" if recovered(attempt.decision, attempt.dossier.survey) else "no"}


def _case(attempt: Attempt) -> list[Flaw]:
    if attempt.choice == "hand_over":
        return _required(attempt, "owner_email")
    if attempt.choice == "ask":
        flaws = _asking(attempt)
        return flaws if flaws or enquiries_in(attempt.fields) else _required(attempt, "ask_customer")
    if attempt.decision.by != attempt.dossier.case.manager.email:
        return [Flaw("choice", "managers-only", "Only the manager can end the time to think.")]
    return _required(attempt, "reason")


RULES: Mapping[TaskKind, Callable[[Attempt], list[Flaw]]] = {
    TaskKind.TRIAGE: _triage,
    TaskKind.TELL_MORE: _tell_more,
    TaskKind.STATEMENT: _statement,
    TaskKind.CONCLUDE: _conclusion,
    TaskKind.PROPOSE_REMEDY: _proposal,
    TaskKind.APPROVE_REMEDY: _approval,
    TaskKind.REPLY: _reply,
    TaskKind.CHOOSE_REMEDY: _choice_of_remedy,
    TaskKind.CASE: _case,
}

ADDITIONS: Mapping[TaskKind, Callable[[Attempt], dict[str, str]]] = {
    TaskKind.PROPOSE_REMEDY: _proposed,
    TaskKind.FOLLOW_UP: _follow_up,
}
"""What the decision says without having been written: a sum in cents, who must approve, whether it helped."""
