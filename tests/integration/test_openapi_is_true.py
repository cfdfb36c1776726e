"""What `/openapi.json` says is true: schemathesis makes requests from it, right and wrong, and judges every answer."""

import re
import secrets

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import Case

from tests.integration.bridge import public_api
from tests.integration.limiting import limit, unlimited  # noqa: F401 - fixtures
from tests.integration.narrowed import narrowed
from tests.integration.tables import stored

any_survey = schemathesis.openapi.from_wsgi("/openapi.json", public_api)
one_survey = schemathesis.openapi.from_dict(narrowed("after-purchase"))
one_survey.app = public_api

BOUNDED = settings(max_examples=40, derandomize=True, database=None, suppress_health_check=list(HealthCheck))


@any_survey.parametrize()
@BOUNDED
@pytest.mark.usefixtures("aws", "unlimited")
def test_every_answer_about_any_survey_is_as_described(case: Case) -> None:
    case.call_and_validate()


@one_survey.parametrize()
@BOUNDED
@pytest.mark.usefixtures("aws", "unlimited")
def test_every_answer_about_a_survey_that_is_there_is_as_described(case: Case) -> None:
    before = stored()
    give_key(case)
    response = case.call_and_validate()
    is_trapped = isinstance(case.body, dict) and bool(str(case.body.get("website", "")).strip())
    assert stored() - before == (response.status_code == 201 and not is_trapped)


def give_key(case: Case) -> None:
    """Two things that the description tells in words only: a key is for one body, and a partial answer has one."""
    key = case.headers.get("Idempotency-Key")
    partial = isinstance(case.body, dict) and case.body.get("partial") is True
    if re.fullmatch(r"[A-Za-z0-9_-]{16,64}", str(key)) or (partial and key is None):
        case.headers["Idempotency-Key"] = secrets.token_urlsafe(24)
