"""What the workflow asks, and what follows once somebody has decided, or time has."""

from collections.abc import Callable, Mapping
from datetime import datetime

from kuultu.domain.cases.case import Stage
from kuultu.domain.cases.dossier import Dossier, workflow_state
from kuultu.domain.cases.enquiries import all_found_out, on_its_way
from kuultu.domain.cases.stages import approver_due, asked_at, latest_choice, name_due, stage_of, to_deliver
from kuultu.domain.cases.task import ENQUIRIES, Decision, Task, TaskKind
from kuultu.domain.cases.task_deadlines import has_run_out, lapsed
from kuultu.domain.mail.mail import NEWS, Mail, task_mail
from kuultu.gateways import workflow
from kuultu.observability import count, log_failure
from kuultu.services.calendar.survey_clocks import clocks_of
from kuultu.services.calendar.unit_working_time import working_time_of
from kuultu.services.cases.conclusion_sharing import share
from kuultu.services.cases.executions import carry_on
from kuultu.services.cases.hand_over import hand_over
from kuultu.services.cases.task_opening import mail_task, open_and_mail, open_enquiries, open_task, send
from kuultu.services.dossiers import dossier_of, reloaded
from kuultu.store import cases, tasks


def ask(kind: TaskKind, case_id: str, callback: str, now: datetime) -> None:
    """Open what the workflow asks for, mail it, and keep what it waits on; answer at once what has ended already.

    The record decides what is due. A workflow of an older definition may ask for something before its time: then
    what comes first is opened, and the workflow hears when what it asked for is done. Called again after a time-out.
    """
    dossier = dossier_of(case_id)
    if stage_of(dossier.record) is Stage.SHARE:
        dossier = share(dossier, now)
    task = _asked(dossier, kind, now)
    if task is None:
        carry_on(dossier, f"The workflow asked for {kind}, which is past.", now)
        return
    tasks.wait_with(task, callback, kind)
    dossier = reloaded(dossier)
    task = dossier.record.on_record(task)
    if has_run_out(task, now):
        lapse(dossier, task, now)
    elif task.ended:
        follow_through(dossier, task, now)
    else:
        mail_task(dossier, task, now)
        if task.kind is TaskKind.FIND_OUT:
            settle(dossier, now)


def _asked(dossier: Dossier, kind: TaskKind, now: datetime) -> Task | None:
    """What is due, opened; or the task that was asked for, when it has ended and the case has moved on."""
    due, asked = asked_at(stage_of(dossier.record)), dossier.record.of_kind(kind)
    if due is not kind and asked and asked[-1].ended:
        return asked[-1]
    return _due(dossier, due, now) if due else None


def _due(dossier: Dossier, kind: TaskKind, now: datetime) -> Task:
    record = dossier.record
    if kind is TaskKind.TRIAGE:  # first, as nobody comes back for it once triage itself is there
        open_task(dossier, TaskKind.END_REFLECTION, now)
    if kind is TaskKind.FIND_OUT:
        triage = record.decision(TaskKind.TRIAGE)
        open_enquiries(dossier, triage.fields if triage else {}, now)
    return open_task(dossier, kind, now, name=name_due(record, kind), assignee=approver_due(record, kind))


def record(dossier: Dossier, task: Task, decision: Decision, now: datetime) -> bool:
    """Record a decision and do what follows from it; False when the task was decided or expired before.

    What fails after the decision is logged and not raised: it stands, and the sweep follows it through.
    """
    if not tasks.decide(task, decision):
        return False
    count("TaskDecided", case_id=task.case_id, task=task.kind.value, choice=decision.choice)
    try:
        dossier = reloaded(dossier)
        follow_through(dossier, dossier.record.on_record(task), now)
    except Exception as error:
        log_failure("FollowThroughFailed", error, case_id=task.case_id)
    return True


def follow_through(dossier: Dossier, task: Task, now: datetime) -> None:
    """Do what follows from a task that has ended; done twice, it changes nothing."""
    CONSEQUENCES.get(task.kind, _nothing)(dossier, task, now)
    if task.callback and task.awaited in {None, task.kind}:
        workflow.send_task_success(task.callback, workflow_state(reloaded(dossier).record))
    elif task.callback and task.awaited:
        ask(task.awaited, task.case_id, task.callback, now)
    tasks.mark_told(task)


def lapse(dossier: Dossier, task: Task, now: datetime) -> None:
    """Let a task's time run out: a request ends, what staff were asked passes on; a decision stands."""
    after = lapsed(task, dossier.case.manager, working_time_of(dossier.unit), now)
    if not tasks.change(task, after):
        return
    count("TaskLapsed", case_id=task.case_id, task=task.kind.value)
    dossier = reloaded(dossier)
    if after.ended:
        follow_through(dossier, after, now)
        return
    if after.kind.of_the_owner:
        hand_over(dossier, after.assignee, "", "undone", now)
    send(task_mail(after), reloaded(dossier), now)


def settle(dossier: Dossier, now: datetime) -> None:
    """Let the case go on when everything has been found out that was asked for."""
    gate = dossier.record.task(TaskKind.FIND_OUT)
    if gate is None or not all_found_out(dossier.record):
        return
    if not record(dossier, gate, Decision("settled", {}, "", now), now):  # settled before, it may not have been told
        dossier = reloaded(dossier)
        follow_through(dossier, dossier.record.on_record(gate), now)


def _nothing(dossier: Dossier, task: Task, now: datetime) -> None:
    """Nothing follows but that the workflow hears of it."""


def _after_early_end(dossier: Dossier, task: Task, now: datetime) -> None:
    if stage_of(dossier.record) is Stage.REFLECT:
        carry_on(dossier, "A manager ended reflection.", now)


def _after_triage(dossier: Dossier, task: Task, now: datetime) -> None:
    if task.decision:
        heir = task.decision.fields.get("owner_email") or dossier.case.owner.email
        hand_over(dossier, dossier.person_at(heir), task.decision.by, "triage", now)


def _after_enquiry(dossier: Dossier, task: Task, now: datetime) -> None:
    """A product on its way back is inspected; who waits for the last answer hears that it is there."""
    inspecting = task.kind is TaskKind.RETURN_PRODUCT and dossier.record.task(TaskKind.INSPECT)
    if on_its_way(dossier.record) or inspecting:  # opened before, it may not have been mailed
        open_and_mail(dossier, TaskKind.INSPECT, now)
        dossier = reloaded(dossier)
    settle(dossier, now)
    concluding = dossier.record.task(TaskKind.CONCLUDE)
    came_at = task.decision.at if task.decision else task.lapsed_at
    if concluding and not concluding.ended and came_at and came_at > concluding.opened_at:
        number = NEWS + dossier.record.of_kind(*ENQUIRIES).index(dossier.record.on_record(task))
        kind = f"reminder-{concluding.kind}"
        send(Mail(task.case_id, task.round, kind, concluding.kind, number), dossier, now)


def _after_choice(dossier: Dossier, task: Task, now: datetime) -> None:
    """What a customer chooses while no workflow waits for it is delivered all the same."""
    if to_deliver(task) and (task.lapsed_at or not task.callback):
        open_and_mail(dossier, TaskKind.DELIVER_REMEDY, now, task.name)


def _after_delivery(dossier: Dossier, task: Task, now: datetime) -> None:
    """Seven days are counted from what was delivered, unless they are running already."""
    choosing = latest_choice(dossier.record)
    delivered = task.decision is not None and task.decision.choice == "delivered"
    if delivered and choosing and not choosing.lapsed_at and task.decision:
        cases.plan_follow_up(dossier.case, clocks_of(dossier.survey).follow_up_from(task.decision.at))


CONSEQUENCES: Mapping[TaskKind, Callable[[Dossier, Task, datetime], None]] = {
    TaskKind.TRIAGE: _after_triage,
    TaskKind.END_REFLECTION: _after_early_end,
    TaskKind.TELL_MORE: _after_enquiry,
    TaskKind.STATEMENT: _after_enquiry,
    TaskKind.RETURN_PRODUCT: _after_enquiry,
    TaskKind.INSPECT: _after_enquiry,
    TaskKind.CHOOSE_REMEDY: _after_choice,
    TaskKind.DELIVER_REMEDY: _after_delivery,
}
