"""Mail that did not arrive, because it came back for good or SES refused it: who was meant, and what follows."""

from datetime import datetime

from kuultu.domain.cases.customer_effects import SendAgain, TellReturned
from kuultu.domain.cases.deliverability import person_of_hash
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.events import MailReturned
from kuultu.domain.mail.mail import Mail, MailKind, MailState, Why, why_undelivered
from kuultu.domain.mail.task_mails import is_to_customer
from kuultu.domain.people import hash_of_address
from kuultu.services.cases.effect_loop import carry_out
from kuultu.services.dossiers import after_write, dossier_of
from kuultu.services.mail.mail_waiting import end_wait
from kuultu.services.mail.recipients import recipient_in
from kuultu.store import case_notes, returned_mails


def see_to_returned(mail: Mail, state: MailState, now: datetime) -> None:
    """Tell of a mail that did not arrive, if it was about a case; if the address is corrected since, it is sent again.

    Of a refused mail that tells of another nothing more is sent: the alarm calls whoever runs Kuultu.
    """
    if mail.round and not (mail.kind is MailKind.BOUNCED and state is MailState.NEEDS_A_PERSON):
        dossier = dossier_of(mail.case_id)
        recipient, reason = returned_mails.recipient_and_reason(mail)
        to = recipient or hash_of_address(recipient_in(mail, dossier).address)
        _tell(mail, why_undelivered(state, reason), to, dossier, now)
    end_wait(mail, now)
    returned_mails.see_no_more(mail)


def _tell(mail: Mail, why: Why, to: str, dossier: Dossier, now: datetime) -> None:
    if not is_to_customer(mail):
        person = person_of_hash(to, dossier)
        whom = person.name if person else dossier.survey.organisation
        carry_out([TellReturned(MailReturned(now, whom, why.value, to))], dossier, now)
    elif to == hash_of_address(dossier.customer_email):
        carry_out([TellReturned(MailReturned(now, "", why.value, to), mail.id)], dossier, now)
    else:
        dossier = after_write(dossier, case_notes.note_undelivered(dossier.case, mail.id))
        carry_out([SendAgain()], dossier, now)
