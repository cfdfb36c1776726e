"""Least privilege, proven: with the roles enforced everything works, and every grant is used."""

import copy
from collections.abc import Callable, Iterator
from contextlib import suppress
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from infra.components.grants import GRANTS
from infra.local.client.journeys import Journey
from infra.local.local_kuultu import LocalKuultu
from tests.e2e.probes import PROBES
from tests.e2e.probing import Probe
from tests.e2e.stories import ANSWERING, CUSTOMER, ENDED, MANAGER, OPENING, OWNER, UNHAPPY, answer_the_customer, sent_in
from tests.pace import pace

DAY_SECONDS = 10.0
SPANS: dict[str, Any] = {"reflection_days": 4.0, "follow_up_days": 0.5, "promise_days": 6.0}

NOT_EXERCISED = {
    ("response_stream", "responses stream"): "the emulator reads streams in its own name, not in the role's",
    ("response_stream", "every stream's name"): "the emulator reads streams in its own name, not in the role's",
    ("sweep", "more sweeps"): "no sweep on this machine finds more than it has time for",
    ("response_stream", "lost responses"): "the emulator sends to failure queues in its own name",
    ("mail_events", "undelivered mail events"): "the emulator sends to failure queues in its own name",
    ("sweep", "missed sweeps"): "the emulator sends to failure queues in its own name",
}
"""Grants that no journey on this machine can exercise, with the reason; each role's own log is the other one."""

EACH_GRANT = [
    (name, what, action)
    for name, grants in GRANTS.items()
    for what, actions in grants
    for action in actions.split()
    if (name, what) not in NOT_EXERCISED
]

ONE_GRANT_EACH = [next(grant for grant in EACH_GRANT if grant[0] == name) for name in GRANTS if name != "sweep"]
"""Enough to see that the roles are enforced; the sweep's probe takes too long for it."""

Exercise = Callable[[str], None]


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalKuultu]:
    """A Kuultu whose Lambdas may do only what their roles say."""
    with LocalKuultu(
        Path(tmp_path_factory.mktemp("guarded")), day_seconds=DAY_SECONDS * pace(), auth=True, **SPANS
    ) as running:
        yield running


def test_a_whole_journey_passes_with_the_roles_enforced(guarded: LocalKuultu) -> None:
    journey = Journey(guarded.url)
    journey.submit("after-purchase", UNHAPPY)
    answer_the_customer(journey, OWNER)
    journey.do("follow-up", CUSTOMER, "solved")
    journey.wait_for("ended", MANAGER)
    assert sent_in(journey) == [*OPENING, *ANSWERING, *ENDED]


@pytest.fixture(scope="module")
def exercise(guarded: LocalKuultu) -> Exercise:
    """Runs a Lambda's probe, which needs every one of its grants, once; the sweep comes no more by itself."""
    guarded.sweeps.end()  # it would see to what a Lambda without its grant left undone
    return cache(lambda name: PROBES[name](Probe(guarded)))


@pytest.mark.parametrize("name", GRANTS)
def test_each_probe_passes_with_all_grants(exercise: Exercise, name: str) -> None:
    exercise(name)


@pytest.mark.parametrize(("name", "what", "action"), EACH_GRANT, ids=lambda part: part.replace("dynamodb:", ""))
def test_each_grant_is_used(guarded: LocalKuultu, exercise: Exercise, name: str, what: str, action: str) -> None:
    exercise(name)
    reach = guarded.grants_of(name)["Statement"][place_of(name, what, action)]["Resource"]
    allowed = judged(guarded, "Allow", name, action)
    assert any(fnmatchcase(resource, pattern) for resource in allowed for pattern in listed(reach))


@pytest.mark.parametrize("name", GRANTS)
def test_no_two_grants_of_a_role_give_the_same(guarded: LocalKuultu, name: str) -> None:
    given = [
        (action, resource)
        for statement in guarded.grants_of(name)["Statement"]
        for action in listed(statement["Action"])
        for resource in listed(statement["Resource"])
    ]
    assert len(given) == len(set(given))
    assert not any("*" in action for action, _ in given)


@pytest.mark.parametrize(("name", "what", "action"), ONE_GRANT_EACH)
def test_what_is_taken_away_is_refused(guarded: LocalKuultu, name: str, what: str, action: str) -> None:
    whole, before = guarded.grants_of(name), len(judged(guarded, "ImplicitDeny", name, action))

    def is_refused() -> bool:
        return len(judged(guarded, "ImplicitDeny", name, action)) > before

    guarded.change_grants_of(name, without(whole, place_of(name, what, action), action))
    with suppress(AssertionError):  # whatever it is that fails then
        PROBES[name](Probe(guarded, hopeless=is_refused))
    guarded.change_grants_of(name, whole)
    assert is_refused()


def judged(guarded: LocalKuultu, decision: str, name: str, action: str) -> list[str]:
    """What a Lambda's role was allowed, or refused, to do this to so far."""
    role = f"/{guarded.deployed.role(name)}/"
    found = [one for one in guarded.emulator.access_decisions() if role in one.principal]
    return [one.resource for one in found if (one.decision, one.action) == (decision, action)]


def listed(one_or_many: str | list[str]) -> list[str]:
    """What a policy document writes as a list, or as its only member."""
    return [one_or_many] if isinstance(one_or_many, str) else one_or_many


def place_of(name: str, what: str, action: str) -> int:
    """The number of the line in the grants table, which is also the statement's in the policy."""
    return next(n for n, (on, actions) in enumerate(GRANTS[name]) if on == what and action in actions.split())


def without(document: dict[str, object], statement: int, action: str) -> dict[str, object]:
    """A policy with one action taken out of one statement."""
    reduced: dict[str, list[dict[str, object]]] = copy.deepcopy(document)  # type: ignore[arg-type]
    actions = reduced["Statement"][statement]["Action"]
    kept = [one for one in listed(actions) if one != action]  # type: ignore[arg-type]
    reduced["Statement"][statement]["Action"] = kept or ["iam:NoSuchAction"]
    return dict(reduced)
