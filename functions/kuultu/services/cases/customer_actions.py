"""Actions of the customer on their page of the case."""

from datetime import datetime
from typing import cast

from kuultu.domain.cases.decisions import Decision, Payload
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.effects import TakeBack
from kuultu.domain.cases.lifecycle import possible_for_customer
from kuultu.domain.cases.payloads.customers_page import CustomerAction
from kuultu.domain.cases.reopening import was_taken_back
from kuultu.errors import Gone
from kuultu.observability import count
from kuultu.services.cases.effect_loop import carry_out


def act_on_my_case(dossier: Dossier, decision: Decision[Payload], now: datetime) -> None:
    """Carry out an action of the customer; a second click changes nothing. Raises Gone when the case has moved on."""
    if decision.choice not in possible_for_customer(dossier.case):
        if was_taken_back(dossier.case) and dossier.case.outcome is None:
            return
        raise Gone(code="expired")
    count("CustomerActed", case_id=dossier.case.id, choice=decision.choice)
    carry_out([TakeBack(cast(CustomerAction, decision.payload).text)], dossier, now)
