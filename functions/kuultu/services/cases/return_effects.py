"""Effects of mail that came back; each can be performed again and changes nothing then."""

from datetime import datetime

from kuultu.domain.cases import customer_effects as customers
from kuultu.domain.cases.deliverability import is_undeliverable, returns_in
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.mail.bounced_mails import bounced_mails
from kuultu.errors import Unavailable
from kuultu.observability import count
from kuultu.services.cases.performing import Performed
from kuultu.services.dossiers import after_write
from kuultu.services.mail.mail_throttling import send_or_hold
from kuultu.store import case_notes, returned_mails


def tell_returned(effect: customers.TellReturned, dossier: Dossier, now: datetime) -> Performed:
    """Keep the event once for each address, note the customer's mail, and tell; raises Unavailable to try later."""
    if effect.mail_id and effect.mail_id not in dossier.case.undelivered:
        dossier = after_write(dossier, case_notes.note_undelivered(dossier.case, effect.mail_id))
    known = {one.address_hash: one for one in returns_in(dossier.case)}
    if effect.event.address_hash not in known:
        dossier = after_write(dossier, case_notes.note_event(dossier.case, effect.event))
        known = {one.address_hash: one for one in returns_in(dossier.case)}
    if effect.event.address_hash not in known:
        raise Unavailable("The case changed in the same moment.")
    for mail in bounced_mails(known[effect.event.address_hash], dossier):
        send_or_hold(mail, dossier, now)
    return Performed(dossier)


def correct_address(effect: customers.CorrectAddress, dossier: Dossier, now: datetime) -> Performed:
    """Keep the corrected address, unless it is the present one."""
    if dossier.customer_email != effect.event.address:
        dossier = after_write(dossier, case_notes.note_event(dossier.case, effect.event))
        if dossier.customer_email != effect.event.address:
            raise Unavailable("The case changed in the same moment.")
        count("AddressCorrected", case_id=dossier.case.id)
    return Performed(dossier, [customers.SendAgain()])


def send_again(effect: customers.SendAgain, dossier: Dossier, now: datetime) -> Performed:
    """Release the mails that did not reach the customer: the next sweep writes and sends those that are not moot."""
    waiting = dossier.case.undelivered
    if not waiting or is_undeliverable(dossier.case):
        return Performed(dossier)
    for mail_id in waiting:
        returned_mails.release(mail_id, now)
    return Performed(after_write(dossier, case_notes.forget_undelivered(dossier.case)))
