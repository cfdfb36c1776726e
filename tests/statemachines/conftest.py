"""An AWS whose Step Functions really takes the steps, and all stories told on it once."""

import logging
import time
from collections.abc import Callable, Iterator

import pytest

from tests.statemachines.stories import STORIES
from tests.statemachines.telling import Told, tell


@pytest.fixture(scope="session")
def _utc() -> Iterator[None]:
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


@pytest.fixture(scope="session")
def everything_told(_utc: None) -> dict[str, Told]:
    """All stories, by title."""
    return tell(STORIES)


@pytest.fixture
def told(everything_told: dict[str, Told]) -> Callable[[str], Told]:
    """How the story of this title went."""
    return everything_told.__getitem__
