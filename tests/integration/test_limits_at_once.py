"""Many processes at the same moment: no proof is spent twice, and no room is overlooked or given twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier
from typing import Any

import pytest

from kuultu.domain.protection.rate_limits import Limit
from kuultu.errors import ChallengeRequired
from kuultu.services.protection.admission import Sender
from kuultu.services.protection.proof_of_work import challenge_for
from kuultu.services.responses.response_recording import record_response
from kuultu.services.surveys.current_surveys import survey_in_use
from kuultu.store import limits
from tests.integration.tables import stored
from tests.integration.world import submission
from tests.proofs import solved

pytestmark = pytest.mark.usefixtures("wire")

MANY = 8
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def at_once(work: Callable[[], bool]) -> list[bool]:
    """What comes of so many doing this at the same moment."""
    together = Barrier(MANY)

    def one(_: int) -> bool:
        together.wait()
        return work()

    with ThreadPoolExecutor(MANY) as threads:
        return list(threads.map(one, range(MANY)))


def test_of_many_responses_with_one_proof_at_once_one_gets_in() -> None:
    now = datetime.now(UTC)
    challenge: Any = challenge_for(survey_in_use("after-purchase", now), now)
    sender = Sender("192.0.2.1", solved(challenge))

    def respond() -> bool:
        try:
            record_response("after-purchase", submission(), None, sender, now)
        except ChallengeRequired:
            return False
        return True

    assert sorted(at_once(respond)) == [False] * (MANY - 1) + [True]
    assert stored() == 1


@pytest.mark.parametrize("attempt", range(3))
def test_many_who_begin_a_bucket_at_once_all_get_in(attempt: int) -> None:
    bucket = f"survey#{attempt}"
    assert at_once(lambda: limits.take(bucket, Limit(100, 60), 1, NOON)) == [True] * MANY


def test_many_at_once_get_no_more_than_the_room_there_is() -> None:
    assert sorted(at_once(lambda: limits.take("survey#x", Limit(5, 60), 1, NOON))) == [False] * 3 + [True] * 5
