"""What Kuultu costs stays within its targets, and the page about it says what is counted."""

import os
from collections import Counter, defaultdict

import pytest

from tests.costs.cost_page import PAGE, after_what_is_free, dollars, of_a_month, page
from tests.costs.journeys import CONTENT, TO_BE_THANKED, Journeys
from tests.costs.meter import Meter, meter
from tests.costs.prices import MILLION
from tests.infra.conftest import Template, assembly, template
from tests.integration.http import submit
from tests.integration.world import World, submission

__all__ = ["assembly", "meter", "template"]

ASKED_FOR = os.environ.get("WRITE_COST_PAGE") == "yes"


@pytest.fixture
def journeys(world: World, meter: Meter) -> Journeys:
    """Journeys of processes that know their surveys already, as all but the first call."""
    submit(submission(**CONTENT))
    meter.follows()
    return Journeys(world, meter)


@pytest.fixture
def alarms(template: Template) -> int:
    """The number of alarms of a stack."""
    return sum(one["Type"] == "AWS::CloudWatch::Alarm" for one in template["Resources"].values())


IDLE_NAMES = 2
"""Names of metrics that a sweep tells even if nothing happens: SweepBacklog and SweepOldestAge."""


def idle_month(idle_sweep: Counter[str], alarms: int) -> float:
    only = defaultdict(Counter[str], {"idle sweep": idle_sweep})
    return after_what_is_free(of_a_month(only, alarms, IDLE_NAMES, 0))


def test_a_million_answers_without_a_case_cost_little_more_than_three_dollars(journeys: Journeys) -> None:
    """2.4 before staff could list them: the list is a second write (decision 32)."""
    assert MILLION * dollars(journeys.answer(CONTENT)) <= 3.1


def test_an_answer_that_asks_for_nothing_is_one_write_with_its_list_and_one_call(journeys: Journeys) -> None:
    taken = journeys.answer(CONTENT)
    assert (taken["writes"], taken["invocations"], taken["reads"]) == (2, 1, 0)


def test_an_idle_month_costs_a_dollar_at_most(journeys: Journeys, alarms: int) -> None:
    assert round(idle_month(journeys.idle_sweep(), alarms), 2) <= 1


def test_a_plain_case_stays_within_its_targets_and_mail_is_its_dearest_line(journeys: Journeys) -> None:
    taken = journeys.plain_case()
    assert taken["transitions"] <= 16
    assert max(taken, key=lambda name: dollars({name: taken[name]})) == "mails"


def test_the_page_says_what_is_counted(journeys: Journeys, alarms: int) -> None:
    found = {
        "content": journeys.answer(CONTENT),
        "thanked": journeys.answer(TO_BE_THANKED),
        "content, from the widget": journeys.answer_of_the_widget(CONTENT),
        "thanked, from the widget": journeys.answer_of_the_widget(TO_BE_THANKED),
        "plain case": journeys.plain_case(),
        "idle sweep": journeys.idle_sweep(),
        "staff at the console": journeys.console_visit(),
    }
    text = page(found, alarms, IDLE_NAMES)
    if ASKED_FOR:
        PAGE.write_text(text, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == text, "`make cost` writes the page again."
