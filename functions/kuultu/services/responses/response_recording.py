"""Taking responses in: checked, admitted, and stored."""

from datetime import datetime
from typing import Any

from kuultu.domain.protection.form_token import TokenCheck, check_token
from kuultu.domain.responses.submission import Submission, submission_from
from kuultu.domain.surveys.survey import Survey, text_in
from kuultu.errors import Flaw, Invalid
from kuultu.observability import count
from kuultu.services.email_address import email_flaw
from kuultu.services.protection.admission import Sender, admit
from kuultu.services.responses.response_storing import RecordedResponse, hash_of_body, response_id_for, store_response
from kuultu.services.surveys.current_surveys import survey_in_use

NO_KEY = Flaw(
    "/partial", "key-required", "Send an Idempotency-Key with a partial answer, and the complete one under it."
)
"""Without a key nothing could replace a partial answer, and each pause of a customer would be another response."""


def record_response(
    survey_id: str,
    content: Any,  # noqa: ANN401 - any JSON
    key: str | None,
    sender: Sender,
    now: datetime,
) -> RecordedResponse:
    """Store a response; repeated requests under a sender's key are the same response.

    Raises Malformed for an unusable key, Unknown, Gone for a closed survey, Invalid for a partial response without a
    key, and as `record_under_id` does.
    """
    response_id = response_id_for(survey_id, key)
    survey = survey_in_use(survey_id, now)
    if key is None and isinstance(content, dict) and content.get("partial") is True:
        raise Invalid(flaws=(NO_KEY,))
    return record_under_id(survey, response_id, content, sender, now)


def record_under_id(
    survey: Survey,
    response_id: str,
    content: Any,  # noqa: ANN401 - any JSON
    sender: Sender,
    now: datetime,
) -> RecordedResponse:
    """Store a response; the same id and content again give the same answer, other content raises KeyReused.

    A partial response may be replaced by other content, until the complete one is there. A response with a filled
    honeypot (the field `website`, which people do not see) is thanked and dropped. Raises Invalid, TooMany and
    ChallengeRequired.
    """
    submission = submission_from(content, survey, email_flaw)
    if submission.website:
        count("HoneypotFilled", survey=survey.id)
        return RecordedResponse(response_id, text_in(survey.thanks, submission.language), replayed=False)
    admit(survey, response_id, sender, _pace(submission, survey, now), now)
    return store_response(survey, response_id, submission, hash_of_body(content), now)


def _pace(submission: Submission, survey: Survey, now: datetime) -> TokenCheck:
    """The result of the form token's check; a partial response, as a first click, may come at once."""
    form = check_token(submission.form, survey, now)
    return TokenCheck.USUAL if submission.partial and form is TokenCheck.HASTY else form
