"""MY_CASE: the customer's page of the case, where the customer can object; no task of it is stored."""

from kuultu.domain.cases.payloads.customers_page import CustomerAction
from kuultu.domain.cases.task_entry import Deadlines, Doer, TaskEntry, TaskMail, TimeOut
from kuultu.domain.cases.task_form import Field, Form
from kuultu.domain.cases.task_kind import TaskKind

ENTRY = TaskEntry(
    TaskKind.MY_CASE,
    CustomerAction,
    Doer.CUSTOMER,
    Form((CustomerAction.TAKE_BACK,), {"text": Field()}),
    Deadlines(reminders=0),
    TimeOut.NONE,
    TaskMail.NONE,
)
