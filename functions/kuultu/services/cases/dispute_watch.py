"""The watch over letters from dispute bodies: entered, answered, and never forgotten in between."""

from datetime import date, datetime, timedelta

from kuultu.domain.calendar.working_time import WorkingTime, day_of
from kuultu.domain.cases.dispute import Dispute, DisputeAnswer, answer_due, urgency_of, wants_reminder
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.form_check import date_in
from kuultu.domain.cases.payloads.case_page import CaseAction
from kuultu.domain.mail.dispute_mails import came_mails, dispute_reminder
from kuultu.errors import Gone
from kuultu.observability import count
from kuultu.services.calendar.survey_clocks import clocks_of
from kuultu.services.calendar.unit_working_time import country_days_of
from kuultu.services.dossiers import reloaded
from kuultu.services.mail.mail_throttling import send_or_hold
from kuultu.store import disputes

LOOKS_IN_A_DAY = 24
"""The looks of the sweep at a letter in each day."""


def enter_dispute(dossier: Dossier, action: CaseAction, by: str, now: datetime) -> None:
    """Store a letter from a dispute body, and tell owner and manager; the same letter again changes nothing.

    Raises Gone when another letter was entered in the same moment.
    """
    dispute, known = _letter(dossier, action, by, now), dossier.record.open_dispute
    if known and known.says_the_same(dispute):
        dispute = known
    elif not disputes.add(dispute, _next_look(dossier, now)):
        raise Gone("Another letter was entered in the same moment.", code="moved-on")
    else:
        count("DisputeEntered", case_id=dossier.case.id)
    dossier = reloaded(dossier)
    for mail in came_mails(dispute, dossier.case):
        send_or_hold(mail, dossier, now)


def _letter(dossier: Dossier, action: CaseAction, by: str, now: datetime) -> Dispute:
    law, unit = dossier.law, dossier.unit
    came_on = date_in(action.came_on) or _today(dossier, now)
    named = date_in(action.answer_by)
    due = answer_due(came_on, named, country_days_of(unit), law.dispute_days, now, unit.time_zone)
    number = len(dossier.record.disputes) + 1
    return Dispute(dossier.case.id, number, action.body, action.case_number, came_on, due, named is not None, now, by)


def answer_dispute(dossier: Dossier, action: CaseAction, by: str, now: datetime) -> None:
    """Record our answer to the open letter; raises Gone when another answer was recorded in the same moment."""
    dispute = dossier.record.open_dispute
    answer = DisputeAnswer(now, by, action.said, date_in(action.answered_on) or _today(dossier, now))
    if dispute is None or not disputes.answer(dispute, answer):
        raise Gone("Another answer was recorded in the same moment.", code="moved-on")
    count("DisputeAnswered", case_id=dossier.case.id)


def watch_dispute(dossier: Dossier, dispute: Dispute, now: datetime) -> None:
    """Remind owner or manager of a letter without an answer; a letter that a later one has replaced is left."""
    if dispute is not dossier.record.open_dispute:
        disputes.leave(dispute)
        return
    country, zone = country_days_of(dossier.unit), dossier.unit.time_zone
    if wants_reminder(dispute, country, now, zone):
        _remind(dossier, dispute, country, now)
    disputes.look_again(dispute, _next_look(dossier, now))


def _remind(dossier: Dossier, dispute: Dispute, country: WorkingTime, now: datetime) -> None:
    send_or_hold(dispute_reminder(dispute, dossier.case, urgency_of(dispute, country, now)), dossier, now)
    if disputes.note_reminder(dispute, now):
        count("DisputeReminded", case_id=dossier.case.id)


def _next_look(dossier: Dossier, now: datetime) -> datetime:
    hour: timedelta = clocks_of(dossier.survey).day / LOOKS_IN_A_DAY
    return now + hour


def _today(dossier: Dossier, now: datetime) -> date:
    return day_of(now, dossier.unit.time_zone)
