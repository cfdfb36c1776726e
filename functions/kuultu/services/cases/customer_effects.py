"""Effects of what the customer does on their page of the case; each can be performed again and changes nothing then."""

from datetime import datetime

from kuultu.domain.cases import customer_effects as customers
from kuultu.domain.cases import effects
from kuultu.domain.cases.customers_page import is_repeated
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.events import Settled
from kuultu.domain.cases.reopening import settled_by_customer
from kuultu.domain.mail.customer_news import news_mail
from kuultu.errors import Gone, Unavailable
from kuultu.observability import count
from kuultu.services.cases.performing import Performed
from kuultu.services.dossiers import after_write
from kuultu.services.mail.mail_throttling import send_or_hold
from kuultu.store import case_notes

MOST_TRIES = 4
"""The largest number of tries to keep an event, while other events come in the same moment."""


def hear_customer(effect: customers.HearCustomer, dossier: Dossier, now: datetime) -> Performed:
    """Keep a text or a wish to be called, once, and mail it to the owner at once."""
    for _ in range(MOST_TRIES):
        if is_repeated(dossier.case, effect.event):
            send_or_hold(news_mail(dossier.case, type(effect.event)), dossier, now)
            return Performed(dossier)
        dossier = after_write(dossier, case_notes.note_event(dossier.case, effect.event))
    raise Unavailable("The case changes too fast for another event.")


def end_for_customer(effect: customers.EndForCustomer, dossier: Dossier, now: datetime) -> Performed:
    """Note that the matter is settled, and carry the case on: there is only its end left.

    Raises Gone when the case was closed, or began another round, in the same moment.
    """
    if not settled_by_customer(dossier.case):
        settled = case_notes.settle(dossier.case, Settled(now, effect.text))
        if settled:
            count("CaseSettledByCustomer", case_id=settled.id)
        dossier = after_write(dossier, settled)
    if not settled_by_customer(dossier.case):
        raise Gone("The case was closed in the same moment.", code="moved-on")
    if dossier.case.outcome:
        return Performed(dossier)
    return Performed(dossier, [effects.CarryOn("The customer said that the matter is settled.")])
