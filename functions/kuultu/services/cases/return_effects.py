"""Effects of mail that did not arrive; each can be performed again and changes nothing then."""

from datetime import datetime

from kuultu.domain.cases import customer_effects as customers
from kuultu.domain.cases.calls import answer_waits
from kuultu.domain.cases.case import Stage
from kuultu.domain.cases.deliverability import told_return
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.effects import PlanFollowUp
from kuultu.domain.cases.events import MailResent
from kuultu.domain.cases.remedies import latest_choice
from kuultu.domain.cases.stages import stage_of
from kuultu.domain.cases.task_deadlines import new_task
from kuultu.domain.mail.bounced_mails import bounced_mails
from kuultu.errors import Unavailable
from kuultu.observability import count
from kuultu.services.calendar.survey_clocks import clocks_of
from kuultu.services.calendar.unit_working_time import working_time_of
from kuultu.services.cases.performing import Performed
from kuultu.services.dossiers import after_write
from kuultu.services.mail.mail_throttling import send_or_hold
from kuultu.store import case_notes, returned_mails, tasks


def tell_returned(effect: customers.TellReturned, dossier: Dossier, now: datetime) -> Performed:
    """Keep the event unless one says the same, note the customer's mail, and tell; raises Unavailable to try later."""
    if effect.mail_id and effect.mail_id not in dossier.case.undelivered:
        dossier = after_write(dossier, case_notes.note_undelivered(dossier.case, effect.mail_id))
    if told_return(dossier.case, effect.event) is None:
        dossier = after_write(dossier, case_notes.note_event(dossier.case, effect.event))
    event = told_return(dossier.case, effect.event)
    if event is None:
        raise Unavailable("The case changed in the same moment.")
    for mail in bounced_mails(event, dossier):
        send_or_hold(mail, dossier, now)
    return Performed(dossier, [] if event.whom else [customers.FollowAddress()])


def correct_address(effect: customers.CorrectAddress, dossier: Dossier, now: datetime) -> Performed:
    """Keep the corrected address, unless it is the present one."""
    if dossier.customer_email != effect.event.address:
        dossier = after_write(dossier, case_notes.note_event(dossier.case, effect.event))
        if dossier.customer_email != effect.event.address:
            raise Unavailable("The case changed in the same moment.")
        count("AddressCorrected", case_id=dossier.case.id)
    return Performed(dossier, [customers.FollowAddress(), customers.SendAgain()])


def send_again(effect: customers.SendAgain, dossier: Dossier, now: datetime) -> Performed:
    """Release the mails that did not reach the customer: the next sweep writes and sends those that are not moot.

    After an answer among them, the days until the follow-up begin anew.
    """
    case, unanswered = dossier.case, answer_waits(dossier.record)
    if not case.undelivered or case.undeliverable or case.held_up:
        return Performed(dossier)
    for mail_id in case.undelivered:
        returned_mails.release(mail_id, now)
    dossier = after_write(dossier, case_notes.forget_undelivered(case))
    return Performed(dossier, [customers.CountFromAnswer(now)] if unanswered else [])


def resend(effect: customers.Resend, dossier: Dossier, now: datetime) -> Performed:
    """Note who asked for another try, if refused mail waits for that."""
    if dossier.case.held_up:
        dossier = after_write(dossier, case_notes.note_event(dossier.case, MailResent(now, effect.by)))
        if dossier.case.held_up:
            raise Unavailable("The case changed in the same moment.")
        count("MailResent", case_id=dossier.case.id)
    return Performed(dossier, [customers.FollowAddress(), customers.SendAgain()])


def count_from_answer(effect: customers.CountFromAnswer, dossier: Dossier, now: datetime) -> Performed:
    """Give the customer the whole time for a choice, and plan the follow-up; only between answer and follow-up."""
    record, choosing = dossier.record, latest_choice(dossier.record)
    if record.case.follow_up_at is None or stage_of(record) not in {Stage.CHOOSE, Stage.WAIT}:
        return Performed(dossier)
    if choosing and not choosing.ended:
        timed = new_task(record, choosing, clocks_of(dossier.survey), working_time_of(dossier.unit), effect.since)
        dossier = dossier.with_task(tasks.change(choosing, timed) or choosing)
    return Performed(dossier, [PlanFollowUp(effect.since)])
