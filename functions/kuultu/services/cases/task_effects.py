"""Effects on tasks; each can be performed again and changes nothing then."""

from datetime import datetime

from kuultu.domain.cases import effects, news_effects
from kuultu.domain.cases.answer_delivery import follow_up_waits, is_given_up
from kuultu.domain.cases.call_effects import NoteEnd
from kuultu.domain.cases.call_plan import has_own_mail
from kuultu.domain.cases.calls import CallRole, answer_waits, open_calls
from kuultu.domain.cases.case import Stage
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.effects import Effect
from kuultu.domain.cases.next_step import mail_waits_until
from kuultu.domain.cases.payloads.finding_out import Conclusion
from kuultu.domain.cases.promise import is_to_move
from kuultu.domain.cases.stages import asked_at, due_kind, stage_of
from kuultu.domain.cases.task import UNASKED, Task
from kuultu.domain.cases.task_deadlines import has_run_out
from kuultu.domain.cases.task_entry import Opening, TaskMail
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import ENQUIRIES, entry_of
from kuultu.domain.cases.tasks.confirm_read import share_name
from kuultu.domain.mail.mail import LATE_NEWS_FROM, Mail, MailKind
from kuultu.domain.mail.task_mails import task_mail
from kuultu.domain.mail.together import pair_of
from kuultu.services.calendar.survey_clocks import clocks_of
from kuultu.services.cases.performing import Performed
from kuultu.services.cases.task_opening import open_due, open_task
from kuultu.services.dossiers import reloaded
from kuultu.services.mail.mail_throttling import send_later, send_or_hold
from kuultu.store import returned_mails, tasks


def ask(effect: effects.Ask, dossier: Dossier, now: datetime) -> Performed:
    """Open and mail the due task, and keep the workflow's callback on it; an unshared conclusion is shared first.

    What has ended is followed through, or lapses; for a task of the past the case is carried on in a new execution.
    """
    stage = stage_of(dossier.record)
    if stage is Stage.SHARE:
        return Performed(dossier, [effects.Share(), effect])
    if stage is Stage.WAIT and effect.kind is TaskKind.FOLLOW_UP and follow_up_waits(dossier.record, now):
        return Performed(dossier, _before_the_follow_up(dossier, now))
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
    stage, asked = stage_of(dossier.record), dossier.record.of_kind(kind)
    if asked_at(stage) is not kind and asked and asked[-1].ended:
        return dossier, asked[-1]
    due = due_kind(dossier.record, stage)
    if due is None:
        return dossier, None
    name = entry_of(due).due_name(dossier.record)
    dossier = open_due(dossier, due, now)
    return dossier, dossier.record.task(due, name=name)


def _before_the_follow_up(dossier: Dossier, now: datetime) -> list[Effect]:
    """The case waits on in a new execution: until its time, or until the answer has reached the customer."""
    record, clocks = dossier.record, clocks_of(dossier.survey)
    if not answer_waits(record):
        return [effects.CarryOn("It is too early to ask whether the answer helped.")]
    if is_given_up(record, clocks, now):
        unasked = NoteEnd(TaskKind.FOLLOW_UP, entry_of(TaskKind.FOLLOW_UP).due_name(record), None, UNASKED)
        return [unasked, effects.CarryOn("The answer never reached the customer.")]
    return [effects.PlanFollowUp(now), effects.CarryOn("The answer has not reached the customer yet.")]


def _after_asking(task: Task, now: datetime) -> list[Effect]:
    if has_run_out(task, now):
        return [effects.LetLapse(task)]
    if task.ended:
        return [effects.FollowThrough(task)]
    return [effects.MailTask(task), *entry_of(task.kind).when_asked]


def open_beside(effect: effects.Open, dossier: Dossier, now: datetime) -> Performed:
    """Open and mail a task beside the task that the workflow waits for."""
    dossier = open_task(dossier, Opening(effect.kind, effect.name, details=effect.details), now)
    task = dossier.record.task(effect.kind, name=effect.name)
    return Performed(dossier, [effects.MailTask(task)] if task and task.open else [])


def mail_task(effect: effects.MailTask, dossier: Dossier, now: datetime) -> Performed:
    """Mail an open task, or every open enquiry for their gate; the reply itself carries a choice of remedies."""
    mail = entry_of(effect.task.kind).mail
    mailed = [effect.task]
    if mail is TaskMail.OF_ENQUIRIES:
        mailed = [task for task in dossier.record.of_kind(*ENQUIRIES) if not task.ended]
        mailed += open_calls(dossier.record, CallRole.TELL_MORE)
    told = [one for task in mailed for one in pair_of(task, dossier.record)]
    returned = [task for task in told if task and task.kind is TaskKind.RETURN_PRODUCT]
    if returned and is_to_move(dossier.case, returned[0]):  # the request says by when the answer comes
        return Performed(dossier, [effects.AwaitProduct(returned[0]), effect])
    if mail is not TaskMail.WITH_REPLY:
        for task in filter(has_own_mail, mailed):
            _mail(task, dossier, now)
    return Performed(dossier)


def _mail(task: Task, dossier: Dossier, now: datetime) -> None:
    """Mail a task to the assignee, or two requests of the same minute to the customer in one mail.

    The mail about a task that a page has just offered waits for a quarter of an hour.
    """
    first, along = pair_of(task, dossier.record)
    until = mail_waits_until(first, clocks_of(dossier.survey))
    if until and now < until:
        send_later(task_mail(first), until, now)
    else:
        send_or_hold(task_mail(first), dossier, now)
    if along:
        returned_mails.group(task_mail(along), now)


def tell_manager(effect: news_effects.TellManager, dossier: Dossier, now: datetime) -> Performed:
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


def tell_news(effect: news_effects.TellNews, dossier: Dossier, now: datetime) -> Performed:
    """Mail the owner, at work on the conclusion, that an enquiry has ended."""
    task = effect.enquiry
    number = [one.key for one in dossier.record.of_kind(*ENQUIRIES)].index(task.key)
    number += LATE_NEWS_FROM if task.lapsed_at and task.decision else 0
    send_or_hold(Mail(task.case_id, task.round, MailKind.NEWS, TaskKind.CONCLUDE, number), dossier, now)
    return Performed(dossier)
