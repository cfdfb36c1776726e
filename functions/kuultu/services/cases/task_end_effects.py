"""Effects of the end of a task: time that runs out, the settled enquiries, and what the workflow is told."""

from datetime import datetime

from kuultu.domain.cases import effects
from kuultu.domain.cases.decisions import Decision
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.effects import Effect
from kuultu.domain.cases.escalation import next_above
from kuultu.domain.cases.events import HandOverReason
from kuultu.domain.cases.findings import all_found_out
from kuultu.domain.cases.payloads.finding_out import Settlement
from kuultu.domain.cases.stages import stage_of
from kuultu.domain.cases.task_deadlines import kept_late, lapsed
from kuultu.domain.cases.task_entry import Situation
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import entry_of
from kuultu.domain.cases.workflow_state import workflow_state
from kuultu.domain.mail.task_mails import reminder_mail
from kuultu.gateways import workflow
from kuultu.observability import count
from kuultu.services.calendar.unit_working_time import working_time_of
from kuultu.services.cases.performing import Performed
from kuultu.services.dossiers import reloaded
from kuultu.services.mail.mail_throttling import send_or_hold
from kuultu.store import tasks


def let_lapse(effect: effects.LetLapse, dossier: Dossier, now: datetime) -> Performed:
    """Let a task's time run out; a decision in the same moment stands."""
    heir = next_above(effect.task, dossier, now)
    working = working_time_of(dossier.unit)
    after = lapsed(effect.task, heir, working, now)
    stays = after.open and after.escalated and heir is None and not dossier.case.urgent
    after = kept_late(after, working, now) if stays else after
    changed = tasks.change(effect.task, after)
    if changed is None:
        return Performed(dossier)
    count("TaskLapsed", case_id=changed.case_id, task=changed.kind.value)
    if changed.ended:
        return Performed(dossier.with_task(changed), [effects.FollowThrough(changed)])
    dossier = dossier.with_task(changed)
    if stays:
        send_or_hold(reminder_mail(changed), dossier, now)  # held: told with what else is late
    if changed.assignee.email == effect.task.assignee.email:
        return Performed(dossier)
    of_the_owner = entry_of(changed.kind).of_the_owner
    passed = [effects.HandOver(changed.assignee, "", HandOverReason.UNDONE)] if of_the_owner else []
    return Performed(dossier, [*passed, effects.MailTask(changed)])


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
    offered: list[Effect] = [effects.OfferNext(task, effect.next_link)] if effect.next_link else []
    return Performed(dossier, [*following, *offered, effects.TellWorkflow(task), effects.MarkTold(task)])


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
