"""Effects: the values in which the rules say what happens next; `services.cases.effect_loop` carries them out."""

from dataclasses import dataclass
from datetime import datetime

from kuultu.domain.cases.events import HandOverReason
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.people import Person


@dataclass(frozen=True)
class Ask:
    """Open the task that is due, keep the workflow's callback on the task, and send the mail."""

    kind: TaskKind
    callback: str


@dataclass(frozen=True)
class Open:
    """Open and mail a task beside the task that the workflow waits for."""

    kind: TaskKind
    name: str = ""


@dataclass(frozen=True)
class MailTask:
    """Mail an open task to the assignee.

    For FIND_OUT, mail every open enquiry instead; send no mail for a choice of remedy, which comes with the reply.
    """

    task: Task


@dataclass(frozen=True)
class TellManager:
    """Mail the manager about a case that begins, with a link to end reflection.

    The mail is an alert for an urgent case; otherwise a manager with the triage gets no second mail.
    """


@dataclass(frozen=True)
class Share:
    """Mail the conclusion to each recipient, privately."""


@dataclass(frozen=True)
class HandOver:
    """Give the case to another owner, with the owner's open tasks; `by` is a mail address, or empty after a lapse."""

    owner: Person
    by: str
    reason: HandOverReason
    words: str = ""


@dataclass(frozen=True)
class TellHandOver:
    """Mail the new owner, the former owner and the manager that the case has passed to the new owner."""


@dataclass(frozen=True)
class FollowPeople:
    """Give what lies with people who have left the directory to the unit's present owner or manager."""


@dataclass(frozen=True)
class PassTasksOn:
    """Give the owner every open task that lies with an earlier owner."""


@dataclass(frozen=True)
class Settle:
    """End the finding out, if every enquiry has ended."""


@dataclass(frozen=True)
class TellNews:
    """Tell the owner by mail, before the conclusion is written, that an enquiry has ended."""

    enquiry: Task


@dataclass(frozen=True)
class AwaitProduct:
    """Move the promise to the customer, who was asked for the product by an open task."""

    task: Task


@dataclass(frozen=True)
class TellUnsolved:
    """Tell the owner by mail that the customer is unhappy again, and that the manager takes the case on."""


@dataclass(frozen=True)
class TellDelivered:
    """Tell the customer by mail that the remedy is delivered; `name` is that of the delivery's task."""

    name: str


@dataclass(frozen=True)
class ForgetAccount:
    """Delete the customer's account number, after the delivery; `name` is that of the choice's task."""

    name: str


@dataclass(frozen=True)
class TellAnotherManager:
    """Tell another manager by mail that somebody ended the reflection of their own case."""


@dataclass(frozen=True)
class PlanFollowUp:
    """Plan the follow-up, with the days counted from the moment `since`."""

    since: datetime


@dataclass(frozen=True)
class CarryOn:
    """Carry the case on in a new execution, from the stage that follows from the record."""

    reason: str


@dataclass(frozen=True)
class TakeBack:
    """Take a dismissed case up again after the customer's objection, with the manager as owner."""

    text: str


@dataclass(frozen=True)
class LetLapse:
    """Let a task's time run out."""

    task: Task


@dataclass(frozen=True)
class FollowThrough:
    """Carry out the effects of a task that has ended, and tell the workflow."""

    task: Task


@dataclass(frozen=True)
class TellWorkflow:
    """Complete the workflow's callback of a task, or ask for the later task that the callback waits for."""

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
    | TellHandOver
    | FollowPeople
    | PassTasksOn
    | Settle
    | TellNews
    | AwaitProduct
    | TellUnsolved
    | TellDelivered
    | ForgetAccount
    | TellAnotherManager
    | PlanFollowUp
    | CarryOn
    | TakeBack
    | LetLapse
    | FollowThrough
    | TellWorkflow
    | MarkTold
)
