"""Effects of calls and contact wishes; each can be performed again and changes nothing then."""

from dataclasses import replace
from datetime import datetime

from kuultu.domain.cases import call_effects as effects
from kuultu.domain.cases.calls import WISH_LETTER, CallRole, call_name
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.effects import Effect, FollowThrough, TellWorkflow
from kuultu.domain.cases.lifecycle import handled_after_all
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_deadlines import lapsed
from kuultu.domain.cases.task_entry import Opening
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.mail.mail import Mail, MailKind
from kuultu.observability import count
from kuultu.services.calendar.survey_clocks import clocks_of
from kuultu.services.calendar.unit_working_time import working_time_of
from kuultu.services.cases.executions import first_look_at
from kuultu.services.cases.performing import Performed
from kuultu.services.cases.task_opening import open_task
from kuultu.services.dossiers import reloaded
from kuultu.services.mail.mail_throttling import send_or_hold
from kuultu.store import cases, tasks


def note_end(effect: effects.NoteEnd, dossier: Dossier, now: datetime) -> Performed:
    """Record the end of a task for which a call stood in; an earlier end of the task stands."""
    dossier = open_task(dossier, Opening(effect.kind, effect.name, details=effect.details), now)
    task = dossier.record.task(effect.kind, name=effect.name)
    if task is None:
        return Performed(dossier)
    ended = _ended(task, effect, dossier, now)
    dossier = dossier.with_task(ended) if ended else reloaded(dossier)
    return Performed(dossier, [FollowThrough(dossier.record.on_record(task))])


def _ended(task: Task, effect: effects.NoteEnd, dossier: Dossier, now: datetime) -> Task | None:
    if effect.decision:
        return tasks.decide(task, effect.decision)
    return tasks.change(task, lapsed(task, dossier.case.manager, working_time_of(dossier.unit), now))


def drop_calls(effect: effects.DropCalls, dossier: Dossier, now: datetime) -> Performed:
    """Let the open calls of a role expire; a workflow that waits for one of them hears of it.

    A contact wish is carried on otherwise.
    """
    told: list[Effect] = []
    for task in dossier.record.of_kind(TaskKind.CALL, TaskKind.REPLY):
        if task.open and _is_meant(task, effect):
            dropped = tasks.change(task, replace(task, expired=True, remind_at=None))
            if dropped:
                tasks.mark_told(dropped)
                dossier = dossier.with_task(dropped)
                told += [TellWorkflow(dropped)] if dropped.callback and effect.role != CallRole.WISH else []
    return Performed(dossier, told)


def _is_meant(task: Task, effect: effects.DropCalls) -> bool:
    if task.kind is TaskKind.REPLY:
        return effect.role == CallRole.WISH and task.name == WISH_LETTER
    name = call_name(task.name)
    return name.role == effect.role and effect.about in (None, name.about)


def handle_after_all(effect: effects.HandleAfterAll, dossier: Dossier, now: datetime) -> Performed:
    """Handle a contact wish as a complaint, and tell a customer with a mail address by when the answer comes."""
    if not dossier.case.wish:
        return Performed(dossier)
    after = handled_after_all(dossier.case, effect.by, clocks_of(dossier.survey), working_time_of(dossier.unit), now)
    changed = cases.handle_after_all(after, first_look_at(after, dossier, now))
    if changed is None:
        return Performed(reloaded(dossier))
    count("WishHandledAfterAll", case_id=changed.id)
    dossier = dossier.with_case(changed)
    if changed.reachable:
        send_or_hold(Mail(changed.id, changed.round, MailKind.ACKNOWLEDGEMENT, number=1), dossier, now)
    return Performed(dossier)


def tell_early_end(effect: effects.TellEarlyEnd, dossier: Dossier, now: datetime) -> Performed:
    """Mail the owner, and the manager of an urgent case, that reflection was ended early; not somebody who has both."""
    case = dossier.case
    if case.owner.has(case.manager.email):
        return Performed(dossier)
    for name in ("reflection-owner", "reflection-manager") if case.urgent else ("reflection-owner",):
        send_or_hold(Mail(case.id, case.round, MailKind.NEWS, TaskKind.CASE, name=name), dossier, now)
    return Performed(dossier)
