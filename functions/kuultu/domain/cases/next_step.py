"""The next step: the task that whoever has decided can go on with at once, from the page of the decision."""

from datetime import datetime

from kuultu.domain.calendar.clocks import Clocks
from kuultu.domain.cases.calls import call_name, due_call
from kuultu.domain.cases.case import CaseRecord, Stage
from kuultu.domain.cases.decision_rules import is_possible
from kuultu.domain.cases.lifecycle import task_to_open
from kuultu.domain.cases.stages import due_kind, stage_beside_sharing
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_entry import Opening, TaskMail
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import entry_of


def next_task(record: CaseRecord, done: Task, now: datetime) -> Task | None:
    """The task that is due after a decision and falls to the same person, still to open or open; None if none is."""
    kind = _due_now(record)
    if kind is None or entry_of(kind).mail is not TaskMail.TASK:
        return None
    opening = Opening(kind, entry_of(kind).due_name(record), offered=True)
    task = record.task(kind, name=opening.name) or task_to_open(record, opening, now)
    return task if is_theirs(task, done) and is_possible(task, record, now) else None


def _due_now(record: CaseRecord) -> TaskKind | None:
    """The kind of task that is due; None for a call at a later time: another attempt, or that of the follow-up."""
    stage = stage_beside_sharing(record)
    kind = due_kind(record, stage)
    if kind is not TaskKind.CALL:
        return kind
    return None if stage is Stage.WAIT or call_name(due_call(record)).attempt > 1 else kind


def is_theirs(task: Task, done: Task) -> bool:
    """True if an open task falls to the person who decided another."""
    return task.open and done.decision is not None and task.assignee.has(done.decision.by)


def is_offered(done: Task, clocks: Clocks, now: datetime) -> bool:
    """True if the page of a decision still leads on; after a day a link that was forwarded shows the decision alone."""
    return done.decision is not None and now < done.decision.at + clocks.day


def mail_waits_until(task: Task, clocks: Clocks) -> datetime | None:
    """The time at which the mail about an offered task goes out, if the task is open then; None: at once."""
    return task.offered_at + clocks.quarter_hour if task.offered_at and not task.passed_on else None
