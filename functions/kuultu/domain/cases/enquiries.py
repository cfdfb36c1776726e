"""Enquiries on the record of a case: colleagues to be heard, products on their way, repeated questions."""

from kuultu.domain.cases.case import CaseRecord
from kuultu.domain.cases.enquiry import COLLEAGUE
from kuultu.domain.cases.payloads.finding_out import ProductReturn, Statement
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_kind import TaskKind


def on_its_way(record: CaseRecord) -> Task | None:
    """The return of a product that the customer has sent and that has no inspection task yet; else None."""
    returned = record.task(TaskKind.RETURN_PRODUCT)
    sent = returned is not None and returned.decision is not None and returned.decision.choice == ProductReturn.SENT
    return returned if sent and record.task(TaskKind.INSPECT) is None else None


def unheard(record: CaseRecord) -> list[Task]:
    """The colleagues' open statements in the current round: nobody concludes before the last of them has ended."""
    return [task for task in record.of_kind(TaskKind.STATEMENT) if is_colleague(task) and not task.ended]


def is_colleague(task: Task) -> bool:
    """True if a statement is a colleague's, and so private."""
    return task.details.get("role") == COLLEAGUE


def statements_of_colleagues(record: CaseRecord) -> list[str]:
    """The private statements of colleagues, in any round."""
    asked = [task.decision for task in record.tasks if task.kind is TaskKind.STATEMENT and is_colleague(task)]
    told = [decision.payload for decision in asked if decision]
    return [payload.statement for payload in told if isinstance(payload, Statement) and payload.statement]


def times_asked(record: CaseRecord) -> int:
    """The number of times, in all rounds, that the customer was asked to explain; once should be enough."""
    return sum(task.kind is TaskKind.TELL_MORE for task in record.tasks)
