"""RETURN_PRODUCT: the customer sends the product back, at our cost, or keeps it."""

from kuultu.domain.cases.payloads.finding_out import ProductReturn
from kuultu.domain.cases.task_entry import Deadlines, Doer, TaskEntry, TaskMail, TimeOut
from kuultu.domain.cases.task_form import Field, Form
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks.enquiry_end import enquiry_ended

ENTRY = TaskEntry(
    TaskKind.RETURN_PRODUCT,
    ProductReturn,
    Doer.CUSTOMER,
    Form((ProductReturn.SENT, ProductReturn.KEEP), {"tracking": Field()}),
    Deadlines(due=5, reminders=1, gap=5),
    TimeOut.EXPIRES,
    TaskMail.REQUEST,
    outcomes={ProductReturn.SENT: "answered", ProductReturn.KEEP: "declined"},
    follows=enquiry_ended,
)
