"""Enquiries: who is asked what, how each ends, and who must have been heard before anybody concludes."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from kuultu.domain.cases.case import CaseRecord
from kuultu.domain.cases.task import ENQUIRIES, Decision, Fields, Task, TaskKind
from kuultu.domain.people import Person, somebody_at

COLLEAGUE, THIRD_PARTY = "colleague", "third_party"
ROLES = (COLLEAGUE, THIRD_PARTY)
MOST_OF_A_ROLE = 10
"""How many colleagues, and how many third parties, can be asked by one form."""

OUTCOMES = {
    "answer": "answered",
    "decline": "declined",
    "sent": "answered",
    "keep": "declined",
    "fault_found": "answered",
    "no_fault": "answered",
    "not_received": "not_received",
}


@dataclass(frozen=True)
class Enquiry:
    """One thing to be found out: of whom (nobody named: the customer), in which role, and the question."""

    kind: TaskKind
    role: str = "customer"
    person: Person | None = None
    question: str = ""

    @property
    def name(self) -> str:
        """Tells enquiries of one round apart; the same question to the same person is the same enquiry."""
        if self.kind is TaskKind.RETURN_PRODUCT:
            return ""
        told = "\n".join([self.role, self.person.email.lower() if self.person else "", self.question])
        return hashlib.sha256(told.encode()).hexdigest()[:8]

    @property
    def details(self) -> dict[str, str]:
        """What its task keeps of it."""
        return {"role": self.role, "question": self.question}


def enquiries_in(fields: Fields) -> list[Enquiry]:
    """The enquiries that a form asks for: `ask_customer`, `return_product`, and any number of people."""
    asked = [Enquiry(TaskKind.TELL_MORE, question=fields["ask_customer"])] if fields.get("ask_customer") else []
    back = [Enquiry(TaskKind.RETURN_PRODUCT)] if fields.get("return_product") else []
    return [*asked, *(one for role in ROLES for one in _people(fields, role)), *back]


def _people(fields: Fields, role: str) -> Iterator[Enquiry]:
    for suffix in suffixes():
        email = fields.get(f"{role}_email{suffix}", "")
        if email:
            name = fields.get(f"{role}_name{suffix}") or somebody_at(email).name
            yield Enquiry(TaskKind.STATEMENT, role, Person(name, email), fields.get(f"{role}_question{suffix}", ""))


def suffixes() -> list[str]:
    """What the second, third … field of one name is called once it is read: `colleague_email`, `colleague_email_2`."""
    return ["", *(f"_{number}" for number in range(2, MOST_OF_A_ROLE + 1))]


def outcome_of(task: Task) -> str:
    """How an enquiry ended: `open`, `answered`, `declined`, `not_received` or `timed_out`."""
    if task.decision:
        return OUTCOMES[task.decision.choice]
    return "timed_out" if task.ended else "open"


def all_found_out(record: CaseRecord) -> bool:
    """Whether every enquiry that triage asked for was made and has ended, a returned product inspected."""
    made = {(task.kind, task.name) for task in record.of_kind(*ENQUIRIES)}
    triage = record.decision(TaskKind.TRIAGE)
    wanted = enquiries_in(triage.fields) if triage else []
    unmade = [one for one in wanted if (one.kind, one.name) not in made]
    return not unmade and not on_its_way(record) and all(task.ended for task in record.of_kind(*ENQUIRIES))


def on_its_way(record: CaseRecord) -> Task | None:
    """The return of a product that the customer has sent and nobody is asked to inspect yet."""
    returned = record.task(TaskKind.RETURN_PRODUCT)
    sent = returned is not None and returned.decision is not None and returned.decision.choice == "sent"
    return returned if sent and record.task(TaskKind.INSPECT) is None else None


def unheard(record: CaseRecord) -> list[Task]:
    """Colleagues who were asked and have not answered, declined or let the time pass: nobody concludes before."""
    return [task for task in record.of_kind(TaskKind.STATEMENT) if is_colleague(task) and not task.ended]


def is_colleague(task: Task) -> bool:
    """Whether a statement is a colleague's, and so private."""
    return task.details.get("role") == COLLEAGUE


def statements_of_colleagues(record: CaseRecord) -> list[str]:
    """What colleagues told us in private, in any round."""
    asked = [task.decision for task in record.tasks if task.kind is TaskKind.STATEMENT and is_colleague(task)]
    return [decision.fields["statement"] for decision in asked if decision and decision.fields.get("statement")]


def times_asked(record: CaseRecord) -> int:
    """How often the customer was asked to explain; once should be enough."""
    return sum(task.kind is TaskKind.TELL_MORE for task in record.tasks)


def recipients_of(conclusion: Decision) -> list[str]:
    """The addresses of those with whom a conclusion is shared, each once; the mails are their own."""
    lines = [line.strip() for line in conclusion.fields.get("share_with", "").splitlines()]
    return list({line.lower(): line for line in lines if line}.values())


def share_name(email: str) -> str:
    """The name of the request to confirm that this person has read the conclusion."""
    return hashlib.sha256(email.lower().encode()).hexdigest()[:8]
