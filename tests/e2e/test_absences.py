"""An owner says by the link in their mail when they are away; what may read and what may write is enforced."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from infra.local.client.browser import ask, post
from infra.local.client.journeys import Journey, act
from tests.e2e.stories import MANAGER, OWNER, UNHAPPY

THEN = datetime.now(UTC).date() + timedelta(days=200)
DAYS = {"from": THEN.isoformat(), "until": (THEN + timedelta(days=9)).isoformat()}
STANDS_IN = "Sijaisena Pirjo Niemi."


@pytest.fixture
def absences(journey: Journey) -> Iterator[str]:
    """The link to the owner's absences, out of a mail about a case that is closed at the end."""
    contact = {"name": "Ulla", "email": "ulla.absences@example.com", "consent": True}
    journey.submit("after-purchase", UNHAPPY | {"contact": contact})
    yield str(journey.wait_for("task-triage", OWNER)["links"][-2])
    journey.do("task-triage", OWNER, "not_a_complaint", reason="Se oli kokeilu.")
    journey.wait_for("ended", MANAGER)


def test_an_owner_says_when_they_are_away_and_takes_it_back(absences: str) -> None:
    assert STANDS_IN in act(absences, "absence", "away", **DAYS).body
    assert STANDS_IN not in act(absences, "absence", "back").body


def test_days_that_cannot_be_are_told_and_nothing_is_recorded(absences: str) -> None:
    told = post(absences, choice="away", **(DAYS | {"until": "2020-01-01"}))
    assert (told.status, "ennen ensimmäistä" in told.body) == (422, True)
    assert STANDS_IN not in ask(absences).body
