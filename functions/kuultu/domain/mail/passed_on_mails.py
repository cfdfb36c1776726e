"""The mail to the customer that the feedback was passed on to another unit, which it was meant for."""

from kuultu.domain.cases.case import Case
from kuultu.domain.cases.events import HandedOver
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.mail.mail import Mail, MailKind

PASSED_ON = "passed_on"
"""The name of the mail."""


def passed_on_mail(case: Case) -> Mail | None:
    """The mail about the latest hand-over, if it went to another unit and the case goes on; else None."""
    handed = [event for event in case.events if isinstance(event, HandedOver)]
    if not handed or not handed[-1].unit or case.outcome or not case.reachable:
        return None
    return Mail(case.id, case.round, MailKind.NEWS, TaskKind.MY_CASE, len(handed), PASSED_ON)
