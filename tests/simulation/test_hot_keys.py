"""Ten thousand answers a second on one survey: no key has to give more than DynamoDB lets a key give."""

from collections.abc import Callable

import pytest

from tests.integration.http import submit
from tests.integration.limiting import limit
from tests.integration.stream import deliver, record
from tests.integration.world import World, submission
from tests.simulation.partitions import Use, loads, recorded, refused

__all__ = ["limit"]

RATE = 10_000
HAPPY = {"answers": {"nps": 10}, "contact": None}
KEY = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def without_limits(world: World, limit: Callable[..., None]) -> Callable[..., None]:
    """As many answers as come are let in."""
    limit(survey_burst=10**8, survey_per_minute=10**6, address_burst=10**8, address_per_minute=10**6)
    submit(submission(**HAPPY))  # a process that knows its surveys, as all but the first call
    return limit


def answered(*bodies: dict[str, object]) -> tuple[list[Use], str]:
    """What one answer, sent in so many parts, writes and reads, with the stream's part; and its id."""
    with recorded() as traffic:
        for number, body in enumerate(bodies):
            response_id = str(submit(submission(**HAPPY, **body), key=KEY).json["response_id"])
            deliver(record(response_id, "MODIFY" if number else "INSERT", number))
    return traffic.uses, response_id


PLAIN: tuple[dict[str, object], ...] = ({},)
WIDGET: tuple[dict[str, object], ...] = ({"partial": True}, {})


@pytest.mark.parametrize("bodies", [PLAIN, WIDGET], ids=["page", "widget"])
def test_ten_thousand_answers_a_second_to_one_survey_wear_no_key_out(
    without_limits: Callable[..., None], bodies: tuple[dict[str, object], ...]
) -> None:
    traffic, answer = answered(*bodies)
    without_limits(attention_shards=64)
    heaviest = loads(traffic, answer, RATE)[0]
    assert heaviest.part < 0.8, heaviest
    assert refused(heaviest) == 0


def test_with_a_single_key_the_index_refuses_answers_long_before(without_limits: Callable[..., None]) -> None:
    traffic, answer = answered(*WIDGET)
    without_limits(attention_shards=1)
    heaviest = loads(traffic, answer, 1_000)[0]
    assert (heaviest.where, heaviest.key) == ("responses index", "open")
    assert refused(heaviest) > 0.5


@pytest.mark.parametrize(("bodies", "writes"), [(PLAIN, 2), (WIDGET, 4)], ids=["page", "widget"])
def test_an_answer_writes_the_index_twice_and_one_of_the_widget_four_times(
    without_limits: Callable[..., None], bodies: tuple[dict[str, object], ...], writes: int
) -> None:
    traffic, _ = answered(*bodies)
    assert sum(use.writes for use in traffic if use.where == "responses index") == writes
