"""DELIVER_REMEDY: the owner gives the customer the remedy that was chosen."""

from kuultu.domain.cases.case import CaseRecord, Stage
from kuultu.domain.cases.effects import Effect, ForgetAccount, PlanFollowUp
from kuultu.domain.cases.news_effects import TellDelivered
from kuultu.domain.cases.payloads.putting_right import Delivery
from kuultu.domain.cases.remedies import latest_choice
from kuultu.domain.cases.task_entry import Deadlines, Doer, Situation, TaskEntry, TaskMail, TimeOut
from kuultu.domain.cases.task_form import Field, Form
from kuultu.domain.cases.task_kind import TaskKind


def _follows(situation: Situation) -> list[Effect]:
    """The customer hears of the delivery; the days until the follow-up count from it, unless the choice was late."""
    choosing, decision = latest_choice(situation.record), situation.task.decision
    in_time = choosing is not None and choosing.lapsed_at is None
    delivered = decision is not None and decision.choice == Delivery.DELIVERED
    name = situation.task.name
    told: list[Effect] = [TellDelivered(name)] if delivered else []
    planned: list[Effect] = [PlanFollowUp(decision.at)] if decision and delivered and in_time else []
    return [*told, ForgetAccount(name), *planned] if decision else []


def _due_name(record: CaseRecord) -> str:
    """The name of the choice that is delivered."""
    choosing = latest_choice(record)
    return choosing.name if choosing else ""


ENTRY = TaskEntry(
    TaskKind.DELIVER_REMEDY,
    Delivery,
    Doer.OWNER,
    Form((Delivery.DELIVERED, Delivery.IMPOSSIBLE), {"delivery_reference": Field()}),
    Deadlines(due=2),
    TimeOut.PASSES_ON,
    TaskMail.TASK,
    stages=frozenset({Stage.DELIVER}),
    follows=_follows,
    due_name=_due_name,
)
