"""The sample data of a start on a Monday, as values."""

import tomllib
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from infra.local.sample.half_year import half_year_before
from infra.local.sample.occasions import SURVEYS
from infra.local.sample.settled_answers import settled_response
from infra.local.sample.settled_cases import settled_case
from infra.toolchain import ROOT
from kuultu.domain.calendar.clocks import Clocks
from kuultu.domain.cases.case import CaseRecord
from kuultu.domain.responses.response import Response
from kuultu.domain.surveys.survey import Survey, survey_from

START = datetime(2026, 11, 30, 12, 30, tzinfo=UTC)
CLOCKS = Clocks(timedelta(days=1), reflection_days=1, promise_days=3, follow_up_days=7, answer_days=14)


@cache
def sample_surveys() -> dict[str, Survey]:
    """The ready-made surveys that the sample data answer."""
    people = _document("people.toml")
    return {one: survey_from(_document(f"surveys/{one}.toml"), directory=people) for one in SURVEYS}


def _document(path: str) -> dict[str, Any]:
    return tomllib.loads((ROOT / path).read_text(encoding="utf-8"))


@cache
def sample_responses() -> list[Response]:
    """The sample answers as responses; each is checked against its survey."""
    return [settled_response(answer, sample_surveys()[answer.survey_id]) for answer in half_year_before(START)]


@cache
def sample_cases() -> list[tuple[Response, CaseRecord]]:
    """The unhappy responses with their cases."""
    unhappy = (one for one in sample_responses() if one.needs_case)
    return [(one, settled_case(one, sample_surveys()[one.survey_id], CLOCKS, START)) for one in unhappy]
