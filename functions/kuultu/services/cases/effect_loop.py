"""The loop that carries out effects: the one place where decisions, time and the workflow become writes and mails."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from kuultu.domain.cases import customer_effects as customers
from kuultu.domain.cases import effects, news_effects
from kuultu.domain.cases.call_effects import DropCalls, HandleAfterAll, NoteEnd, TellEarlyEnd
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.effects import Effect
from kuultu.services.cases import (
    address_effects,
    call_effects,
    case_effects,
    customer_effects,
    delivery_effects,
    next_step,
    return_effects,
    task_effects,
    task_end_effects,
)
from kuultu.services.cases.performing import Performed

Performer = Callable[[Any, Dossier, datetime], Performed]

PERFORMERS: Mapping[type[Effect], Performer] = {
    effects.Ask: task_effects.ask,
    effects.Open: task_effects.open_beside,
    effects.OfferNext: next_step.offer_next,
    NoteEnd: call_effects.note_end,
    DropCalls: call_effects.drop_calls,
    HandleAfterAll: call_effects.handle_after_all,
    TellEarlyEnd: call_effects.tell_early_end,
    effects.MailTask: task_effects.mail_task,
    news_effects.TellManager: task_effects.tell_manager,
    effects.Share: task_effects.share,
    news_effects.TellNews: task_effects.tell_news,
    news_effects.TellUnsolved: case_effects.tell_unsolved,
    news_effects.TellAnotherManager: case_effects.tell_another_manager,
    news_effects.TellRelated: case_effects.tell_related,
    news_effects.TellUnread: case_effects.tell_unread,
    news_effects.TellDelivered: delivery_effects.tell_delivered,
    effects.ForgetAccount: delivery_effects.forget_account,
    effects.LetLapse: task_end_effects.let_lapse,
    effects.Settle: task_end_effects.settle,
    effects.FollowThrough: task_end_effects.follow_through,
    effects.TellWorkflow: task_end_effects.tell_workflow,
    effects.MarkTold: task_end_effects.mark_told,
    effects.HandOver: case_effects.hand_over,
    news_effects.TellHandOver: case_effects.tell_hand_over,
    news_effects.TellPassedOn: case_effects.tell_passed_on,
    news_effects.TellNewManager: case_effects.tell_new_manager,
    effects.FollowPeople: case_effects.follow_people,
    effects.PassTasksOn: case_effects.pass_tasks_on,
    effects.AwaitProduct: case_effects.await_product,
    effects.PlanFollowUp: case_effects.plan_follow_up,
    effects.CarryOn: case_effects.carry_on_case,
    customers.TakeBack: case_effects.take_back,
    customers.HearCustomer: customer_effects.hear_customer,
    customers.EndForCustomer: customer_effects.end_for_customer,
    customers.TellReturned: return_effects.tell_returned,
    customers.CorrectAddress: return_effects.correct_address,
    customers.SendAgain: return_effects.send_again,
    customers.FollowAddress: address_effects.follow_address,
    customers.Resend: return_effects.resend,
    customers.CountFromAnswer: return_effects.count_from_answer,
}


def carry_out(wanted: Iterable[Effect], dossier: Dossier, now: datetime) -> Dossier:
    """Carry out effects in order, each followed by the effects that it leads to; returns the dossier after all."""
    pending = deque(wanted)
    while pending:
        effect = pending.popleft()
        performed = PERFORMERS[type(effect)](effect, dossier, now)
        dossier = performed.dossier
        pending.extendleft(reversed(performed.effects))
    return dossier
