"""ENTER: the page on which staff of a unit enter what a customer told them; no task of it is stored.

The form also has the questions of the link's survey, by their ids.
"""

from kuultu.domain.cases.payloads.heard_complaint import HeardComplaint
from kuultu.domain.cases.task_entry import Deadlines, Doer, TaskEntry, TaskMail, TimeOut
from kuultu.domain.cases.task_form import Field, Form
from kuultu.domain.cases.task_kind import TaskKind

ENTRY = TaskEntry(
    TaskKind.ENTER,
    HeardComplaint,
    Doer.UNIT_STAFF,
    Form(
        (HeardComplaint.STORE,),
        {
            "name": Field(),
            "email": Field("email"),
            "phone": Field(),
            "language": Field("language"),
            "reference": Field(),
            "heard": Field("heard"),
        },
    ),
    Deadlines(reminders=0),
    TimeOut.NONE,
    TaskMail.NONE,
)
