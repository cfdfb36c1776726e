"""Effects on a case; each can be performed again and changes nothing then."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from kuultu.domain.cases import customer_effects as customers
from kuultu.domain.cases import effects, news_effects
from kuultu.domain.cases.call_plan import has_own_mail
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.events import HandedOver, ManagerChanged
from kuultu.domain.cases.leaving import approvals_left_behind, begins_anew, change_of_manager, hand_over_due
from kuultu.domain.cases.lifecycle import taken_back
from kuultu.domain.cases.promise import awaiting_product
from kuultu.domain.cases.reopening import may_take_back
from kuultu.domain.cases.task_deadlines import handed_to, in_working_days
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import OWNERS_TASKS, entry_of
from kuultu.domain.mail.hand_over_mails import hand_over_mails, new_manager_mail
from kuultu.domain.mail.mail import Mail, MailKind, related_mail
from kuultu.domain.mail.passed_on_mails import passed_on_mail
from kuultu.domain.mail.task_mails import task_mail
from kuultu.domain.people import Person
from kuultu.observability import count
from kuultu.services.calendar.survey_clocks import clocks_of
from kuultu.services.calendar.unit_working_time import working_time_of
from kuultu.services.cases.executions import carry_on, first_look_at
from kuultu.services.cases.performing import Performed
from kuultu.services.dossiers import after_write, dossier_of, reloaded
from kuultu.services.mail.mail_throttling import send_or_hold
from kuultu.services.related_cases import related_to
from kuultu.store import case_people, cases, tasks


def _passage(effect: effects.HandOver, moved: Dossier, now: datetime, owner: str, units: Sequence[str]) -> HandedOver:
    """The event of a hand-over; the name of an absent owner and the last day away stand beside the deputy's name."""
    absence, before = moved.absence_of(effect.owner, now), moved.case.owner
    stands_in = (effect.owner.name, absence.last) if absence else ("", None)
    told = (effect.by, effect.reason, before.email, effect.words, *stands_in, before.name)
    return HandedOver(now, owner, *told, *units)


def hand_over(effect: effects.HandOver, dossier: Dossier, now: datetime) -> Performed:
    """Give the case another owner, with new links; the links of the old owner say so from then on."""
    case, moved = dossier.case, dossier.in_unit(effect.unit)
    owner, units = moved.present(effect.owner, now), _units_of_passage(dossier, moved)
    if owner.email != case.owner.email or units:
        event = _passage(effect, moved, now, owner.name, units)
        handed = case_people.hand_over(case, event, owner, effect.unit)
        if handed:
            count("CaseHandedOver", case_id=case.id, why=effect.reason.value)
        dossier = after_write(dossier, handed)
    people: list[effects.Effect] = [effects.FollowPeople()] if effect.unit else []
    tellings = (news_effects.TellHandOver(), news_effects.TellPassedOn())
    return Performed(dossier, [*people, *tellings, effects.PassTasksOn()])


def _units_of_passage(dossier: Dossier, moved: Dossier) -> list[str]:
    """The ids of the new and the former unit, when a hand-over passes the feedback on; empty otherwise."""
    return [] if moved.unit.id == dossier.unit.id else [moved.unit.id, dossier.unit.id]


def tell_passed_on(effect: news_effects.TellPassedOn, dossier: Dossier, now: datetime) -> Performed:
    """Mail the customer of the passage to another unit, once; the promise stays as it is."""
    mail = passed_on_mail(dossier.case)
    if mail:
        send_or_hold(mail, dossier, now)
    return Performed(dossier)


def tell_hand_over(effect: news_effects.TellHandOver, dossier: Dossier, now: datetime) -> Performed:
    """Mail those whom the latest hand-over concerns."""
    for mail in hand_over_mails(dossier.case):
        send_or_hold(mail, dossier, now)
    return Performed(dossier)


def tell_new_manager(effect: news_effects.TellNewManager, dossier: Dossier, now: datetime) -> Performed:
    """Mail the manager whom the latest change of manager brought."""
    mail = new_manager_mail(dossier.case)
    if mail:
        send_or_hold(mail, dossier, now)
    return Performed(dossier)


def follow_people(effect: effects.FollowPeople, dossier: Dossier, now: datetime) -> Performed:
    """Replace the owner and the approvers who have left or are away, and the manager by the unit's present one.

    In a closed case too, while a dispute body waits for our answer.
    """
    if dossier.case.outcome and not dossier.record.open_dispute:
        return Performed(dossier)
    due, changed = hand_over_due(dossier, now), change_of_manager(dossier, now)
    if changed:
        dossier = _with_manager(dossier, *changed)
    for task, approver in approvals_left_behind(dossier, now):
        after = handed_to(task, approver)
        send_or_hold(task_mail(after), dossier.with_task(after), now)  # first: after a crash, the next sweep goes on
        dossier = dossier.with_task(tasks.change(task, after) or task)
    return Performed(dossier, [*([due] if due else []), *([news_effects.TellNewManager()] if changed else [])])


def _with_manager(dossier: Dossier, manager: Person, event: ManagerChanged) -> Dossier:
    """The case with another manager, who can end reflection from now on."""
    early_end = dossier.record.task(TaskKind.END_REFLECTION)
    if early_end and early_end.open:
        dossier = dossier.with_task(tasks.reassign(early_end, manager) or early_end)
    return after_write(dossier, case_people.change_manager(dossier.case, event, manager))


def pass_tasks_on(effect: effects.PassTasksOn, dossier: Dossier, now: datetime) -> Performed:
    """Give the owner of an open case every open task of an earlier one, with new times if that one left them undone.

    Every open task goes with the case to another unit.
    """
    if dossier.case.outcome:
        return Performed(dossier)
    for task in [task for task in dossier.record.tasks if not task.ended and task.unit != dossier.unit.id]:
        dossier = dossier.with_task(tasks.move(task, dossier.unit.id) or task)
    owner, working = dossier.case.owner, working_time_of(dossier.unit)
    anew = begins_anew(dossier.case)
    for task in [task for task in dossier.record.of_kind(*OWNERS_TASKS) if not task.ended]:
        after = handed_to(task, owner)
        theirs = task.assignee.email == owner.email
        passed = task if theirs else tasks.change(task, in_working_days(after, working, now) if anew else after)
        dossier = dossier.with_task(passed or task)
        if passed and passed.passed_on and has_own_mail(passed):  # passed on before, it may not have been mailed
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


def take_back(effect: customers.TakeBack, dossier: Dossier, now: datetime) -> Performed:
    """Begin another round of a dismissed case, and carry the case on; a second objection changes nothing."""
    if not may_take_back(dossier.case):
        return Performed(dossier)
    clocks, working = clocks_of(dossier.survey), working_time_of(dossier.unit)
    case = replace(dossier.case, manager=dossier.present(dossier.unit.manager, now))  # a closed case follows nobody
    next_round = taken_back(case, effect.text, clocks, working, now)
    begun = cases.take_back(next_round, first_look_at(next_round, dossier, now))
    if begun is None:
        return Performed(reloaded(dossier))
    count("CaseTakenBack", case_id=begun.id)
    return Performed(dossier.with_case(begun), [effects.CarryOn("The customer objected to the dismissal.")])


def tell_unsolved(effect: news_effects.TellUnsolved, dossier: Dossier, now: datetime) -> Performed:
    """Mail the owner what the customer answered to the follow-up, before the manager becomes the owner."""
    case = dossier.case
    send_or_hold(Mail(case.id, case.round, MailKind.NEWS, TaskKind.CASE, name=TaskKind.FOLLOW_UP), dossier, now)
    return Performed(dossier)


def tell_related(effect: news_effects.TellRelated, dossier: Dossier, now: datetime) -> Performed:
    """Mail the owners of other open cases of the same customer, once; not whoever has the new case too."""
    if dossier.case.round > 1:
        return Performed(dossier)
    for other in related_to(dossier):
        if other.open and not other.case.owner.has(dossier.case.owner.email):
            send_or_hold(related_mail(other.case.id, dossier.case.id), dossier_of(other.case.id), now)
    return Performed(dossier)


def tell_unread(effect: news_effects.TellUnread, dossier: Dossier, now: datetime) -> Performed:
    """Mail the owner who has not read the conclusion; once in a round, as all of them were asked at once."""
    mail = Mail(dossier.case.id, effect.round, MailKind.NEWS, TaskKind.CASE, name=TaskKind.CONFIRM_READ)
    send_or_hold(mail, dossier, now)
    return Performed(dossier)


def tell_another_manager(effect: news_effects.TellAnotherManager, dossier: Dossier, now: datetime) -> Performed:
    """Mail another manager the reason for which an owner, who is the manager too, ended reflection."""
    case = dossier.case
    send_or_hold(Mail(case.id, case.round, MailKind.NEWS, TaskKind.CASE, name=TaskKind.END_REFLECTION), dossier, now)
    return Performed(dossier)
