"""Never forgotten: whoever has something to do is reminded, and a promise to a customer is never broken in silence."""

from datetime import datetime

from kuultu.domain.calendar.working_time import WorkingTime
from kuultu.domain.cases.case import Event
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.promise import delayed, is_watched, watch_of
from kuultu.domain.cases.task import Task, TaskKind
from kuultu.domain.cases.task_deadlines import has_run_out, may_remind, reminded
from kuultu.domain.mail.mail import WARNING, Mail, reminder_mail
from kuultu.observability import count
from kuultu.services.calendar.survey_clocks import clocks_of
from kuultu.services.calendar.unit_working_time import working_time_of
from kuultu.services.cases.task_flow import follow_through, lapse
from kuultu.services.cases.task_opening import send
from kuultu.services.dossiers import reloaded
from kuultu.store import cases, tasks


def see_to_task(dossier: Dossier, task: Task, now: datetime) -> None:
    """Do what time asks for: follow through what was decided, remind, or go on without it."""
    working = working_time_of(dossier.unit)
    if not task.open:
        follow_through(dossier, task, now)
    elif may_remind(task, working, now):
        remind(dossier, task, now)
    elif has_run_out(task, now) and _at_work(task, working, now):
        lapse(dossier, task, now)


def _at_work(task: Task, working: WorkingTime, now: datetime) -> bool:
    """What passes to a manager does so in working hours; a time-out can be noted at any."""
    return not task.kind.of_the_owner or working.is_working(now)


def remind(dossier: Dossier, task: Task, now: datetime) -> None:
    """Remind whoever has the task; nobody is reminded of what is done, not even done in this moment."""
    after = reminded(task, working_time_of(dossier.unit), now)
    if not tasks.change(task, after):
        return
    count("Reminded", case_id=task.case_id, task=task.kind.value)
    dossier = reloaded(dossier)
    if not dossier.record.on_record(task).ended:
        send(reminder_mail(after), dossier, now)


def watch_promise(dossier: Dossier, now: datetime) -> Dossier:
    """Warn the owner, tell the customer before a promise is broken, and the manager when it is."""
    if not is_watched(dossier.record):
        return dossier
    watch = watch_of(dossier.case, clocks_of(dossier.survey), working_time_of(dossier.unit))
    if watch.owner_at <= now and watch.owner_at < watch.customer_at:
        dossier = _warn_owner(dossier, now)
    if watch.customer_at <= now:
        dossier = _tell_customer(dossier, now)
    broken_at = dossier.case.broken_at
    return _warn_manager(dossier, now) if broken_at and broken_at <= now else dossier


def _warn_owner(dossier: Dossier, now: datetime) -> Dossier:
    case = dossier.case
    mine = [task for task in dossier.record.of_kind(*TaskKind) if task.kind.of_the_owner and not task.ended]
    about, name = (mine[0].kind, mine[0].name) if mine else (TaskKind.CASE, "")
    mail = Mail(case.id, case.round, f"reminder-{about}", about, WARNING + _promises(dossier), name)
    send(mail, dossier, now)
    cases.note_warning(case, Event("owner_warned", now, whom=case.owner.name))
    return reloaded(dossier)


def _tell_customer(dossier: Dossier, now: datetime) -> Dossier:
    case = dossier.case
    after = delayed(case, clocks_of(dossier.survey), working_time_of(dossier.unit), now)
    send(Mail(case.id, case.round, "delay", number=_promises(dossier)), dossier.with_case(after), now)
    if cases.move_promise(case, after):
        count("PromiseMoved", case_id=case.id)
    return reloaded(dossier)


def _warn_manager(dossier: Dossier, now: datetime) -> Dossier:
    case = dossier.case
    send(Mail(case.id, case.round, "escalation", TaskKind.CASE, _promises(dossier)), dossier, now)
    cases.note_warning(case, Event("manager_warned", now, whom=case.manager.name))
    return reloaded(dossier)


def _promises(dossier: Dossier) -> int:
    """How many promises were given to this customer."""
    return 1 + sum(event.what == "delayed" for event in dossier.case.events)
