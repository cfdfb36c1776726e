"""CONFIRM_READ: a recipient of the conclusion confirms having read it."""

import hashlib

from kuultu.domain.cases.payloads.finding_out import Confirmation
from kuultu.domain.cases.task_entry import Deadlines, Doer, TaskEntry, TaskMail, TimeOut
from kuultu.domain.cases.task_form import Field, Form
from kuultu.domain.cases.task_kind import TaskKind


def share_name(email: str) -> str:
    """The name of a recipient's task: 8 hexadecimal digits, a hash of the mail address."""
    return hashlib.sha256(email.lower().encode()).hexdigest()[:8]


ENTRY = TaskEntry(
    TaskKind.CONFIRM_READ,
    Confirmation,
    Doer.READER,
    Form((Confirmation.READ,), {"comment": Field()}),
    Deadlines(due=2, reminders=1, gap=3),
    TimeOut.EXPIRES,
    TaskMail.SHARE,
)
