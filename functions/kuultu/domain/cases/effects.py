"""Effects: the values in which the rules say what happens next; `services.cases.effect_loop` carries them out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kuultu.domain.cases.call_effects import DropCalls, HandleAfterAll, NoteEnd, TellEarlyEnd
from kuultu.domain.cases.customer_effects import CustomerEffect
from kuultu.domain.cases.events import HandOverReason
from kuultu.domain.cases.news_effects import (
    TellAnotherManager,
    TellDelivered,
    TellHandOver,
    TellManager,
    TellNewManager,
    TellNews,
    TellPassedOn,
    TellRelated,
    TellUnread,
    TellUnsolved,
)
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
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class OfferNext:
    """Open the task that falls next to the doer of a task, and store a link to it under the hash of a token."""

    task: Task
    token_hash: str


@dataclass(frozen=True)
class MailTask:
    """Mail an open task to the assignee.

    For FIND_OUT, mail every open enquiry instead; send no mail for a choice of remedy, which comes with the reply.
    """

    task: Task


@dataclass(frozen=True)
class Share:
    """Mail the conclusion to each recipient, privately."""


@dataclass(frozen=True)
class HandOver:
    """Give the case to another owner, or to whoever stands in, with the owner's open tasks.

    `by` is a mail address, or empty after a lapse. `unit` is the id of the unit that has the case from then on; "" for
    the present one.
    """

    owner: Person
    by: str
    reason: HandOverReason
    words: str = ""
    unit: str = ""


@dataclass(frozen=True)
class FollowPeople:
    """Give what lies with people who have left the directory, or are away, to the present people of the unit.

    The case gets the unit's present manager.
    """


@dataclass(frozen=True)
class PassTasksOn:
    """Give the owner every open task that lies with an earlier owner."""


@dataclass(frozen=True)
class Settle:
    """End the finding out, if every enquiry has ended."""


@dataclass(frozen=True)
class AwaitProduct:
    """Move the promise to the customer, who was asked for the product by an open task."""

    task: Task


@dataclass(frozen=True)
class ForgetAccount:
    """Delete the customer's account number, after the delivery; `name` is that of the choice's task."""

    name: str


@dataclass(frozen=True)
class PlanFollowUp:
    """Plan the follow-up, with the days counted from the moment `since`."""

    since: datetime


@dataclass(frozen=True)
class CarryOn:
    """Carry the case on in a new execution, from the stage that follows from the record."""

    reason: str


@dataclass(frozen=True)
class LetLapse:
    """Let a task's time run out."""

    task: Task


@dataclass(frozen=True)
class FollowThrough:
    """Carry out the effects of an ended task, offer the next under `next_link` if given, and tell the workflow."""

    task: Task
    next_link: str = ""


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
    | OfferNext
    | NoteEnd
    | DropCalls
    | HandleAfterAll
    | TellEarlyEnd
    | MailTask
    | TellManager
    | Share
    | HandOver
    | TellHandOver
    | TellPassedOn
    | TellNewManager
    | FollowPeople
    | PassTasksOn
    | Settle
    | TellNews
    | AwaitProduct
    | TellUnsolved
    | TellDelivered
    | ForgetAccount
    | TellAnotherManager
    | TellRelated
    | TellUnread
    | PlanFollowUp
    | CarryOn
    | CustomerEffect
    | LetLapse
    | FollowThrough
    | TellWorkflow
    | MarkTold
)
