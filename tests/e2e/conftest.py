"""Kuultu as `make run` starts it, on a fast clock, shared by all journeys."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from infra.local.client.browser import ask
from infra.local.client.journeys import Journey
from infra.local.local_kuultu import LocalKuultu
from tests.e2e.shops import Story, open_shops
from tests.pace import pace

DAY_SECONDS = 12.0
SPANS: dict[str, Any] = {"reflection_days": 0.15, "follow_up_days": 0.25, "answer_days": 1.0}
"""Days in which people have time to act, and waits that do not make a test long."""

Begin = Callable[[], Story]


@pytest.fixture(scope="session")
def kuultu(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalKuultu]:
    """A Kuultu of its own."""
    data = Path(tmp_path_factory.mktemp("kuultu"))
    with LocalKuultu(data, day_seconds=DAY_SECONDS * pace(), **SPANS) as running:
        for form in (None, b""):  # a cold start of a link's Lambda takes longer than people here think
            ask(f"{running.url}/l/none", form)
        yield running


@pytest.fixture
def journey(kuultu: LocalKuultu) -> Journey:
    """A story that begins now, and sees everybody's mails."""
    return Journey(kuultu.url)


@pytest.fixture(scope="session")
def new_story(kuultu: LocalKuultu, tmp_path_factory: pytest.TempPathFactory) -> Begin:
    """Stories in shops where nobody has been unhappy yet."""
    shops = open_shops(kuultu, Path(tmp_path_factory.mktemp("shops")))
    return lambda: Story(kuultu.url, next(shops))


@pytest.fixture
def story(new_story: Begin) -> Story:
    """A story that begins now, in a shop of its own."""
    return new_story()
