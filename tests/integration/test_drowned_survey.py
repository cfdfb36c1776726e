"""A flood from many addresses: what is stored stays bounded, and honest answers get in at the stated rate."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from time_machine import Traveller

from kuultu.domain.protection.form_token import FASTEST, MAX_FORM_AGE, form_token
from kuultu.errors import TooMany
from kuultu.services.protection.admission import Sender
from kuultu.services.responses.response_recording import record_under_id
from kuultu.services.responses.response_storing import response_id_for
from kuultu.services.surveys.current_surveys import survey_in_use
from kuultu.settings import settings
from kuultu.store.limits import LimitItem
from tests.integration.http import submit
from tests.integration.limiting import flood, limit, prove
from tests.integration.tables import stored
from tests.integration.world import submission

pytestmark = pytest.mark.usefixtures("aws")
__all__ = ["limit"]

FLOOD, HONEST = 150, 10


def most_stored() -> int:
    """What one process and the shared bucket let in together at one moment."""
    allowed = settings().limits.survey
    return allowed.burst + allowed.own_share.burst


def from_a_page(number: int, form: str) -> bool:
    """Whether a survey's page takes this answer in."""
    now = datetime.now(UTC)
    sender = Sender(f"192.0.2.{number}", on_page=True)
    try:
        survey, response_id = survey_in_use("after-purchase", now), response_id_for("x", None)
        record_under_id(survey, response_id, submission(form=form), sender, now)
    except TooMany:
        return False
    return True


@pytest.fixture
def drowning(limit: Callable[..., None]) -> Callable[[], None]:
    """Makes a survey drown, again whenever it is called."""
    limit(survey_burst=20, survey_per_minute=1)

    def drown() -> None:
        while 201 in flood(10):
            pass

    return drown


def test_a_flood_from_hundreds_of_addresses_stores_no_more_than_the_limit(limit: Callable[..., None]) -> None:
    limit(survey_burst=30, survey_per_minute=20)
    statuses = flood(FLOOD)
    assert set(statuses) == {201, 429}
    assert stored() == statuses.count(201) == most_stored()


def test_in_a_drowned_survey_every_customer_who_proves_some_work_gets_in(drowning: Callable[[], None]) -> None:
    taken = []
    for number in range(HONEST):
        drowning()
        answer = submit(submission(), address=f"192.0.2.{number}")
        taken.append((answer if answer.status == 201 else prove(answer)).status)
    assert taken == [201] * HONEST


def test_in_a_drowned_survey_a_page_filled_in_at_a_persons_pace_gets_in(drowning: Callable[[], None]) -> None:
    now = datetime.now(UTC)
    usual = form_token(survey_in_use("after-purchase", now), now - 2 * FASTEST)
    drowning()
    assert [from_a_page(number, usual) for number in range(HONEST)] == [True] * HONEST


@pytest.mark.parametrize("age", [None, timedelta(), 2 * MAX_FORM_AGE])
def test_in_a_drowned_survey_any_other_page_has_to_wait(drowning: Callable[[], None], age: timedelta | None) -> None:
    now = datetime.now(UTC)
    form = "" if age is None else form_token(survey_in_use("after-purchase", now), now - age)
    drowning()
    assert not any(from_a_page(number, form) for number in range(5))


def test_pages_get_into_a_drowned_survey_at_a_rate_of_their_own(limit: Callable[..., None]) -> None:
    limit(survey_burst=0, signed_per_minute=3)
    now = datetime.now(UTC)
    usual = form_token(survey_in_use("after-purchase", now), now - 2 * FASTEST)
    assert [from_a_page(number, usual) for number in range(5)] == [True] * 3 + [False] * 2


def test_a_form_that_is_sent_again_and_again_does_not_take_the_lane_of_other_visitors(
    limit: Callable[..., None], clock: Traveller
) -> None:
    limit(survey_burst=0)
    taken = {"bot": 0, "visitor": 0}
    for second in range(60):
        now = datetime.now(UTC)
        usual = form_token(survey_in_use("after-purchase", now), now - 2 * FASTEST)
        taken["bot"] += sum(from_a_page(number, usual) for number in range(6))
        taken["visitor"] += second % 5 == 0 and from_a_page(100 + second, usual)
        clock.shift(timedelta(seconds=1))
    assert taken["visitor"] == 12
    assert taken["bot"] <= 6 * (3 + 3)


def test_the_share_of_a_network_is_stored_under_a_hash(limit: Callable[..., None]) -> None:
    limit(survey_burst=0)
    now = datetime.now(UTC)
    from_a_page(7, form_token(survey_in_use("after-purchase", now), now - 2 * FASTEST))
    names = [item.limit for item in LimitItem.scan()]
    assert any(name.startswith("visitor#") for name in names)
    assert not any("192.0.2" in name for name in names)
