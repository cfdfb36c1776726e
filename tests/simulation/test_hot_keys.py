"""Ten thousand answers a second on one survey: no key has to give more than DynamoDB lets a key give."""

from collections.abc import Callable

import pytest

from tests.integration.http import submit
from tests.integration.limiting import limit
from tests.integration.stream import deliver, record
from tests.integration.world import World, submission
from tests.simulation.partitions import Use, loads, recorded, refused

__all__ = ["limit"]

Answer = dict[str, object]

RATE = 10_000
CONTENT: Answer = {"answers": {"nps": 10}, "contact": None}
TO_BE_THANKED: Answer = {"answers": {"nps": 10}}
UNHAPPY: Answer = {}
KEY = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def without_limits(world: World, limit: Callable[..., None]) -> Callable[..., None]:
    """As many answers as come are let in."""
    limit(survey_burst=10**8, survey_per_minute=10**6, address_burst=10**8, address_per_minute=10**6)
    submit(submission(**CONTENT))  # a process that knows its surveys, as all but the first call
    return limit


def answered(answer: Answer, *parts: Answer) -> tuple[list[Use], str]:
    """What one answer, sent in such parts, writes and reads, with the stream's part; and its id."""
    with recorded() as traffic:
        for number, part in enumerate(parts):
            response_id = str(submit(submission(**answer, **part), key=KEY).json["response_id"])
            deliver(record(response_id, "MODIFY" if number else "INSERT", number))
    return traffic.uses, response_id


PAGE: tuple[Answer, ...] = ({},)
WIDGET: tuple[Answer, ...] = ({"partial": True}, {})


@pytest.mark.parametrize("parts", [PAGE, WIDGET], ids=["page", "widget"])
def test_ten_thousand_answers_a_second_to_one_survey_wear_no_key_out(
    without_limits: Callable[..., None], parts: tuple[Answer, ...]
) -> None:
    traffic, answer = answered(UNHAPPY, *parts)
    without_limits(attention_shards=64)
    heaviest = loads(traffic, answer, RATE)[0]
    assert heaviest.part < 0.8, heaviest
    assert refused(heaviest) == 0


def test_with_a_single_key_the_index_refuses_answers_long_before(without_limits: Callable[..., None]) -> None:
    traffic, answer = answered(UNHAPPY, *WIDGET)
    without_limits(attention_shards=1)
    heaviest = loads(traffic, answer, 1_000)[0]
    assert heaviest.where in {"responses attention", "responses listed"}  # one key for all, and one for the unit
    assert refused(heaviest) > 0.5


@pytest.mark.parametrize("parts", [PAGE, WIDGET], ids=["page", "widget"])
@pytest.mark.parametrize(
    ("answer", "writes"),
    [(CONTENT, (0, 0)), (TO_BE_THANKED, (2, 4)), (UNHAPPY, (1, 3))],
    ids=["content", "thanked", "unhappy"],
)
def test_an_answer_writes_the_index_only_while_somebody_has_something_to_do_with_it(
    without_limits: Callable[..., None], answer: Answer, writes: tuple[int, int], parts: tuple[Answer, ...]
) -> None:
    traffic, _ = answered(answer, *parts)
    assert sum(use.writes for use in traffic if use.where == "responses attention") == writes[parts is WIDGET]
