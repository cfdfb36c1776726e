"""Kuultu as `make run` starts it, on a fast clock, shared by all journeys."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.local.running import LocalKuultu
from tests.e2e.people import Journey

DAY_SECONDS = 1.0


@pytest.fixture(scope="session")
def kuultu(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalKuultu]:
    """A Kuultu of its own."""
    with LocalKuultu(Path(tmp_path_factory.mktemp("kuultu")), day_seconds=DAY_SECONDS) as running:
        yield running


@pytest.fixture
def journey(kuultu: LocalKuultu) -> Journey:
    """A story that begins now."""
    return Journey(kuultu.url)
