"""Effects on tasks; each can be performed again and changes nothing then."""

from datetime import datetime

from kuultu.domain.cases import effects
from kuultu.domain.cases.case import Stage
from kuultu.domain.cases.decisions import Decision
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.effects import Effect
from kuultu.domain.cases.events import HandOverReason
from kuultu.domain.cases.findings import all_found_out
from kuultu.domain.cases.payloads.finding_out import Conclusion, Settlement
from kuultu.domain.cases.promise import is_to_move
from kuultu.domain.cases.stages import asked_at, stage_of
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_deadlines import has_run_out, lapsed
from kuultu.domain.cases.task_entry import Opening, Situation, TaskMail
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import ENQUIRIES, entry_of
from kuultu.domain.cases.tasks.confirm_read import share_name
from kuultu.domain.cases.workflow_state import workflow_state
from kuultu.domain.mail.mail import LATE_NEWS_FROM, Mail, MailKind
from kuultu.domain.mail.task_mails import task_mail
from kuultu.gateways import workflow
from kuultu.observability import count
from kuultu.services.calendar.unit_working_time import working_time_of
from kuultu.services.cases.performing import Performed
from kuultu.services.cases.task_opening import open_due, open_task
from kuultu.services.dossiers import reloaded
from kuultu.services.mail.mail_throttling import send_or_hold
from kuultu.store import tasks


def ask(effect: effects.Ask, dossier: Dossier, now: datetime) -> Performed:
    """Open and mail the due task, and keep the workflow's callback on it; an unshared conclusion is shared first.

    What has ended is followed through, or lapses; for a task of the past the case is carried on in a new execution.
    """
    if stage_of(dossier.record) is Stage.SHARE:
        return Performed(dossier, [effects.Share(), effect])
    dossier, task = _asked(effect.kind, dossier, now)
    if task is None:
        return Performed(dossier, [effects.CarryOn(f"The workflow asked for {effect.kind}, which is past.")])
    task = tasks.wait_with(task, effect.callback, effect.kind)
    dossier = dossier.with_task(task)
    if effects.Settle() in entry_of(task.kind).when_asked:
        dossier = reloaded(dossier)  # an enquiry may have ended before its gate was there
    return Performed(dossier, _after_asking(task, now))


def _asked(kind: TaskKind, dossier: Dossier, now: datetime) -> tuple[Dossier, Task | None]:
    """The due task, opened; or the task that was asked for, when it has ended and the case has moved on; or None."""
    due, asked = asked_at(stage_of(dossier.record)), dossier.record.of_kind(kind)
    if due is not kind and asked and asked[-1].ended:
        return dossier, asked[-1]
    if due is None:
        return dossier, None
    name = entry_of(due).due_name(dossier.record)
    dossier = open_due(dossier, due, now)
    return dossier, dossier.record.task(due, name=name)


def _after_asking(task: Task, now: datetime) -> list[Effect]:
    if has_run_out(task, now):
        return [effects.LetLapse(task)]
    if task.ended:
        return [effects.FollowThrough(task)]
    return [effects.MailTask(task), *entry_of(task.kind).when_asked]


def open_beside(effect: effects.Open, dossier: Dossier, now: datetime) -> Performed:
    """Open and mail a task beside the task that the workflow waits for."""
    dossier = open_task(dossier, Opening(effect.kind, effect.name), now)
    task = dossier.record.task(effect.kind, name=effect.name)
    return Performed(dossier, [effects.MailTask(task)] if task and task.open else [])


def mail_task(effect: effects.MailTask, dossier: Dossier, now: datetime) -> Performed:
    """Mail an open task, or every open enquiry for their gate; the reply itself carries a choice of remedies."""
    mail = entry_of(effect.task.kind).mail
    mailed = [effect.task]
    if mail is TaskMail.OF_ENQUIRIES:
        mailed = [task for task in dossier.record.of_kind(*ENQUIRIES) if not task.ended]
    returned = [task for task in mailed if task.kind is TaskKind.RETURN_PRODUCT]
    if returned and is_to_move(dossier.case, returned[0]):  # the request says by when the answer comes
        return Performed(dossier, [effects.AwaitProduct(returned[0]), effect])
    if mail is not TaskMail.WITH_REPLY:
        for task in mailed:
            send_or_hold(task_mail(task), dossier, now)
    return Performed(dossier)


def tell_manager(effect: effects.TellManager, dossier: Dossier, now: datetime) -> Performed:
    """Mail the manager about a case that begins: an alert if it is urgent; nothing beside a triage of their own."""
    early_end, triage = dossier.record.task(TaskKind.END_REFLECTION), dossier.record.task(TaskKind.TRIAGE)
    if early_end is None or triage is None or not early_end.open:
        return Performed(dossier)
    if dossier.case.urgent:
        alert = Mail(triage.case_id, triage.round, MailKind.ALERT, TaskKind.END_REFLECTION)
        send_or_hold(alert, dossier, now)
    elif early_end.assignee.email != triage.assignee.email:
        send_or_hold(task_mail(early_end), dossier, now)
    return Performed(dossier)


def share(effect: effects.Share, dossier: Dossier, now: datetime) -> Performed:
    """Mail the conclusion to each recipient, with a personal link."""
    concluded = dossier.record.decision(Conclusion)
    for address in concluded.payload.recipients if concluded else []:
        name = share_name(address)
        opening = Opening(TaskKind.CONFIRM_READ, name, dossier.person_at(address))
        dossier = open_task(dossier, opening, now)
        task = dossier.record.task(TaskKind.CONFIRM_READ, name=name)
        if task:
            send_or_hold(task_mail(task), dossier, now)
    return Performed(dossier)


def tell_news(effect: effects.TellNews, dossier: Dossier, now: datetime) -> Performed:
    """Mail the owner, at work on the conclusion, that an enquiry has ended."""
    task = effect.enquiry
    number = [one.key for one in dossier.record.of_kind(*ENQUIRIES)].index(task.key)
    number += LATE_NEWS_FROM if task.lapsed_at and task.decision else 0
    send_or_hold(Mail(task.case_id, task.round, MailKind.NEWS, TaskKind.CONCLUDE, number), dossier, now)
    return Performed(dossier)


def let_lapse(effect: effects.LetLapse, dossier: Dossier, now: datetime) -> Performed:
    """Let a task's time run out; a decision in the same moment stands."""
    after = lapsed(effect.task, dossier.case.manager, working_time_of(dossier.unit), now)
    changed = tasks.change(effect.task, after)
    if changed is None:
        return Performed(dossier)
    count("TaskLapsed", case_id=changed.case_id, task=changed.kind.value)
    if changed.ended:
        return Performed(dossier.with_task(changed), [effects.FollowThrough(changed)])
    if changed.assignee.email == effect.task.assignee.email:  # told with what else is late
        return Performed(dossier.with_task(changed))
    passed = effects.HandOver(changed.assignee, "", HandOverReason.UNDONE)
    return Performed(dossier.with_task(changed), [passed, effects.MailTask(changed)])


def settle(effect: effects.Settle, dossier: Dossier, now: datetime) -> Performed:
    """Settle the gate of the enquiries, if every enquiry has ended.

    A gate that was settled before is followed through again, as the workflow may not have been told.
    """
    gate = dossier.record.task(TaskKind.FIND_OUT)
    if gate is None or not all_found_out(dossier.record):
        return Performed(dossier)
    settled = tasks.decide(gate, Decision(Settlement.SETTLED, Settlement(), "", now))
    if settled is None:
        dossier = reloaded(dossier)
        return Performed(dossier, [effects.FollowThrough(dossier.record.on_record(gate))])
    count("TaskDecided", case_id=gate.case_id, task=gate.kind.value, choice=Settlement.SETTLED)
    return Performed(dossier.with_task(settled), [effects.FollowThrough(settled)])


def follow_through(effect: effects.FollowThrough, dossier: Dossier, now: datetime) -> Performed:
    """Follow through an ended task: first the effects of the kind's entry, then the workflow."""
    task = effect.task
    following = entry_of(task.kind).follows(Situation(dossier, task, stage_of(dossier.record)))
    return Performed(dossier, [*following, effects.TellWorkflow(task), effects.MarkTold(task)])


def tell_workflow(effect: effects.TellWorkflow, dossier: Dossier, now: datetime) -> Performed:
    """Complete the callback with the state of the case; or ask for the later task that the workflow waits for."""
    task = effect.task
    if not task.callback:
        return Performed(dossier)
    if task.awaited and task.awaited is not task.kind:
        return Performed(dossier, [effects.Ask(task.awaited, task.callback)])
    workflow.send_task_success(task.callback, workflow_state(dossier.record))
    return Performed(dossier)


def mark_told(effect: effects.MarkTold, dossier: Dossier, now: datetime) -> Performed:
    """Take the task out of the attention index."""
    tasks.mark_told(effect.task)
    return Performed(dossier)
