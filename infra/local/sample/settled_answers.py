"""Sample answers as the store keeps them: checked like any other, and settled."""

from collections.abc import Iterable
from dataclasses import asdict, replace

from infra.local.sample.half_year import SampleAnswer
from kuultu.domain.responses.response import Response
from kuultu.domain.responses.submission import submission_from
from kuultu.domain.surveys.survey import Survey
from kuultu.services.email_address import email_flaw
from kuultu.services.responses.response_storing import hash_of_body, response_from, response_id_for
from kuultu.store.listed import list_of, place_of
from kuultu.store.responses import ResponseItem


def settled_response(answer: SampleAnswer, survey: Survey) -> Response:
    """The response that a sample answer has made; raises Invalid for one that the survey would not take."""
    submission = submission_from(answer.body, survey, email_flaw)
    response_id = response_id_for(survey.id, answer.key)
    response = response_from(survey, response_id, submission, hash_of_body(answer.body), answer.at)
    return replace(response, read=answer.read, handled=True)


def store_responses(responses: Iterable[Response]) -> None:
    """Write settled responses, 25 in a request: no mail and no case follows from them."""
    with ResponseItem.batch_write() as batch:
        for response in responses:
            batch.save(_item(response))


def _item(response: Response) -> ResponseItem:
    same = ("survey_id", "survey_version", "language", "verdict", "body_hash", "received_at")
    context = {name: value for name, value in asdict(response.context).items() if value}
    return ResponseItem(
        response.id,
        **{name: getattr(response, name) for name in same},
        answers=dict(response.answers),
        contact=asdict(response.contact),
        context=context,
        partial=response.partial or None,
        arrivals=1,
        handled_at=response.received_at,
        listed=list_of(response, read=response.read),
        listed_at=place_of(response),
    )
