"""Least privilege, proven: with the roles enforced everything works, and without any one grant something does not."""

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from infra.components.grants import GRANTS
from infra.local.journeys import Journey
from infra.local.running import LocalKuultu
from tests.e2e.probes import PROBES
from tests.e2e.probing import Probe
from tests.e2e.stories import ANSWERING, CUSTOMER, OPENING, OWNER, UNHAPPY, answer_the_customer

DAY_SECONDS = 5.0
SPANS: dict[str, Any] = {"reflection_days": 2.0, "follow_up_days": 0.5}

NOT_EXERCISED = {
    ("response_stream", "responses stream"): "the emulator reads streams in its own name, not in the role's",
    ("response_stream", "every stream's name"): "the emulator reads streams in its own name, not in the role's",
    ("response_stream", "lost responses"): "the emulator sends to failure queues in its own name",
}
"""Grants that no journey on this machine can exercise, with the reason; each role's own log is the other one."""

EACH_GRANT = [
    (name, what, action)
    for name, grants in GRANTS.items()
    for what, actions in grants
    for action in actions.split()
    if (name, what) not in NOT_EXERCISED
]


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalKuultu]:
    """A Kuultu whose Lambdas may do only what their roles say."""
    with LocalKuultu(Path(tmp_path_factory.mktemp("guarded")), day_seconds=DAY_SECONDS, auth=True, **SPANS) as running:
        running.sweeps.end()  # it would see to what a Lambda without its grant left undone
        yield running


def test_a_whole_journey_passes_with_the_roles_enforced(guarded: LocalKuultu) -> None:
    journey = Journey(guarded.url)
    journey.submit("after-purchase", UNHAPPY)
    answer_the_customer(journey, OWNER)
    journey.do("follow-up", CUSTOMER, "solved")
    assert journey.sent() == [*OPENING, *ANSWERING]


@pytest.mark.parametrize("name", GRANTS)
def test_each_probe_passes_with_all_grants(guarded: LocalKuultu, name: str) -> None:
    PROBES[name](Probe(guarded, patience=15))


@pytest.mark.parametrize(("name", "what", "action"), EACH_GRANT, ids=lambda part: part.replace("dynamodb:", ""))
def test_without_any_one_grant_something_fails(guarded: LocalKuultu, name: str, what: str, action: str) -> None:
    whole = guarded.grants_of(name)
    probe = Probe(guarded, patience=3)
    try:
        guarded.change_grants_of(name, without(whole, place_of(name, what, action), action))
        with pytest.raises(AssertionError):
            PROBES[name](probe)
    finally:
        guarded.change_grants_of(name, whole)


def place_of(name: str, what: str, action: str) -> int:
    """The number of the line in the grants table, which is also the statement's in the policy."""
    return next(n for n, (on, actions) in enumerate(GRANTS[name]) if on == what and action in actions.split())


def without(document: dict[str, object], statement: int, action: str) -> dict[str, object]:
    """A policy with one action taken out of one statement."""
    reduced: dict[str, list[dict[str, object]]] = copy.deepcopy(document)  # type: ignore[arg-type]
    actions = reduced["Statement"][statement]["Action"]
    kept = [one for one in ([actions] if isinstance(actions, str) else list(actions)) if one != action]  # type: ignore[call-overload]
    reduced["Statement"][statement]["Action"] = kept or ["iam:NoSuchAction"]
    return dict(reduced)
