"""Calls: their roles and names, and the state of the attempts to reach the customer."""

from dataclasses import dataclass, replace
from enum import StrEnum

from kuultu.domain.cases.case import CaseRecord
from kuultu.domain.cases.payloads.calling import Call
from kuultu.domain.cases.payloads.putting_right import Reply
from kuultu.domain.cases.remedies import latest_choice, numbered, replies_wanted
from kuultu.domain.cases.reopening import due_follow_up
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_kind import TaskKind

MOST_ATTEMPTS = 3
"""The largest number of attempts to reach a customer in one matter, before the letter or the manager's own attempt."""

WISH_LETTER = "wish"
"""The name of the task to write to a customer who only wishes to be contacted."""


class CallRole(StrEnum):
    """The purpose of a call: at once for safety, for a contact wish, or in place of a request or the reply."""

    SAFETY = "safety"
    WISH = "wish"
    TELL_MORE = "tell_more"
    REPLY = "reply"
    FOLLOW_UP = "follow_up"


LAST_BY_MANAGER = {CallRole.WISH, CallRole.REPLY}
"""The roles in which the manager makes the last attempt, if no letter can be sent."""


@dataclass(frozen=True)
class CallName:
    """The name of a call's task: the role, the matter (a number or an enquiry's name), the number of the attempt."""

    role: CallRole
    about: str = "1"
    attempt: int = 1

    def __str__(self) -> str:
        return f"{self.role}-{self.about}-{self.attempt}"

    @property
    def next(self) -> "CallName":
        """The name of the next attempt in the same matter."""
        return replace(self, attempt=self.attempt + 1)


def call_name(name: str) -> CallName:
    """The parts of a task's name; an empty name is the first call in place of the reply."""
    role, about, attempt = (name or str(CallName(CallRole.REPLY))).split("-")
    return CallName(CallRole(role), about, int(attempt))


def calls_about(record: CaseRecord, wanted: CallName) -> list[Task]:
    """The calls of the current round in one matter, by attempt."""
    found = [(call_name(task.name), task) for task in record.of_kind(TaskKind.CALL)]
    same = [(name, task) for name, task in found if (name.role, name.about) == (wanted.role, wanted.about)]
    return [task for _, task in sorted(same, key=lambda one: one[0].attempt)]


def in_vain(record: CaseRecord, matter: CallName) -> list[Task]:
    """The attempts in one matter at which the customer was not reached."""
    decided = [(task, task.decision) for task in calls_about(record, matter)]
    return [task for task, decision in decided if decision and decision.choice == Call.NOT_REACHED]


def is_reached(record: CaseRecord, matter: CallName) -> bool:
    """True if the customer was reached in a matter."""
    decided = [task.decision for task in calls_about(record, matter)]
    return any(decision is not None and decision.choice == Call.REACHED for decision in decided)


def is_contacted(record: CaseRecord) -> bool:
    """True if a customer who wished to be contacted was called, or written to."""
    return is_reached(record, CallName(CallRole.WISH)) or record.decision(Reply, WISH_LETTER) is not None


def has_attempt_left(record: CaseRecord, matter: CallName) -> bool:
    """True if the plan has another attempt: after MOST_ATTEMPTS the manager makes one, unless a letter can be sent."""
    failed = in_vain(record, matter)
    if len(failed) < MOST_ATTEMPTS:
        return True
    last_by_manager = matter.role in LAST_BY_MANAGER and not record.case.by_mail
    by_other = not failed[-1].assignee.has(record.case.manager.email)
    return last_by_manager and by_other and len(failed) == MOST_ATTEMPTS


def is_managers_turn(record: CaseRecord, matter: CallName) -> bool:
    """True if only the manager's attempt is left."""
    return len(in_vain(record, matter)) == MOST_ATTEMPTS and has_attempt_left(record, matter)


def reply_call(record: CaseRecord) -> CallName:
    """The matter of a call in place of the answer that is due."""
    return CallName(CallRole.REPLY, str(replies_wanted(record)))


def answer_waits(record: CaseRecord) -> bool:
    """True if the letter with the latest answer waits, or did not arrive, and the customer does not know it otherwise.

    Who has chosen from the answer knows it; so does who was told on the phone, if there is nothing to choose.
    """
    case, choosing = record.case, latest_choice(record)
    if choosing.decision if choosing else is_reached(record, reply_call(record)):
        return False
    first, last = f"{case.id}-{case.round}-reply-", f"-{replies_wanted(record) - 1}"  # of the ledger's key
    not_there = (*case.undelivered, *(mail.mail_id for mail in record.waiting))
    return any(mail_id.startswith(first) and mail_id.endswith(last) for mail_id in not_there)


def is_told_by_phone(record: CaseRecord, number: int) -> bool:
    """True if the round's first, second … letter was told in a call, because it did not arrive."""
    written = record.decision(Reply, numbered(number))
    by_letter = written is not None and written.choice == Reply.SEND
    return by_letter and is_reached(record, CallName(CallRole.REPLY, str(number)))


def follow_up_call(record: CaseRecord) -> CallName:
    """The matter of a call in place of the follow-up that is due."""
    return CallName(CallRole.FOLLOW_UP, str(due_follow_up(record)))


def due_call(record: CaseRecord) -> str:
    """The name of the call for which the workflow asks: the open attempt, or else the next."""
    return attempt_due(record, _due_matter(record))


def attempt_due(record: CaseRecord, matter: CallName) -> str:
    """The name of the open attempt in a matter, or else of the next one."""
    made = calls_about(record, matter)
    if made and made[-1].open:
        return made[-1].name
    return str(replace(matter, attempt=len(made) + 1))


def _due_matter(record: CaseRecord) -> CallName:
    if record.case.wish:
        return CallName(CallRole.WISH)
    answered = record.decision(Reply, numbered(replies_wanted(record))) and not answer_waits(record)
    return follow_up_call(record) if answered else reply_call(record)


def is_beside(task: Task) -> bool:
    """True for a call that is offered beside the written reply: it has no deadline of its own."""
    return bool(task.details.get("beside"))


def open_calls(record: CaseRecord, role: CallRole) -> list[Task]:
    """The open calls of a role in the current round."""
    return [task for task in record.of_kind(TaskKind.CALL) if task.open and call_name(task.name).role is role]


def open_call_beside(record: CaseRecord, kind: TaskKind) -> Task | None:
    """The open call that comes in the mail of a triage or a reply; None without one."""
    role = {TaskKind.TRIAGE: CallRole.SAFETY, TaskKind.REPLY: CallRole.REPLY}.get(kind)
    return next(iter(open_calls(record, role)), None) if role else None


def never_reached(record: CaseRecord) -> bool:
    """True if calls were all that the customer could get in the round, and none of them reached the customer."""
    if record.case.wish:
        return not is_contacted(record)
    called = bool(record.of_kind(TaskKind.CALL)) and record.case.by_phone
    return called and record.decision(Reply) is None
