"""The flow of a case's tasks: asked for by the workflow, decided by people, ended by time.

Each begins a list of effects, which `effect_loop` carries out with all that follows from them.
"""

from datetime import datetime

from kuultu.domain.cases.decisions import Decision, Payload
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.effects import Ask, FollowPeople, FollowThrough, LetLapse
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.observability import count, log_failure
from kuultu.services.cases.effect_loop import carry_out
from kuultu.services.dossiers import reloaded
from kuultu.store import tasks


def ask(dossier: Dossier, kind: TaskKind, callback: str, now: datetime) -> None:
    """Open and mail the due task, and keep the workflow's callback; an ended task completes the callback at once.

    The record decides which task is due. A workflow of an older definition may ask for a task before its time: then
    the due one is opened, and the workflow hears when the task that it asked for is done.
    """
    carry_out([FollowPeople(), Ask(kind, callback)], dossier, now)


def record_decision(
    dossier: Dossier, task: Task, decision: Decision[Payload], now: datetime, next_link: str = ""
) -> bool:
    """Record a decision and carry out the effects; False when the task was decided or expired before.

    `next_link` is the hash of the token under which the page of the decision offers the next task. A conclusion is
    refused too when somebody was asked since the dossier was read. A failure after the decision is logged and not
    raised: the decision stands, and the sweep follows it through.
    """
    decided = _decided(dossier, task, decision)
    if decided is None:
        return False
    count("TaskDecided", case_id=task.case_id, task=task.kind.value, choice=decision.choice)
    try:
        carry_out([FollowThrough(decided, next_link)], reloaded(dossier), now)  # another may have decided meanwhile
    except Exception as error:
        log_failure("FollowThroughFailed", error, case_id=task.case_id)
    return True


def _decided(dossier: Dossier, task: Task, decision: Decision[Payload]) -> Task | None:
    if task.kind is TaskKind.CONCLUDE:
        return tasks.conclude(task, decision, dossier.case.enquiries_added)
    return tasks.decide(task, decision)


def follow_through(dossier: Dossier, task: Task, now: datetime) -> None:
    """Carry out the effects of an ended task; a second call changes nothing."""
    carry_out([FollowThrough(task)], dossier, now)


def let_lapse(dossier: Dossier, task: Task, now: datetime) -> None:
    """Let a task's time run out: a request ends, a task of staff passes on; a decision stands."""
    carry_out([LetLapse(task)], dossier, now)
