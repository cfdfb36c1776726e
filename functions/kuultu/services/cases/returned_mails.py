"""Mail that came back for good: who was meant, and what follows."""

from datetime import datetime

from kuultu.domain.cases.customer_effects import SendAgain, TellReturned
from kuultu.domain.cases.deliverability import person_of_hash
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.events import MailReturned
from kuultu.domain.mail.mail import Mail, MailState
from kuultu.domain.mail.task_mails import is_to_customer
from kuultu.domain.people import hash_of_address
from kuultu.services.cases.effect_loop import carry_out
from kuultu.services.dossiers import after_write, dossier_of
from kuultu.services.mail.recipients import recipient_in
from kuultu.store import case_notes, returned_mails


def see_to_returned(mail: Mail, state: MailState, now: datetime) -> None:
    """Tell of a mail that came back, if it was about a case; a mail to an address since corrected is sent again."""
    if mail.round:
        dossier = dossier_of(mail.case_id)
        to = returned_mails.recipient_hash(mail) or hash_of_address(recipient_in(mail, dossier).address)
        _tell(mail, state, to, dossier, now)
    returned_mails.see_no_more(mail)


def _tell(mail: Mail, state: MailState, to: str, dossier: Dossier, now: datetime) -> None:
    if not is_to_customer(mail):
        person = person_of_hash(to, dossier)
        whom = person.name if person else dossier.survey.organisation
        carry_out([TellReturned(MailReturned(now, whom, state.value, to))], dossier, now)
    elif to == hash_of_address(dossier.customer_email):
        carry_out([TellReturned(MailReturned(now, "", state.value, to), mail.id)], dossier, now)
    else:
        dossier = after_write(dossier, case_notes.note_undelivered(dossier.case, mail.id))
        carry_out([SendAgain()], dossier, now)
