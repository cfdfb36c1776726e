"""Tasks that are due: reminded of, passed on, lapsed, or followed through."""

from dataclasses import replace
from datetime import datetime

from kuultu.domain.calendar.working_time import WorkingTime
from kuultu.domain.cases.call_plan import begun, is_planned
from kuultu.domain.cases.calls import answer_waits
from kuultu.domain.cases.customers_page import is_left_behind
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_deadlines import has_run_out, may_remind, new_task, next_look, reminded, unreminded
from kuultu.domain.cases.task_entry import TimeOut
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import entry_of
from kuultu.domain.mail.mail import Mail
from kuultu.domain.mail.task_mails import has_own_mail, is_unheard, reminder_mail, task_mail
from kuultu.domain.mail.together import companion, pair_of, reminded_together
from kuultu.observability import count
from kuultu.services.calendar.survey_clocks import clocks_of
from kuultu.services.calendar.unit_working_time import working_time_of
from kuultu.services.cases.task_flow import follow_through, let_lapse
from kuultu.services.mail.mail_throttling import send_or_hold
from kuultu.settings import settings
from kuultu.store import returned_mails, tasks


def attend_to_task(dossier: Dossier, task: Task, now: datetime) -> None:
    """See to a due task: follow through a decision or an expiry, remind the assignee, or let the task lapse.

    The time of a task stands still while the mail about it waits to be sent.
    """
    working = working_time_of(dossier.unit)
    if not task.open:
        follow_through(dossier, task, now)
    elif is_unheard(task, dossier.record):
        tasks.look_again(task, now + settings().clocks.pause_after(1))
    elif is_left_behind(task, dossier.case):
        _leave(task, now)
    elif is_planned(task):
        begin(dossier, task, now)
    elif may_remind(task, working, now):
        remind(dossier, task, now)
    elif has_run_out(task, now) and _at_work(task, working, now):
        let_lapse(dossier, task, now)
    else:
        _wait(task, working, now)


def _wait(task: Task, working: WorkingTime, now: datetime) -> None:
    """Look at a task again when somebody is at work, or at the next sweep if somebody is."""
    soon = now + settings().clocks.pause_after(1)
    tasks.look_again(task, max(working.next_working(now), next_look(task), soon))


def begin(dossier: Dossier, task: Task, now: datetime) -> None:
    """Mail a planned call when its time comes; after a crash in between, the next sweep goes on."""
    if task.remind_at and task.remind_at <= now:
        send_or_hold(task_mail(task), dossier, now)
        tasks.change(task, begun(task))


def give_time(mail: Mail, dossier: Dossier, now: datetime) -> None:
    """Give the tasks that a mail brings their whole time from now: the mail has waited, and left just now."""
    record, clocks, working = dossier.record, clocks_of(dossier.survey), working_time_of(dossier.unit)
    task = record.task(mail.about, mail.round, mail.name) if mail.about else None
    if task and has_own_mail(task) and mail.id == task_mail(task).id:
        for brought in filter(None, pair_of(task, record)):
            if brought.open:
                tasks.change(brought, new_task(record, brought, clocks, working, now))


def _leave(task: Task, now: datetime) -> None:
    """End a task that nobody needs to do any more, without telling anybody."""
    left = tasks.change(task, replace(task, expired=True, lapsed_at=now, remind_at=None))
    if left:
        tasks.mark_told(left)


def _at_work(task: Task, working: WorkingTime, now: datetime) -> bool:
    """True if the task may lapse now: tasks pass on to somebody else in working hours, others end at any."""
    return entry_of(task.kind).time_out is not TimeOut.PASSES_ON or working.is_working(now)


def remind(dossier: Dossier, task: Task, now: datetime) -> None:
    """Remind the assignee of a task, unless the task was decided or changed in the same moment.

    Nobody is reminded while away, nor of a choice from an answer that has not arrived. Of a request to the customer
    that is due at the same time the same mail reminds.
    """
    unheard = task.kind is TaskKind.CHOOSE_REMEDY and answer_waits(dossier.record)
    if unheard or dossier.absence_of(task.assignee, now):
        tasks.change(task, unreminded(task))
        return
    after = _reminded(dossier, task, now)
    if after is None:
        return
    other = companion(task, after.record)
    if other and may_remind(other, working_time_of(after.unit), now):
        after = _reminded(after, other, now) or after
    _mail(after, after.record.on_record(task), now)


def _reminded(dossier: Dossier, task: Task, now: datetime) -> Dossier | None:
    """The dossier with another reminder of a task on record; None when the task changed in the same moment."""
    changed = tasks.change(task, reminded(task, working_time_of(dossier.unit), now))
    if changed is None:
        return None
    count("Reminded", case_id=task.case_id, task=task.kind.value)
    return dossier.with_task(changed)


def _mail(dossier: Dossier, task: Task, now: datetime) -> None:
    first, along = pair_of(task, dossier.record)
    if along and reminded_together(first, along):
        send_or_hold(reminder_mail(first), dossier, now)
        returned_mails.group(reminder_mail(along), now)
    else:
        send_or_hold(reminder_mail(task), dossier, now)
