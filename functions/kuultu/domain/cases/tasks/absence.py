"""ABSENCE: the page on which a person of the directory says when they are away; no task of it is stored."""

from kuultu.domain.cases.payloads.absences import AbsenceNote
from kuultu.domain.cases.task_entry import Deadlines, Doer, TaskEntry, TaskMail, TimeOut
from kuultu.domain.cases.task_form import Field, Form
from kuultu.domain.cases.task_kind import TaskKind

ENTRY = TaskEntry(
    TaskKind.ABSENCE,
    AbsenceNote,
    Doer.MEMBER,
    Form(
        (AbsenceNote.AWAY, AbsenceNote.BACK),
        {
            "person_email": Field("member"),
            "from": Field("date"),
            "until": Field("date"),
            "deputy_email": Field("member"),
        },
    ),
    Deadlines(reminders=0),
    TimeOut.NONE,
    TaskMail.NONE,
)
