"""STATEMENT: a colleague or a third party tells about the events, in private."""

from kuultu.domain.cases.payloads.finding_out import Statement
from kuultu.domain.cases.task_entry import Attempt, Deadlines, Doer, TaskEntry, TaskMail, TimeOut
from kuultu.domain.cases.task_form import Field, Form
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks.enquiry_end import enquiry_ended
from kuultu.errors import Flaw


def _rule(attempt: Attempt) -> list[Flaw]:
    """An answer holds a statement."""
    return attempt.missing("statement") if attempt.choice == Statement.ANSWER else []


ENTRY = TaskEntry(
    TaskKind.STATEMENT,
    Statement,
    Doer.WITNESS,
    Form((Statement.ANSWER, Statement.DECLINE), {"statement": Field()}),
    Deadlines(),
    TimeOut.EXPIRES,
    TaskMail.TASK,
    outcomes={Statement.ANSWER: "answered", Statement.DECLINE: "declined"},
    rule=_rule,
    follows=enquiry_ended,
)
