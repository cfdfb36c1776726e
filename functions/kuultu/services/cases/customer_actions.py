"""Actions of the customer on their page of the case."""

from datetime import datetime
from typing import cast

from kuultu.domain.cases.case import Case
from kuultu.domain.cases.customer_effects import EndForCustomer, HearCustomer, TakeBack
from kuultu.domain.cases.customers_page import possible_for_customer
from kuultu.domain.cases.decisions import Decision, Payload
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.effects import Effect
from kuultu.domain.cases.events import Added, CallWished
from kuultu.domain.cases.payloads.customers_page import CustomerAction
from kuultu.domain.cases.reopening import settled_by_customer, was_taken_back
from kuultu.errors import Gone
from kuultu.observability import count
from kuultu.services.cases.effect_loop import carry_out


def act_on_my_case(dossier: Dossier, decision: Decision[Payload], now: datetime) -> None:
    """Carry out an action of the customer; a second click changes nothing. Raises Gone when the case has moved on."""
    action = cast(CustomerAction, decision.payload)
    if decision.choice not in possible_for_customer(dossier.record):
        if _is_done(decision.choice, dossier.case):
            return
        raise Gone(code="moved-on")
    count("CustomerActed", case_id=dossier.case.id, choice=decision.choice)
    carry_out([_effect(decision.choice, action, now)], dossier, now)


def _is_done(choice: str, case: Case) -> bool:
    """True if a choice that is no longer possible was made before."""
    if choice == CustomerAction.SOLVED:
        return settled_by_customer(case)
    return choice == CustomerAction.TAKE_BACK and was_taken_back(case) and case.outcome is None


def _effect(choice: str, action: CustomerAction, now: datetime) -> Effect:
    """The effect of an action."""
    if choice == CustomerAction.TAKE_BACK:
        return TakeBack(action.text)
    if choice == CustomerAction.SOLVED:
        return EndForCustomer(action.text)
    wished = choice == CustomerAction.CALL_ME
    return HearCustomer(CallWished(now, action.phone, action.text, action.when) if wished else Added(now, action.text))
