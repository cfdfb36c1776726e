"""Effects: the values in which the rules say what happens next; `services.cases.effects` carries them out."""

from dataclasses import dataclass
from datetime import datetime

from kuultu.domain.cases.events import HandOverReason
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.people import Person


@dataclass(frozen=True)
class Ask:
    """Open the task that is due, mail it, and keep the workflow's callback on it."""

    kind: TaskKind
    callback: str


@dataclass(frozen=True)
class Open:
    """Open a task beside the one that the workflow waits on, and mail it."""

    kind: TaskKind
    name: str = ""


@dataclass(frozen=True)
class MailTask:
    """Mail an open task to its assignee."""

    task: Task


@dataclass(frozen=True)
class TellManager:
    """Mail the manager, who can end reflection, about a case that begins."""


@dataclass(frozen=True)
class Share:
    """Mail the conclusion to each recipient, privately."""


@dataclass(frozen=True)
class HandOver:
    """Give the case another owner, with the owner's open tasks; `by` is a mail address, or empty."""

    owner: Person
    by: str
    reason: HandOverReason


@dataclass(frozen=True)
class PassTasksOn:
    """Give the owner every open task that lies with an earlier one."""


@dataclass(frozen=True)
class Settle:
    """End the finding out, if every enquiry has ended."""


@dataclass(frozen=True)
class TellNews:
    """Mail the owner who writes the conclusion that an enquiry has ended."""

    enquiry: Task


@dataclass(frozen=True)
class PlanFollowUp:
    """Count the days until the follow-up from this moment."""

    since: datetime


@dataclass(frozen=True)
class CarryOn:
    """Carry the case on in a new execution, from where its record says that it stands."""

    reason: str


@dataclass(frozen=True)
class LetLapse:
    """Let a task's time run out."""

    task: Task


@dataclass(frozen=True)
class FollowThrough:
    """Do what follows from a task that has ended, and tell the workflow."""

    task: Task


@dataclass(frozen=True)
class TellWorkflow:
    """Complete the callback that waits for this task, or ask for the later task that it waits for."""

    task: Task


@dataclass(frozen=True)
class MarkTold:
    """Take a task that has ended off the sweep's list."""

    task: Task


Effect = (
    Ask
    | Open
    | MailTask
    | TellManager
    | Share
    | HandOver
    | PassTasksOn
    | Settle
    | TellNews
    | PlanFollowUp
    | CarryOn
    | LetLapse
    | FollowThrough
    | TellWorkflow
    | MarkTold
)
