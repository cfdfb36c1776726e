"""Writes the sample data into the tables of a local run; a process of its own, with the environment of a Lambda."""

from datetime import UTC, datetime

from infra.local.sample.half_year import half_year_before
from infra.local.sample.settled_answers import settled_response, store_responses
from kuultu.store.surveys import current_survey


def main(now: datetime) -> None:
    """Store the half year before a moment."""
    answers = half_year_before(now)
    surveys = {survey_id: current_survey(survey_id) for survey_id in {answer.survey_id for answer in answers}}
    responses = [settled_response(answer, surveys[answer.survey_id]) for answer in answers]
    store_responses(response for response in responses if not response.needs_case)


if __name__ == "__main__":
    main(datetime.now(UTC))
