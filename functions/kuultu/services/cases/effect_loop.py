"""The loop that carries out effects: the one place where decisions, time and the workflow become writes and mails."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from kuultu.domain.cases import effects
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.effects import Effect
from kuultu.services.cases import case_effects, delivery_effects, task_effects
from kuultu.services.cases.performing import Performed

Performer = Callable[[Any, Dossier, datetime], Performed]

PERFORMERS: Mapping[type[Effect], Performer] = {
    effects.Ask: task_effects.ask,
    effects.Open: task_effects.open_beside,
    effects.MailTask: task_effects.mail_task,
    effects.TellManager: task_effects.tell_manager,
    effects.Share: task_effects.share,
    effects.TellNews: task_effects.tell_news,
    effects.TellUnsolved: case_effects.tell_unsolved,
    effects.TellAnotherManager: case_effects.tell_another_manager,
    effects.TellDelivered: delivery_effects.tell_delivered,
    effects.ForgetAccount: delivery_effects.forget_account,
    effects.LetLapse: task_effects.let_lapse,
    effects.Settle: task_effects.settle,
    effects.FollowThrough: task_effects.follow_through,
    effects.TellWorkflow: task_effects.tell_workflow,
    effects.MarkTold: task_effects.mark_told,
    effects.HandOver: case_effects.hand_over,
    effects.TellHandOver: case_effects.tell_hand_over,
    effects.FollowPeople: case_effects.follow_people,
    effects.PassTasksOn: case_effects.pass_tasks_on,
    effects.AwaitProduct: case_effects.await_product,
    effects.PlanFollowUp: case_effects.plan_follow_up,
    effects.CarryOn: case_effects.carry_on_case,
    effects.TakeBack: case_effects.take_back,
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
