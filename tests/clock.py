"""One clock, for the tests and for the code that they test: it begins at the same moment on every day."""

import os
from collections.abc import Iterator
from datetime import datetime

import pytest
import time_machine

TODAY = datetime.fromisoformat(os.environ.get("KUULTU_TODAY") or "2026-11-23T09:30:00+00:00")
"""The moment at which each test begins; `make test-any-day` sets others."""


@pytest.fixture(scope="package", autouse=True)
def ticking_clock() -> Iterator[time_machine.Traveller]:
    """A clock that goes on as usual, for tests in which something really waits."""
    with time_machine.travel(TODAY, tick=True) as clock:
        yield clock


@pytest.fixture(scope="package", autouse=True)
def stopped_clock() -> Iterator[time_machine.Traveller]:
    """A clock that stands still; the fixture `clock` sets it back after each test."""
    with time_machine.travel(TODAY, tick=False) as clock:
        yield clock


@pytest.fixture(autouse=True)
def clock(stopped_clock: time_machine.Traveller) -> Iterator[time_machine.Traveller]:
    """The clock of one test: it stands still until the test moves it."""
    yield stopped_clock
    stopped_clock.move_to(TODAY)
