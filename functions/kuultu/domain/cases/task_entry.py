"""The entry of a kind of task: everything that is particular to the kind, in one value."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from kuultu.domain.cases.case import CaseRecord, Stage
from kuultu.domain.cases.decisions import Decision, Fields, Payload
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.effects import Effect
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_form import Form, TextChecks
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.people import Person
from kuultu.errors import Flaw


class Doer(StrEnum):
    """The person who does a task."""

    OWNER = "the owner of the case"
    MANAGER = "the manager"
    APPROVER = "somebody other than the proposer"
    CUSTOMER = "the customer"
    WITNESS = "a colleague or a third party"
    READER = "a recipient of the conclusion"
    MEMBER = "anybody in the directory"
    UNIT_STAFF = "the staff of a unit"
    CASE_STAFF = "the owner or the manager"
    NOBODY = "nobody: it ends by itself"


class TimeOut(StrEnum):
    """The consequence of a lapse."""

    EXPIRES = "it expires, and the case goes on"
    STAYS_OPEN = "the case goes on, and it can still be done"
    PASSES_ON = "it passes on up the line"
    NONE = "nothing"


class Span(StrEnum):
    """The span of time that sets the deadlines of a task."""

    WORKING_DAYS = "working days"
    ANSWER = "the time for an answer"
    REFLECTION = "the end of reflection"


@dataclass(frozen=True)
class Deadlines:
    """The deadlines of a task: due within `due` working days, `reminders` reminders `gap` apart, lapse a `gap` later.

    `gap` is in working days. `by_promise`: due no later than the promise to the customer. `until_follow_up`: no lapse
    before the time of the follow-up.
    """

    due: float = 1
    reminders: int = 2
    gap: float = 0.5
    span: Span = Span.WORKING_DAYS
    by_promise: bool = False
    until_follow_up: bool = False


class TaskMail(StrEnum):
    """The kind of mail that brings a task."""

    TASK = "task"
    REQUEST = "request"
    SHARE = "share"
    FOLLOW_UP = "follow-up"
    OF_ENQUIRIES = "the mails of the enquiries"
    WITH_REPLY = "the reply"
    NONE = "none"


@dataclass(frozen=True)
class Opening:
    """A task to open, with at least a kind; no person: the usual assignee of the kind.

    `offered`: the page of the decision before offers the task to the assignee.
    """

    kind: TaskKind
    name: str = ""
    person: Person | None = None
    details: Mapping[str, str] = field(default_factory=dict)
    offered: bool = False


@dataclass(frozen=True)
class Attempt:
    """A decision about to be made, with the form's fields and the task's name; `decision.by`: address or `customer`."""

    dossier: Dossier
    decision: Decision[Any]
    fields: Fields
    checks: TextChecks
    name: str = ""

    @property
    def choice(self) -> str:
        """The choice."""
        return self.decision.choice

    def missing(self, *names: str) -> list[Flaw]:
        """A flaw for each empty field among the given names."""
        absent = [name for name in names if not self.fields.get(name)]
        return [Flaw(name, "required", "This field must be filled in.") for name in absent]


@dataclass(frozen=True)
class Situation:
    """A task that has ended, and the case at that moment."""

    dossier: Dossier
    task: Task
    stage: Stage

    @property
    def record(self) -> CaseRecord:
        """The case's record."""
        return self.dossier.record


def no_rule(attempt: Attempt) -> list[Flaw]:
    """No rule beyond the form."""
    return []


def as_written(attempt: Attempt) -> Payload:
    """The payload as given in the form."""
    payload: Payload = attempt.decision.payload
    return payload


def nothing_follows(situation: Situation) -> list[Effect]:
    """No effects; the workflow hears that the task has ended."""
    return []


def opened_alone(record: CaseRecord) -> list[Opening]:
    """No other task."""
    return []


def unnamed(record: CaseRecord) -> str:
    """The empty name, for a kind with a single task in a round."""
    return ""


def owner_of_case(record: CaseRecord) -> Person:
    """The owner of the case; a request to the customer is the owner's too."""
    return record.case.owner


@dataclass(frozen=True)
class TaskEntry:
    """The entry of a kind of task.

    `stages`: the stages at which the workflow asks for the task. `after_reflection`: nobody can do the task before
    reflection has ended. `with_every_case`: the mails of the task may be throttled. `outcomes`: outcome of an enquiry
    by choice; empty for other kinds. `rule`: flaws beyond those of the form. `completed`: the payload with the
    additions of the rules. `follows`: the effects of the task's end. `first`: the tasks that open before the task;
    `when_asked`: the effects after the task's mail, when the workflow asks. `due_name` and `assignee`: name and
    assignee of the task that is due now.
    """

    kind: TaskKind
    payload: type[Payload]
    doer: Doer
    form: Form
    deadlines: Deadlines
    time_out: TimeOut
    mail: TaskMail
    stages: frozenset[Stage] = frozenset()
    after_reflection: bool = False
    with_every_case: bool = False
    outcomes: Mapping[str, str] = field(default_factory=dict)
    rule: Callable[[Attempt], list[Flaw]] = no_rule
    completed: Callable[[Attempt], Payload] = as_written
    follows: Callable[[Situation], list[Effect]] = nothing_follows
    first: Callable[[CaseRecord], list[Opening]] = opened_alone
    when_asked: tuple[Effect, ...] = ()
    due_name: Callable[[CaseRecord], str] = unnamed
    assignee: Callable[[CaseRecord], Person] = owner_of_case

    @property
    def for_customer(self) -> bool:
        """True for a request to the customer, False for a task of staff or third parties."""
        return self.doer is Doer.CUSTOMER

    @property
    def of_the_owner(self) -> bool:
        """True if the task goes with the case to a new owner."""
        return self.doer is Doer.OWNER
