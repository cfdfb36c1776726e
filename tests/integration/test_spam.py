"""A machine gives itself away: it fills in hidden fields, and answers forged forms (docs/inputs.md, B27 and B28)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from kuultu.domain.protection.form_token import form_token
from kuultu.services.surveys.current_surveys import survey_in_use
from kuultu.store.responses import ResponseItem
from tests.integration.http import SURVEY, ask_api, submit
from tests.integration.limiting import limit, prove
from tests.integration.tables import stored
from tests.integration.wire import Wire
from tests.integration.world import submission

pytestmark = pytest.mark.usefixtures("aws")
__all__ = ["limit"]

KEY = "0123456789abcdef"


def form(age: timedelta = timedelta(minutes=1), survey: str = "after-purchase") -> str:
    """A form that was handed out so long ago."""
    now = datetime.now(UTC)
    return form_token(survey_in_use(survey, now), now - age)


def test_b27_who_fills_in_the_hidden_field_is_thanked_and_nothing_is_stored(
    wire: Wire, capsys: pytest.CaptureFixture[str]
) -> None:
    real = submit(submission())
    wire.sent.clear()
    drop = submit(submission(website="https://spam.example"))
    assert (drop.status, drop.json["message"]) == (201, real.json["message"])
    assert (len(drop.json["response_id"]), drop.headers) == (len(real.json["response_id"]), real.headers)
    assert wire.sent == []
    assert stored() == 1
    assert '"HoneypotFilled"' in capsys.readouterr().out


@pytest.mark.parametrize("website", ["", "  "])
def test_a_hidden_field_that_was_left_empty_changes_nothing(website: str) -> None:
    assert submit(submission(website=website)).status == 201
    assert stored() == 1


@pytest.mark.parametrize(("name", "value"), [("website", 1), ("website", "x" * 2001), ("form", None), ("form", ["x"])])
def test_hidden_properties_are_texts(name: str, value: object) -> None:
    answer = submit({**submission(), name: value})
    assert (answer.status, [pointer for pointer, _ in answer.codes]) == (422, [f"/{name}"])


def test_what_is_only_about_the_sender_is_not_kept() -> None:
    token = form()
    identity = submit(submission(form=token, website="")).json["response_id"]
    assert token not in str(ResponseItem.get(identity).attribute_values)


def test_a_retry_with_a_newer_form_is_still_the_same_response() -> None:
    first = submit(submission(form=form()), key=KEY)
    again = submit(submission(form=form(timedelta(hours=2)), website=""), key=KEY)
    assert (again.status, again.json) == (200, first.json)


@pytest.mark.parametrize("age", [timedelta(seconds=4), timedelta(hours=23)])
def test_a_form_that_was_filled_in_at_a_persons_pace_is_let_in(age: timedelta) -> None:
    assert submit(submission(form=form(age))).status == 201


def test_programs_need_no_form() -> None:
    assert submit(submission()).status == 201


@pytest.mark.parametrize("token", ["forged", "1.2", "9" * 200])
def test_b28_a_forged_form_needs_a_proof_of_work(token: str) -> None:
    refused = submit(submission(form=token))
    assert (refused.status, refused.json["type"]) == (403, "urn:kuultu:problem:challenge-required")
    assert stored() == 0
    assert prove(refused, content=submission(form=token)).status == 201


def test_b28_a_form_older_than_a_day_needs_a_proof_of_work() -> None:
    refused = submit(submission(form=form(timedelta(hours=25))))
    assert (refused.status, stored()) == (403, 0)
    assert prove(refused).status == 201


def test_b28_another_surveys_form_is_as_good_as_forged() -> None:
    assert submit(submission(form=form(survey="visit"))).status == 403


def test_b28_an_answer_faster_than_a_person_is_taken_but_costs_five(limit: Callable[..., None]) -> None:
    limit(address_burst=25, address_per_minute=1)
    statuses = [submit(submission(form=form(timedelta()))).status for _ in range(10)]
    assert statuses == [201] * (1 + 5) + [429] * 4


def test_the_first_click_of_a_partial_answer_may_come_at_once(limit: Callable[..., None]) -> None:
    limit(address_burst=25, address_per_minute=1)
    first_click = submission(form=form(timedelta()), partial=True, contact=None)
    assert {submit(first_click, key=KEY + str(n)).status for n in range(10)} == {201}


def test_a_survey_hands_out_a_form_with_its_questions() -> None:
    handed_out = ask_api("GET", SURVEY).json["form"]
    assert submit(submission(form=handed_out)).status == 201


def test_a_new_form_alone_is_no_reason_to_send_a_survey_again() -> None:
    tag = ask_api("GET", SURVEY).headers["etag"]
    assert ask_api("GET", SURVEY, headers={"If-None-Match": tag}).status == 304
