"""The start of handling: thanks for a happy response, an execution of the workflow for an unhappy one.

An unhappy response stays in the outbox until its case is on record: an execution can end before.
"""

import math
from datetime import datetime, timedelta

from kuultu.domain.cases.lifecycle import next_execution
from kuultu.domain.responses.response import Response
from kuultu.gateways import workflow
from kuultu.observability import count
from kuultu.services.cases.late_answers import merge_late_answer
from kuultu.services.mail.mail_sending import send_once
from kuultu.services.mail.thanks_composing import compose_thanks, thanks_mail
from kuultu.settings import settings
from kuultu.store import cases, responses, surveys

MARGIN = timedelta(seconds=5)
"""The workflow waits this much longer than the record says, so that the record is sure to agree."""


def begin_handling(response_id: str, now: datetime) -> None:
    """Start the case of a negative response, thank for any other; a second call changes nothing.

    A partial response waits until `quiet_at`. A response that replaces one with a case is merged into that case.
    """
    response = responses.find(response_id)
    if response is None or response.handled or response.rests(now):
        return
    if response.case_begun:
        merge_late_answer(response, now)
    elif not response.needs_case:
        _thank(response, now)
    elif not response.execution and (not response.partial or responses.note_case(response)):
        _start(response)


def see_case_opened(response_id: str, now: datetime) -> None:
    """Take a begun response with a case on record off the outbox; start another execution if none opens the case.

    Executions are asked for before the record: so none can have opened the case between the two questions.
    """
    response = responses.find(response_id)
    if response is None or response.handled or response.rests(now) or not response.begun:
        return
    running = bool(response.execution) and workflow.is_running(response.execution)
    if cases.load(response_id) is None:
        if not running:
            _start(response)
    elif not response.case_begun:
        responses.mark_handled(response, now)


def _thank(response: Response, now: datetime) -> None:
    if response.reachable:
        survey = surveys.survey_version(response.survey_id, response.survey_version)
        send_once(thanks_mail(response), lambda: compose_thanks(response, survey, now), now)
    responses.mark_handled(response, now)
    count("ResponseThanked", response_id=response.id, verdict=response.verdict)


def _start(response: Response) -> None:
    """Start the next execution that may open the case and carry it; an earlier start under the name is enough."""
    name = next_execution(response.id, response.execution)
    start_execution(name, response.id)
    responses.note_execution(response, name)
    count("CaseBegun", response_id=response.id, execution=name)


def start_execution(name: str, case_id: str) -> None:
    """Start an execution that carries a case; its input holds the case's id, and the wait for an answer in seconds."""
    seconds = math.ceil((settings().clocks.answer + MARGIN).total_seconds())
    workflow.start(name, {"case_id": case_id, "waits": {"answer_seconds": seconds}})
