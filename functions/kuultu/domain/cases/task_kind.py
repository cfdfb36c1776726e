"""The kinds of tasks and requests; `tasks/` holds one entry for each."""

from enum import StrEnum


class TaskKind(StrEnum):
    """A kind of task; FIND_OUT is done when all enquiries have ended, CASE and MY_CASE are pages of a case.

    ABSENCE is a page of a person of the directory, ENTER of a unit.
    """

    TRIAGE = "triage"
    END_REFLECTION = "end_reflection"
    FIND_OUT = "find_out"
    TELL_MORE = "tell_more"
    STATEMENT = "statement"
    RETURN_PRODUCT = "return_product"
    INSPECT = "inspect"
    CONCLUDE = "conclude"
    CONFIRM_READ = "confirm_read"
    PROPOSE_REMEDY = "propose_remedy"
    APPROVE_REMEDY = "approve_remedy"
    REPLY = "reply"
    CHOOSE_REMEDY = "choose_remedy"
    DELIVER_REMEDY = "deliver_remedy"
    FOLLOW_UP = "follow_up"
    CALL = "call"
    CASE = "case"
    MY_CASE = "my_case"
    ABSENCE = "absence"
    ENTER = "enter"
