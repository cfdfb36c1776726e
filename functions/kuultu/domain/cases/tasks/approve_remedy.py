"""APPROVE_REMEDY: somebody other than the proposer approves or rejects an offer above the limit."""

from kuultu.domain.cases.case import CaseRecord, Stage
from kuultu.domain.cases.payloads.putting_right import Approval
from kuultu.domain.cases.remedies import latest_proposal, proposed
from kuultu.domain.cases.task_entry import Attempt, Deadlines, Doer, TaskEntry, TaskMail, TimeOut
from kuultu.domain.cases.task_form import Field, Form
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.people import Person
from kuultu.errors import Flaw


def _rule(attempt: Attempt) -> list[Flaw]:
    """A refusal has a reason."""
    without_reason = attempt.choice == Approval.REJECT and not attempt.fields.get("reason")
    return [Flaw("reason", "reason-required", "Say why the proposal is rejected.")] if without_reason else []


def _due_name(record: CaseRecord) -> str:
    """The name of the latest proposal."""
    proposal = latest_proposal(record)
    return proposal.name if proposal else ""


def _approver(record: CaseRecord) -> Person:
    """The approver named in the latest proposal; else the owner of the case."""
    decided = proposed(record)
    return decided.payload.approver or record.case.owner if decided else record.case.owner


ENTRY = TaskEntry(
    TaskKind.APPROVE_REMEDY,
    Approval,
    Doer.APPROVER,
    Form((Approval.APPROVE, Approval.REJECT), {"reason": Field()}),
    Deadlines(),
    TimeOut.PASSES_ON,
    TaskMail.TASK,
    stages=frozenset({Stage.APPROVE}),
    after_reflection=True,
    rule=_rule,
    due_name=_due_name,
    assignee=_approver,
)
