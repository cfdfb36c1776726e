"""CONFIRM_READ: a recipient of the conclusion confirms having read it."""

from kuultu.domain.cases.case import CaseRecord
from kuultu.domain.cases.effects import Effect
from kuultu.domain.cases.news_effects import TellUnread
from kuultu.domain.cases.payloads.finding_out import Confirmation
from kuultu.domain.cases.task_entry import Deadlines, Doer, Situation, TaskEntry, TaskMail, TimeOut
from kuultu.domain.cases.task_form import Field, Form
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.people import hash_of_address


def share_name(email: str) -> str:
    """The name of a recipient's task: 8 hexadecimal digits, a hash of the mail address."""
    return hash_of_address(email)[:8]


def _follows(situation: Situation) -> list[Effect]:
    """The owner hears once who has not read the conclusion in time."""
    return [] if situation.task.decision else [TellUnread(situation.task.round)]


ENTRY = TaskEntry(
    TaskKind.CONFIRM_READ,
    Confirmation,
    Doer.READER,
    Form((Confirmation.READ,), {"comment": Field()}),
    Deadlines(due=2, reminders=1, gap=3),
    TimeOut.STAYS_OPEN,
    TaskMail.SHARE,
    follows=_follows,
)


def unread_by(record: CaseRecord, round_: int) -> list[str]:
    """The names of the people who have not confirmed in a round that they have read the conclusion."""
    asked = [task for task in record.tasks if task.kind is TaskKind.CONFIRM_READ and task.round == round_]
    return [task.assignee.name for task in asked if task.decision is None]
