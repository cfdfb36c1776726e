"""The watch over the promise to a customer: it is never broken in silence."""

from dataclasses import replace
from datetime import datetime

from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.effects import HandOver
from kuultu.domain.cases.escalation import is_above_manager
from kuultu.domain.cases.events import Delayed, HandOverReason, ManagerWarned, OwnerWarned
from kuultu.domain.cases.promise import MOST_DELAYS, delayed, delays_in, is_watched, watch_of
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import OWNERS_TASKS
from kuultu.domain.mail.mail import Mail, MailKind
from kuultu.observability import count
from kuultu.services.calendar.survey_clocks import clocks_of
from kuultu.services.calendar.unit_working_time import working_time_of
from kuultu.services.cases.effect_loop import carry_out
from kuultu.services.dossiers import after_write
from kuultu.services.mail.mail_throttling import send_or_hold
from kuultu.store import case_notes, cases


def watch_promise(dossier: Dossier, now: datetime) -> Dossier:
    """Warn the owner and tell the customer before a promise is broken; warn the manager when it is broken."""
    if not is_watched(dossier.record):
        return dossier
    watch = watch_of(dossier.case, clocks_of(dossier.survey), working_time_of(dossier.unit))
    if _is_due(watch.owner_at, now) and not _is_due(watch.customer_at, now):
        dossier = _warn_owner(dossier, now)
    if _is_due(watch.customer_at, now):
        dossier = _tell_customer(dossier, now)
        watch = replace(watch, manager_at=dossier.case.broken_at)
    return _warn_manager(dossier, now) if _is_due(watch.manager_at, now) else dossier


def _is_due(at: datetime | None, now: datetime) -> bool:
    return at is not None and at <= now


def _warn_owner(dossier: Dossier, now: datetime) -> Dossier:
    case = dossier.case
    waiting = [task for task in dossier.record.of_kind(*OWNERS_TASKS) if not task.ended]
    about, name = (waiting[0].kind, waiting[0].name) if waiting else (TaskKind.CASE, "")
    mail = Mail(case.id, case.round, MailKind.WARNING, about, _promises(dossier), name)
    send_or_hold(mail, dossier, now)
    return after_write(dossier, case_notes.note_warning(case, OwnerWarned(now, case.owner.name)))


def _tell_customer(dossier: Dossier, now: datetime) -> Dossier:
    """Tell the customer of a delay; after the last one the manager has the case, if it has not passed them by."""
    if delays_in(dossier.case) == MOST_DELAYS - 1 and not is_above_manager(dossier.case):
        dossier = carry_out([HandOver(dossier.case.manager, "", HandOverReason.DELAYED)], dossier, now)
    case = dossier.case
    after = delayed(case, clocks_of(dossier.survey), working_time_of(dossier.unit), now)
    mail = Mail(case.id, case.round, MailKind.DELAY, number=_promises(dossier))
    send_or_hold(mail, dossier.with_case(after), now)
    moved = cases.move_promise(case, after)
    if moved:
        count("PromiseMoved", case_id=case.id)
    return after_write(dossier, moved)


def _warn_manager(dossier: Dossier, now: datetime) -> Dossier:
    case = dossier.case
    told = sum(isinstance(event, ManagerWarned) for event in case.events)
    mail = Mail(case.id, case.round, MailKind.ESCALATION, TaskKind.CASE, _promises(dossier) + told)
    send_or_hold(mail, dossier, now)
    return after_write(dossier, case_notes.note_warning(case, ManagerWarned(now, case.manager.name)))


def _promises(dossier: Dossier) -> int:
    """The number of promises given to the customer."""
    return 1 + sum(isinstance(event, Delayed) for event in dossier.case.events)
