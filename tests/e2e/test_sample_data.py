"""A first run with the sample data: half a year in the console, no mail for it, and nothing more at a later run."""

import json
import re
from pathlib import Path

import pytest

from infra.local.client.browser import ask
from infra.local.client.journeys import Journey
from infra.local.local_kuultu import LocalKuultu
from infra.local.sample.occasions import ANSWERS
from tests.e2e.console import Colleague

DIRECTOR = "director@example.com"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty folder for data."""
    return Path(tmp_path_factory.mktemp("sample"))


def listed(kuultu: LocalKuultu, query: str) -> int:
    """The number of answers that the console tells to the director, who sees both shops."""
    director = Colleague(Journey(kuultu.url), DIRECTOR)
    director.signs_in()
    page = director.opens(f"/console/answers?{query}").body
    found = re.search(r'data-total="(\d+)"', page)
    assert found, page
    return int(found[1])


def test_a_first_run_lists_half_a_year_in_the_console_and_a_later_run_adds_nothing(data: Path) -> None:
    for _ in range(2):
        with LocalKuultu(data, sample=True) as kuultu:
            assert listed(kuultu, "read=any") == ANSWERS
            kuultu.sweeps.run(resume=True)
            mails = json.loads(ask(f"{kuultu.url}/_local/mails").body)
    assert {mail["kind"] for mail in mails} == {"sign-in"}


def test_a_run_that_was_not_asked_to_starts_empty(tmp_path: Path) -> None:
    with LocalKuultu(tmp_path) as kuultu:
        assert listed(kuultu, "read=any") == 0
