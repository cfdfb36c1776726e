"""INSPECT: the owner looks at the product that the customer sent back."""

from kuultu.domain.cases.payloads.finding_out import Inspection
from kuultu.domain.cases.task_entry import Deadlines, Doer, TaskEntry, TaskMail, TimeOut
from kuultu.domain.cases.task_form import Field, Form
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks.enquiry_end import enquiry_ended

ENTRY = TaskEntry(
    TaskKind.INSPECT,
    Inspection,
    Doer.OWNER,
    Form((Inspection.FAULT_FOUND, Inspection.NO_FAULT, Inspection.NOT_RECEIVED), {"finding": Field()}),
    Deadlines(due=5),
    TimeOut.PASSES_ON,
    TaskMail.TASK,
    outcomes={
        Inspection.FAULT_FOUND: "answered",
        Inspection.NO_FAULT: "answered",
        Inspection.NOT_RECEIVED: "not_received",
    },
    follows=enquiry_ended,
)
