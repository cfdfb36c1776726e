"""Beginning the handling of a response, once, whoever notices it: the stream or the sweep."""

import math
from datetime import datetime, timedelta

from kuultu.domain.mail.mail import Mail
from kuultu.domain.responses.response import Response
from kuultu.gateways import workflow
from kuultu.observability import count
from kuultu.services.mail.mail_composing import thanks_letter
from kuultu.services.mail.mail_sending import post
from kuultu.settings import settings
from kuultu.store import responses, surveys

MARGIN = timedelta(seconds=5)
"""The workflow waits this much longer than the record says, so that the record is sure to agree."""


def begin_handling(response_id: str, now: datetime) -> None:
    """Start the case of an unhappy response, thank for any other; nothing happens the second time.

    A partial answer rests first. What comes in place of one that has a case is taken into that (`completions`).
    """
    response = responses.find(response_id)
    if response is None or response.handled or response.case_begun or response.rests(now):
        return
    if response.verdict == "negative":
        if response.partial and not responses.note_case(response):
            return
        start_case(response_id)
    elif response.reachable:
        thank(response, now)
    responses.mark_handled(response, now)
    count("ResponseHandled", response_id=response_id, verdict=response.verdict)


def start_case(case_id: str) -> None:
    """Start the workflow that opens the case and carries it; one that was started is enough."""
    workflow.start(case_id, workflow_input(case_id))


def thank(response: Response, now: datetime) -> None:
    """Thank for a response that is not unhappy."""
    survey = surveys.survey_version(response.survey_id, response.survey_version)
    post(thanks_mail(response), lambda: thanks_letter(response, survey), now)


def thanks_mail(response: Response) -> Mail:
    """The mail of thanks for this response."""
    return Mail(response.id, 0, "thanks")


def workflow_input(case_id: str) -> dict[str, object]:
    """What an execution begins with: the case's id, and how many seconds it waits for an answer."""
    seconds = math.ceil((settings().clocks.answer + MARGIN).total_seconds())
    return {"case_id": case_id, "waits": {"answer_seconds": seconds}}
