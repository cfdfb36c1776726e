"""An AWS whose Step Functions really takes the steps, and all scripted cases told on it once."""

import logging
import time
from collections.abc import Iterator

import pytest
from time_machine import Traveller

from tests.clock import ticking_clock
from tests.statemachines.handled_case import Ended, HandledCase
from tests.statemachines.people import ROUND
from tests.statemachines.real_world import RealSteps, real_world
from tests.statemachines.scripted_cases import SCRIPTED_CASES
from tests.statemachines.telling import Tell, Told, tell

__all__ = ["ticking_clock"]


@pytest.fixture(scope="package")
def _utc(ticking_clock: Traveller) -> Iterator[None]:
    """Moto takes the machine's local time for UTC when it waits until a moment."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


@pytest.fixture(scope="session", autouse=True)
def _quiet() -> None:
    """The interpreter logs a whole syntax tree for every failure, expected or not."""
    logging.getLogger("moto.stepfunctions").setLevel(logging.CRITICAL)


@pytest.fixture(scope="package")
def everything_told(_utc: None) -> dict[str, Told]:
    """All scripted cases, by title."""
    return tell(SCRIPTED_CASES)


@pytest.fixture
def told(everything_told: dict[str, Told]) -> Tell:
    """The course of the scripted case of this title."""
    return everything_told.__getitem__


@pytest.fixture
def steps(_utc: None) -> Iterator[RealSteps]:
    """The real steps, in a world of their own."""
    with real_world() as steps:
        yield steps


@pytest.fixture(scope="package")
def recovered(_utc: None) -> Ended:
    """The case of a customer who was helped, as it looked in the end."""
    with real_world():
        handled = HandledCase.begun()
        handled.live_through(ROUND)
        return handled.ended()
