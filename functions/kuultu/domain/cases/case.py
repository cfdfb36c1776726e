"""Cases: outcomes, stages, and the record of a case with all tasks."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import cast

from kuultu.domain.cases.decisions import AnyPayload, Decision
from kuultu.domain.cases.dispute import Dispute
from kuultu.domain.cases.draft import Draft
from kuultu.domain.cases.events import (
    AddressCorrected,
    Event,
    MailResent,
    MailReturned,
    is_dead_address,
    is_refused_mail,
)
from kuultu.domain.cases.payloads.finding_out import EarlyEnd
from kuultu.domain.cases.task import Task, task_key
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.traits import NO_TRAITS, Traits
from kuultu.domain.cases.waiting_mail import WaitingMail
from kuultu.domain.people import Person


class Outcome(StrEnum):
    """The outcome of a case. Silence is never success; CONTACT is that of a contact wish, which is no complaint."""

    RECOVERED = "recovered"
    NOT_RECOVERED = "not_recovered"
    SILENT = "silent"
    ANONYMOUS = "anonymous"
    NOT_A_COMPLAINT = "not_a_complaint"
    CONTACT = "contact"


class Stage(StrEnum):
    """The stage of a case; the state machine has a state for each stage."""

    ACKNOWLEDGE = "acknowledge"
    CALL = "call"
    TRIAGE = "triage"
    FIND_OUT = "find_out"
    REFLECT = "reflect"
    CONCLUDE = "conclude"
    SHARE = "share"
    PROPOSE = "propose"
    APPROVE = "approve"
    REPLY = "reply"
    SEND_REPLY = "send_reply"
    CHOOSE = "choose"
    DELIVER = "deliver"
    WAIT = "wait"
    FOLLOW_UP = "follow_up"
    REOPEN = "reopen"
    CLOSE = "close"
    CLOSED = "closed"


@dataclass(frozen=True)
class Case:
    """The handling of a negative response; a round runs from triage to follow-up, and a reopening begins the next.

    `promised_at` is the latest promise to the customer, given at `promise_began_at` (None: at the beginning of the
    round). `broken_at` is the time of an earlier promise that a later one replaced; None once the manager is told.
    `enquiries_added` counts the enquiries added on the page, `choices_made` the customer's choices of a remedy.
    `introduced` is the address of the owner whom the customer's mails named last; "" in cases of an earlier release.
    `drafts` are what owner and manager have typed on the page. `reachable`: the customer left a mail address; `phone`:
    a phone number, False in cases of an earlier release; `anonymous`: neither. `wish`: the customer is content and only
    wishes to be contacted. `unit` is the id of the unit that has the case; "" in cases of an earlier release, for the
    unit that the response is about. `undelivered` are the ids of mails to the customer that came back or are withheld.
    """

    id: str
    survey_id: str
    survey_version: int
    owner: Person
    manager: Person
    reachable: bool
    anonymous: bool
    opened_at: datetime
    round: int
    round_began_at: datetime
    reflection_planned_until: datetime
    promised_at: datetime
    acknowledged: bool = False
    follow_up_at: datetime | None = None
    outcome: Outcome | None = None
    closed_at: datetime | None = None
    execution: str = ""
    urgent: bool = False
    legal_deadline: datetime | None = None
    replies_sent: int = 0
    promise_began_at: datetime | None = None
    broken_at: datetime | None = None
    enquiries_added: int = 0
    choices_made: int = 0
    introduced: str = ""
    drafts: tuple[Draft, ...] = ()
    phone: bool = False
    wish: bool = False
    unit: str = ""
    undelivered: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()
    traits: Traits = NO_TRAITS

    def draft_of(self, person: Person) -> Draft | None:
        """The draft of a person on the page of the case, or None."""
        return next((draft for draft in self.drafts if person.has(draft.by)), None)

    @property
    def undeliverable(self) -> bool:
        """True if the customer's mail address takes no mail of ours, and nobody has corrected it."""
        told = [event for event in self.events if isinstance(event, AddressCorrected) or is_dead_address(event)]
        return bool(told) and isinstance(told[-1], MailReturned)

    @property
    def held_up(self) -> MailReturned | None:
        """The event of refused mail to the customer that waits for a person; None once sent again or elsewhere."""
        ends = (AddressCorrected, MailResent)
        told = [event for event in self.events if isinstance(event, ends) or is_refused_mail(event)]
        return told[-1] if told and isinstance(told[-1], MailReturned) else None

    @property
    def by_phone(self) -> bool:
        """True if the customer can be reached by phone only: a call takes the place of each letter and request.

        So it is too while no mail gets to the customer, if there is a number.
        """
        no_mail = self.undeliverable or self.held_up is not None
        return not self.anonymous and (not self.reachable or (self.phone and no_mail))

    @property
    def by_mail(self) -> bool:
        """True if letters and requests are mailed, or kept for a corrected address."""
        return self.reachable and not self.by_phone

    @property
    def can_be_called(self) -> bool:
        """True if the customer left a phone number."""
        return self.phone or self.by_phone

    @property
    def owner_is_new(self) -> bool:
        """True if the customer has heard of an earlier owner, and not yet of the present one."""
        return bool(self.introduced) and not self.owner.has(self.introduced)


@dataclass(frozen=True)
class CaseRecord:
    """A case with all tasks, letters from dispute bodies, oldest first, and waiting mails, as loaded in one read."""

    case: Case
    tasks: tuple[Task, ...]
    disputes: tuple[Dispute, ...] = ()
    waiting: tuple[WaitingMail, ...] = ()

    def task(self, kind: TaskKind, round_: int | None = None, name: str = "") -> Task | None:
        """The task of a kind and name in a round (by default the current round), or None."""
        key = task_key(round_ or self.case.round, kind, name)
        return next((task for task in self.tasks if task.key == key), None)

    def on_record(self, task: Task) -> Task:
        """The record's version of a task; the task as given if the record does not hold it."""
        return self.task(task.kind, task.round, task.name) or task

    def having(self, task: Task) -> "CaseRecord":
        """The record with a new or changed task."""
        others = tuple(one for one in self.tasks if one.key != task.key)
        return replace(self, tasks=(*others, task))

    def of_kind(self, *kinds: TaskKind) -> list[Task]:
        """The tasks of the given kinds in the current round, oldest first."""
        found = [task for task in self.tasks if task.round == self.case.round and task.kind in kinds]
        return sorted(found, key=lambda task: (task.opened_at, task.key))

    def decision(self, payload: type[AnyPayload], name: str = "") -> Decision[AnyPayload] | None:
        """The decision with a payload of the given type in the current round, or None."""
        task = self.task(payload.kind, name=name)
        return cast(Decision[AnyPayload] | None, task.decision) if task else None

    def decisions(self, payload: type[AnyPayload], *, every_round: bool = False) -> list[Decision[AnyPayload]]:
        """All decisions with a payload of the given type, in the current round or every round; oldest task first."""
        found = [task for task in self.tasks if task.kind is payload.kind and task.decision]
        wanted = [task for task in found if every_round or task.round == self.case.round]
        ordered = sorted(wanted, key=lambda task: (task.opened_at, task.key))
        return [cast(Decision[AnyPayload], task.decision) for task in ordered]

    @property
    def open_dispute(self) -> Dispute | None:
        """The latest letter from a dispute body while no answer is on record; a later letter replaces an earlier."""
        return self.disputes[-1] if self.disputes and self.disputes[-1].answer is None else None

    @property
    def reflection_ends_at(self) -> datetime:
        """The end of reflection: the planned time, or an earlier moment at which a manager ended reflection."""
        ended = self.decision(EarlyEnd)
        return min(self.case.reflection_planned_until, ended.at) if ended else self.case.reflection_planned_until
