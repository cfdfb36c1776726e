"""Whatever is sent, the real handler takes it or says what is wrong, and keeps nothing that it did not take."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.integration.http import JSON, RESPONSES, GatewayResponse, ask_api, problem, submit
from tests.integration.limiting import limit, unlimited  # noqa: F401 - fixtures
from tests.integration.tables import stored
from tests.integration.world import submission

pytestmark = pytest.mark.usefixtures("aws", "unlimited")

BOUNDED = settings(max_examples=100, derandomize=True, database=None, suppress_health_check=list(HealthCheck))

REFUSALS = {400, 413, 415, 422}

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
TEXTS = st.text(alphabet='[]{}",:\\0123456789.eE+-tfnulrasw \n', max_size=80)
GOOD = submission(answers={"nps": 3, "why": "Rikki.", "delivery": 2, "topics": ["delivery"]}, partial=False)
PLACES = [(name,) for name in GOOD] + [
    (name, inner) for name in ("answers", "contact", "context") for inner in GOOD[name]
]


def is_well_answered(send: Callable[[], GatewayResponse]) -> bool:
    """Whether what was sent was stored, or else refused as a problem of the documented shape, and nothing stored."""
    before = stored()
    answer = send()
    if answer.status == 201:
        return stored() == before + 1 and set(answer.json) == {"response_id", "message"}
    assert problem(answer)[0] in REFUSALS
    flaws = answer.json.get("errors", [])
    assert bool(flaws) == (answer.status == 422)
    assert all(set(flaw) == {"pointer", "code", "detail"} for flaw in flaws)
    return stored() == before


@BOUNDED
@given(st.binary(max_size=200) | TEXTS.map(str.encode))
def test_arbitrary_bytes(body: bytes) -> None:
    assert is_well_answered(lambda: submit(body))


@BOUNDED
@given(VALUES)
def test_arbitrary_json(content: object) -> None:
    assert is_well_answered(lambda: submit(content))


@BOUNDED
@given(st.sampled_from(PLACES), VALUES)
def test_a_good_body_in_which_one_value_is_arbitrary(place: tuple[str, ...], value: object) -> None:
    assert is_well_answered(lambda: submit(altered(place, value)))


@BOUNDED
@given(st.sampled_from(PLACES), st.text(max_size=12), VALUES)
def test_a_good_body_with_one_name_changed(place: tuple[str, ...], name: str, value: object) -> None:
    body = altered(place, None, leave_out=True)
    inside = body[place[0]] if len(place) == 2 else body
    inside[name] = value
    assert is_well_answered(lambda: submit(body))


@BOUNDED
@given(st.integers(0, len(json.dumps(GOOD))), st.binary(max_size=3), st.integers(0, 3))
def test_a_good_body_in_which_some_bytes_are_others(at: int, put: bytes, cut: int) -> None:
    body = json.dumps(GOOD).encode()
    assert is_well_answered(lambda: submit(body[:at] + put + body[at + cut :]))


HEADERS = st.dictionaries(
    st.sampled_from(["Content-Type", "Content-Encoding", "Idempotency-Key", "Origin", "Accept-Encoding", "X-Odd"]),
    st.text(max_size=30) | st.sampled_from(["application/json", "identity", "gzip", "null", "key-0123456789abcdef"]),
)


@BOUNDED
@given(HEADERS)
def test_arbitrary_headers(headers: dict[str, str]) -> None:
    answer = ask_api("POST", RESPONSES, json.dumps(submission()), JSON | headers)
    assert answer.status in {200, 201} | REFUSALS


def altered(place: tuple[str, ...], value: object, *, leave_out: bool = False) -> dict[str, Any]:
    """The good body with another value in this place, or without it."""
    body: dict[str, Any] = json.loads(json.dumps(GOOD))
    inside = body[place[0]] if len(place) == 2 else body
    inside[place[-1]] = value
    if leave_out:
        del inside[place[-1]]
    return body
