"""Least privilege, proven: with the roles enforced everything works, and whatever grant is taken away is asked for."""

import copy
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from infra.components.grants import GRANTS
from infra.local.journeys import Journey
from infra.local.running import LocalKuultu
from tests.e2e.probes import PROBES, leave_faults, sweep_up
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
    PROBES[name](Probe(guarded))


@pytest.fixture(scope="module")
def left_to_the_sweep(guarded: LocalKuultu) -> Callable[[Probe], None]:
    """The sweep's probe from a state that takes long to bring about, so it is brought about once."""
    first = Probe(guarded)
    leave_faults(first)
    everything = first.snapshot("responses", "cases", "mails", "links")
    faults = {name: [item for item in items if is_about(item, first.cases)] for name, items in everything.items()}

    def probe(later: Probe) -> None:
        later.restore(faults)
        sweep_up(later)

    return probe


@pytest.mark.parametrize(("name", "what", "action"), EACH_GRANT, ids=lambda part: part.replace("dynamodb:", ""))
def test_each_grant_is_needed_and_no_other_gives_the_same(
    guarded: LocalKuultu, left_to_the_sweep: Callable[[Probe], None], name: str, what: str, action: str
) -> None:
    whole, probe = guarded.grants_of(name), {**PROBES, "sweep": left_to_the_sweep}[name]
    is_refused = partial(refused, guarded, f"{action} ", f"/{guarded.deployed.role(name)}/", len(refusals(guarded)))
    guarded.change_grants_of(name, without(whole, place_of(name, what, action), action))
    with suppress(AssertionError):  # whatever it is that fails then
        probe(Probe(guarded, hopeless=is_refused))
    guarded.change_grants_of(name, whole)
    assert is_refused()


def is_about(item: Mapping[str, Any], cases: set[str]) -> bool:
    """Whether an item belongs to one of these cases; the sweep is not to see to what other probes left."""
    return any(case in value.get("S", "") for case in cases for value in item.values())


def refusals(guarded: LocalKuultu) -> list[str]:
    """What roles have been refused so far."""
    return guarded.emulator.refusals()


def refused(guarded: LocalKuultu, action: str, role: str, after: int) -> bool:
    """Whether this role was refused this, after so many other refusals."""
    return any(one.startswith(action) and role in one for one in refusals(guarded)[after:])


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
