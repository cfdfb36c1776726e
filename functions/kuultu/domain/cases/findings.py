"""Findings: the enquiries of a round, and their outcomes."""

from dataclasses import dataclass
from datetime import datetime

from kuultu.domain.cases.case import CaseRecord
from kuultu.domain.cases.decisions import Payload
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.enquiries import on_its_way
from kuultu.domain.cases.payloads.finding_out import Explanation, ProductReturn, Triage
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.tasks import ENQUIRIES, entry_of


@dataclass(frozen=True)
class Finding:
    """An enquiry in the owner's view: person, question and outcome.

    `outcome` is `open`, `answered`, `declined`, `not_received` or `timed_out`.
    """

    kind: str
    role: str
    name: str
    question: str
    outcome: str
    choice: str
    payload: Payload | None
    at: datetime | None
    due_at: datetime

    @property
    def text(self) -> str:
        """The answer."""
        return self.payload.text if self.payload else ""

    @property
    def wish(self) -> str:
        """The customer's wish."""
        return self.payload.wish if isinstance(self.payload, Explanation) else ""

    @property
    def bought_at(self) -> str:
        """Place or time of the purchase."""
        return self.payload.bought_at if isinstance(self.payload, Explanation) else ""

    @property
    def tracking(self) -> str:
        """The transport of the returned product, in the customer's words: a tracking number, for example."""
        return self.payload.tracking if isinstance(self.payload, ProductReturn) else ""


def findings(dossier: Dossier) -> list[Finding]:
    """The enquiries of the current round, oldest first."""
    return [_finding(task, dossier.response.contact.name) for task in dossier.record.of_kind(*ENQUIRIES)]


def _finding(task: Task, customer: str) -> Finding:
    return Finding(
        kind=task.kind.value,
        role=task.details.get("role", ""),
        name=customer if entry_of(task.kind).for_customer else task.assignee.name,
        question=task.details.get("question", ""),
        outcome=enquiry_outcome(task),
        choice=task.decision.choice if task.decision else "",
        payload=task.decision.payload if task.decision else None,
        at=task.ended_at,
        due_at=task.due_at,
    )


def enquiry_outcome(task: Task) -> str:
    """The outcome of an enquiry: `open`, `answered`, `declined`, `not_received` or `timed_out`."""
    if task.decision:
        return entry_of(task.kind).outcomes[task.decision.choice]
    return "timed_out" if task.ended else "open"


def all_found_out(record: CaseRecord) -> bool:
    """True if every enquiry that triage asked for was made and has ended, a returned product inspected."""
    made = {(task.kind, task.name) for task in record.of_kind(*ENQUIRIES)}
    triage = record.decision(Triage)
    wanted = triage.payload.enquiries if triage else ()
    unmade = [one for one in wanted if (one.kind, one.name) not in made]
    return not unmade and not on_its_way(record) and all(task.ended for task in record.of_kind(*ENQUIRIES))
