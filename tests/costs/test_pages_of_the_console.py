"""What a page of the console reads is bounded, and the same however many answers and cases there are."""

import pytest

from kuultu.services.console import answers, cases
from kuultu.store import case_list
from tests.costs.many import many_answers, many_cases
from tests.costs.meter import Meter, meter
from tests.integration.console import signed_in_as
from tests.integration.http import open_console
from tests.integration.world import OWNER, World

__all__ = ["meter"]

MEGABYTE = 1024 * 1024 / 4096 / 2
"""The units of a query's page, which DynamoDB ends after a megabyte."""


def reads(meter: Meter, path: str) -> float:
    """The units that a page reads, the surveys being known already."""
    owner = signed_in_as(OWNER)
    open_console("/console/answers?from=unusable", owner)
    before = meter.reading()["reads"]
    page = open_console(path, owner)
    assert page.status == 200
    return meter.reading()["reads"] - before


ANSWERS = "/console/answers"


@pytest.mark.parametrize("query", ["", "?read=any", "?read=any&verdict=negative&unit=helsinki", "?text=viesti+3"])
def test_the_first_page_of_answers_reads_the_same_at_any_number(query: str, world: World, meter: Meter) -> None:
    many_answers(world, 2_500)
    few = reads(meter, ANSWERS + query)
    many_answers(world, 10_000)
    assert reads(meter, ANSWERS + query) <= few
    assert few <= 3 * MEGABYTE


CASES = "/console/cases"
BOUND, CALL = 200, 40
"""Open cases (and answers) that a list looks through in this test, and items of one call: far below what they are."""


@pytest.mark.parametrize("path", ["/console", CASES, f"{CASES}?waits_for=customer", f"{CASES}?text=order-1001"])
def test_the_first_page_of_cases_reads_the_same_at_any_number(
    path: str, world: World, meter: Meter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cases, "MOST_OPEN", BOUND)
    monkeypatch.setattr(answers, "MOST_LOOKED", BOUND)  # of the unread answers that the start page counts
    monkeypatch.setattr(case_list, "MOST_AT_ONCE", CALL)
    many_cases(world, 300)
    few = reads(meter, path)
    many_cases(world, 600)
    assert reads(meter, path) <= few
    assert few <= 2 * BOUND
