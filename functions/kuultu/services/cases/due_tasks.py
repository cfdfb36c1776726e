"""Tasks that are due: reminded of, passed on, lapsed, or followed through."""

from datetime import datetime

from kuultu.domain.calendar.working_time import WorkingTime
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_deadlines import has_run_out, may_remind, reminded
from kuultu.domain.cases.tasks import entry_of
from kuultu.domain.mail.task_mails import reminder_mail
from kuultu.observability import count
from kuultu.services.calendar.unit_working_time import working_time_of
from kuultu.services.cases.task_flow import follow_through, let_lapse
from kuultu.services.mail.mail_throttling import send_or_hold
from kuultu.store import tasks


def attend_to_task(dossier: Dossier, task: Task, now: datetime) -> None:
    """See to a due task: follow through a decision or an expiry, remind the assignee, or let the task lapse."""
    working = working_time_of(dossier.unit)
    if not task.open:
        follow_through(dossier, task, now)
    elif may_remind(task, working, now):
        remind(dossier, task, now)
    elif has_run_out(task, now) and _at_work(task, working, now):
        let_lapse(dossier, task, now)


def _at_work(task: Task, working: WorkingTime, now: datetime) -> bool:
    """True if the task may lapse now: the owner's tasks pass to a manager in working hours, others end at any."""
    return not entry_of(task.kind).of_the_owner or working.is_working(now)


def remind(dossier: Dossier, task: Task, now: datetime) -> None:
    """Remind the assignee of a task, unless the task was decided or changed in the same moment."""
    changed = tasks.change(task, reminded(task, working_time_of(dossier.unit), now))
    if changed is None:
        return
    count("Reminded", case_id=task.case_id, task=task.kind.value)
    send_or_hold(reminder_mail(changed), dossier.with_task(changed), now)
