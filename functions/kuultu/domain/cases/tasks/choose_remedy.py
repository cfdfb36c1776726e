"""CHOOSE_REMEDY: the customer chooses from the offer, or wishes for something else."""

from dataclasses import replace

from kuultu.domain.cases.case import CaseRecord, Stage
from kuultu.domain.cases.effects import Effect, Open
from kuultu.domain.cases.payloads.putting_right import RemedyChoice
from kuultu.domain.cases.remedies import latest_choice, standing_offer, to_deliver
from kuultu.domain.cases.remedy import NONE_OF_THESE, Remedy
from kuultu.domain.cases.task_entry import Attempt, Deadlines, Doer, Situation, TaskEntry, TaskMail, TimeOut
from kuultu.domain.cases.task_form import Field, Form
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.errors import Flaw

MOST_WISHES = 1
"""The largest number of new proposals in a round after the customer wished for something else."""


def _rule(attempt: Attempt) -> list[Flaw]:
    """The choice is among the remedies that are offered."""
    offered = [*standing_offer(attempt.dossier.record).remedies, NONE_OF_THESE]
    return [] if attempt.choice in offered else [Flaw("choice", "choose", f"Choose one of: {', '.join(offered)}.")]


def _completed(attempt: Attempt) -> RemedyChoice:
    """The choice, with an account number only if the survey asks for one and the choice is a refund."""
    chosen: RemedyChoice = attempt.decision.payload
    wanted = attempt.dossier.survey.settings.refund_account and attempt.choice == Remedy.REFUND
    return chosen if wanted else replace(chosen, account="")


def _follows(situation: Situation) -> list[Effect]:
    """A late choice, made while no workflow waits, is delivered all the same."""
    choosing = situation.task
    late = to_deliver(choosing) and (choosing.lapsed_at or not choosing.callback)
    return [Open(TaskKind.DELIVER_REMEDY, choosing.name)] if late else []


def _due_name(record: CaseRecord) -> str:
    """The name of the choice that goes with the latest answer."""
    choosing = latest_choice(record)
    return choosing.name if choosing else ""


ENTRY = TaskEntry(
    TaskKind.CHOOSE_REMEDY,
    RemedyChoice,
    Doer.CUSTOMER,
    Form((*(remedy.value for remedy in Remedy), NONE_OF_THESE), {"wish": Field(), "account": Field()}),
    Deadlines(due=3, reminders=1, gap=1, until_follow_up=True),
    TimeOut.STAYS_OPEN,
    TaskMail.WITH_REPLY,
    stages=frozenset({Stage.CHOOSE}),
    rule=_rule,
    completed=_completed,
    follows=_follows,
    due_name=_due_name,
)
