"""Effects on a case; each can be performed again and changes nothing then."""

from datetime import datetime

from kuultu.domain.cases import effects
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.events import HandedOver, HandOverReason
from kuultu.domain.cases.leaving import approvals_left_behind, has_left, successor_of_owner
from kuultu.domain.cases.lifecycle import taken_back
from kuultu.domain.cases.promise import awaiting_product
from kuultu.domain.cases.reopening import may_take_back
from kuultu.domain.cases.task_deadlines import handed_to
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import OWNERS_TASKS, entry_of
from kuultu.domain.mail.hand_over_mails import hand_over_mails
from kuultu.domain.mail.mail import Mail, MailKind
from kuultu.domain.mail.task_mails import task_mail
from kuultu.observability import count
from kuultu.services.calendar.survey_clocks import clocks_of
from kuultu.services.calendar.unit_working_time import working_time_of
from kuultu.services.cases.executions import carry_on, first_look_at
from kuultu.services.cases.performing import Performed
from kuultu.services.dossiers import after_write, reloaded
from kuultu.services.mail.mail_throttling import send_or_hold
from kuultu.store import cases, tasks


def hand_over(effect: effects.HandOver, dossier: Dossier, now: datetime) -> Performed:
    """Give the case another owner, with new links; the links of the old owner say so from then on."""
    case = dossier.case
    if effect.owner.email != case.owner.email:
        event = HandedOver(now, effect.owner.name, effect.by, effect.reason, case.owner.email, effect.words)
        handed = cases.hand_over(case, event, effect.owner)
        if handed:
            count("CaseHandedOver", case_id=case.id, why=effect.reason.value)
        dossier = after_write(dossier, handed)
    return Performed(dossier, [effects.TellHandOver(), effects.PassTasksOn()])


def tell_hand_over(effect: effects.TellHandOver, dossier: Dossier, now: datetime) -> Performed:
    """Mail those whom the latest hand-over concerns."""
    for mail in hand_over_mails(dossier.case):
        send_or_hold(mail, dossier, now)
    return Performed(dossier)


def follow_people(effect: effects.FollowPeople, dossier: Dossier, now: datetime) -> Performed:
    """Replace owner, manager and approvers who have left the directory."""
    case, survey, next_owner = dossier.case, dossier.survey, successor_of_owner(dossier)
    if has_left(case.manager, survey):
        dossier = after_write(dossier, cases.change_manager(case, dossier.unit.manager))
    for task, approver in approvals_left_behind(dossier):
        after = handed_to(task, approver)
        send_or_hold(task_mail(after), dossier.with_task(after), now)  # first: after a crash, the next sweep goes on
        dossier = dossier.with_task(tasks.change(task, after) or task)
    left = has_left(dossier.case.owner, survey)
    return Performed(dossier, [effects.HandOver(next_owner, "", HandOverReason.LEFT)] if left else [])


def pass_tasks_on(effect: effects.PassTasksOn, dossier: Dossier, now: datetime) -> Performed:
    """Give the owner every open task that lies with an earlier owner."""
    owner = dossier.case.owner
    for task in [task for task in dossier.record.of_kind(*OWNERS_TASKS) if not task.ended]:
        theirs = task.assignee.email == owner.email
        passed = task if theirs else tasks.change(task, handed_to(task, owner))
        if passed and passed.passed_on:  # passed on before, it may not have been mailed
            dossier = dossier.with_task(passed)
            send_or_hold(task_mail(passed), dossier, now)
    return Performed(dossier)


def await_product(effect: effects.AwaitProduct, dossier: Dossier, now: datetime) -> Performed:
    """Promise the answer anew: it counts from the last day for returning the product, and the days of inspection."""
    working = working_time_of(dossier.unit)
    inspected_by = working.after(effect.task.lapses_at, entry_of(TaskKind.INSPECT).deadlines.due)
    after = awaiting_product(dossier.case, clocks_of(dossier.survey), working, inspected_by, now)
    return Performed(after_write(dossier, cases.move_promise(dossier.case, after)))


def plan_follow_up(effect: effects.PlanFollowUp, dossier: Dossier, now: datetime) -> Performed:
    """Note the time of the follow-up."""
    at = clocks_of(dossier.survey).follow_up_from(effect.since)
    return Performed(after_write(dossier, cases.plan_follow_up(dossier.case, at)))


def carry_on_case(effect: effects.CarryOn, dossier: Dossier, now: datetime) -> Performed:
    """Carry the case on in a new execution."""
    return Performed(carry_on(dossier, effect.reason, now))


def take_back(effect: effects.TakeBack, dossier: Dossier, now: datetime) -> Performed:
    """Begin another round of a dismissed case, and carry the case on; a second objection changes nothing."""
    if not may_take_back(dossier.case):
        return Performed(dossier)
    clocks, working = clocks_of(dossier.survey), working_time_of(dossier.unit)
    next_round = taken_back(dossier.case, effect.text, clocks, working, now)
    begun = cases.take_back(next_round, first_look_at(next_round, dossier, now))
    if begun is None:
        return Performed(reloaded(dossier))
    count("CaseTakenBack", case_id=begun.id)
    return Performed(dossier.with_case(begun), [effects.CarryOn("The customer objected to the dismissal.")])


def tell_unsolved(effect: effects.TellUnsolved, dossier: Dossier, now: datetime) -> Performed:
    """Mail the owner what the customer answered to the follow-up, before the manager becomes the owner."""
    case = dossier.case
    send_or_hold(Mail(case.id, case.round, MailKind.NEWS, TaskKind.CASE, name=TaskKind.FOLLOW_UP), dossier, now)
    return Performed(dossier)


def tell_another_manager(effect: effects.TellAnotherManager, dossier: Dossier, now: datetime) -> Performed:
    """Mail another manager the reason for which an owner, who is the manager too, ended reflection."""
    case = dossier.case
    send_or_hold(Mail(case.id, case.round, MailKind.NEWS, TaskKind.CASE, name=TaskKind.END_REFLECTION), dossier, now)
    return Performed(dossier)
