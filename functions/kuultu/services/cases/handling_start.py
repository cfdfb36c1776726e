"""The start of handling: thanks for a happy response, an execution of the workflow for an unhappy one."""

import math
from datetime import datetime, timedelta

from kuultu.domain.mail.mail import Mail, MailKind
from kuultu.domain.responses.response import Response
from kuultu.gateways import workflow
from kuultu.observability import count
from kuultu.services.mail.mail_composing import compose_thanks
from kuultu.services.mail.mail_sending import send_once
from kuultu.settings import settings
from kuultu.store import responses, surveys

MARGIN = timedelta(seconds=5)
"""The workflow waits this much longer than the record says, so that the record is sure to agree."""


def begin_handling(response_id: str, now: datetime) -> None:
    """Start the case of a negative response, thank for any other; a second call changes nothing.

    A partial response waits until `quiet_at`. A response that replaces one with a case is left to `late_answers`.
    """
    response = responses.find(response_id)
    if response is None or response.handled or response.case_begun or response.rests(now):
        return
    if response.verdict == "negative":
        if response.partial and not responses.note_case(response):
            return
        start_case(response_id)
    elif response.reachable:
        _thank(response, now)
    responses.mark_handled(response, now)
    count("ResponseHandled", response_id=response_id, verdict=response.verdict)


def _thank(response: Response, now: datetime) -> None:
    survey = surveys.survey_version(response.survey_id, response.survey_version)
    send_once(Mail(response.id, 0, MailKind.THANKS), lambda: compose_thanks(response, survey), now)


def start_case(case_id: str) -> None:
    """Start the execution that opens the case and carries it; an earlier start is enough."""
    start_execution(case_id, case_id)


def start_execution(name: str, case_id: str) -> None:
    """Start an execution that carries a case; its input holds the case's id, and the wait for an answer in seconds."""
    seconds = math.ceil((settings().clocks.answer + MARGIN).total_seconds())
    workflow.start(name, {"case_id": case_id, "waits": {"answer_seconds": seconds}})
