"""Writes the sample data into the tables of a local run; a process of its own, with the environment of a Lambda."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from infra.local.sample.half_year import half_year_before
from infra.local.sample.settled_answers import settled_response, store_responses
from infra.local.sample.settled_cases import settled_case
from infra.local.sample.stored_cases import store_cases
from kuultu.domain.calendar.clocks import Clocks
from kuultu.settings import settings
from kuultu.store.surveys import current_survey


def main(start: datetime) -> None:
    """Store the half year before a start: the cases first, so that no unhappy answer is ever seen without one."""
    answers = half_year_before(start)
    surveys = {survey_id: current_survey(survey_id) for survey_id in {answer.survey_id for answer in answers}}
    responses = [settled_response(answer, surveys[answer.survey_id]) for answer in answers]
    unhappy = (response for response in responses if response.needs_case)
    store_cases((one, settled_case(one, surveys[one.survey_id], real_clocks(), start)) for one in unhappy)
    store_responses(responses)


def real_clocks() -> Clocks:
    """The deployment's clocks in days of 24 hours: history knows no other."""
    return replace(settings().clocks, day=timedelta(days=1))


if __name__ == "__main__":
    main(datetime.now(UTC))
