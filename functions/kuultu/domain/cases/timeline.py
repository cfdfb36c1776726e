"""What happened to a case, in order: derived from its record, so that it cannot disagree with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from kuultu.domain.cases.case import CaseRecord
from kuultu.domain.cases.task import Fields, Task, TaskKind

WRITTEN = {
    TaskKind.TRIAGE: "ask_customer",
    TaskKind.END_REFLECTION: "reason",
    TaskKind.TELL_MORE: "details",
    TaskKind.STATEMENT: "statement",
    TaskKind.RETURN_PRODUCT: "tracking",
    TaskKind.INSPECT: "finding",
    TaskKind.CONCLUDE: "facts",
    TaskKind.CONFIRM_READ: "comment",
    TaskKind.PROPOSE_REMEDY: "reason",
    TaskKind.APPROVE_REMEDY: "reason",
    TaskKind.REPLY: "message",
    TaskKind.CHOOSE_REMEDY: "wish",
    TaskKind.DELIVER_REMEDY: "delivery_reference",
    TaskKind.FOLLOW_UP: "comment",
}
"""The text that goes with each decision."""


@dataclass(frozen=True)
class Moment:
    """One thing that happened: `what` is `began`, `asked`, `reminded`, `decided`, `lapsed`, `closed` or an event's."""

    at: datetime
    what: str
    kind: str = ""
    choice: str = ""
    who: str = ""
    whom: str = ""
    text: str = ""


@dataclass(frozen=True)
class Finding:
    """One enquiry as whoever concludes sees it: who was asked what, and what came of it."""

    kind: str
    role: str
    name: str
    question: str
    outcome: str
    fields: Fields
    at: datetime | None
    due_at: datetime

    @property
    def text(self) -> str:
        """What was answered."""
        return self.fields.get(WRITTEN[TaskKind(self.kind)], "")

    @property
    def wish(self) -> str:
        """What the customer said would put it right."""
        return self.fields.get("wish", "")

    @property
    def bought_at(self) -> str:
        """Where, or when, the customer bought it."""
        return self.fields.get("bought_at", "")

    @property
    def tracking(self) -> str:
        """How the product travels."""
        return self.fields.get("tracking", "")


def timeline(record: CaseRecord) -> list[Moment]:
    """The whole history of a case, oldest first."""
    case, tasks = record.case, sorted(record.tasks, key=lambda task: task.opened_at)
    moments = [Moment(case.opened_at, "began"), *(moment for task in tasks for moment in _moments(task))]
    moments += [Moment(event.at, event.what, who=event.who, whom=event.whom, text=event.why) for event in case.events]
    if case.closed_at and case.outcome:
        moments.append(Moment(case.closed_at, "closed", choice=case.outcome.value))
    return sorted(moments, key=lambda moment: moment.at)


def _moments(task: Task) -> Iterator[Moment]:
    """The gate of what is found out is nobody's; and nobody has to end reflection, but can."""
    if task.kind is TaskKind.FIND_OUT:
        return
    if task.kind is not TaskKind.END_REFLECTION:
        yield from _asking(task)
    if task.decision:
        decision = task.decision
        text = decision.fields.get(WRITTEN.get(task.kind, ""), "")
        who = decision.by if task.kind.for_customer else task.assignee.name
        yield Moment(decision.at, "decided", task.kind, decision.choice, who, text=text)


def _asking(task: Task) -> Iterator[Moment]:
    asked = task.details.get("question", "")
    yield Moment(task.opened_at, "asked", task.kind, whom=task.assignee.name, text=asked)
    for at in task.reminders:
        yield Moment(at, "reminded", task.kind, whom=task.assignee.name)
    if task.lapsed_at:
        yield Moment(task.lapsed_at, "lapsed", task.kind, whom=task.assignee.name)
