"""The page about costs, written from what was counted and from the table of prices."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from tests.costs.meter import SECONDS_A_CALL, SECONDS_BESIDES
from tests.costs.prices import AS_OF, MILLION, PRICES

PAGE = Path(__file__).parents[2] / "docs" / "cost.md"
SWEEPS = 30 * 24 * 4
"""Sweeps in a month of thirty days."""

UNHAPPY, TO_THANK = 0.15, 0.30
"""Assumed: the shares of answers that begin a case, and of those content ones whose customer is thanked by mail."""

BYTES_KEPT = {"content": 1_000, "plain case": 30_000}
"""Assumed: bytes that stay in the tables, index and recovery included."""

ALL_NAMES = 30
"""Names of metrics when everything happens every hour; a name is paid for by the hours in which it is written."""

Counts = Mapping[str, float]


def dollars(counts: Counts) -> float:
    """The list price of what was counted, nothing free."""
    return sum(PRICES[name].of(number) for name, number in counts.items())


def after_what_is_free(counts: Counts) -> float:
    """The same, after what AWS gives to every account in every month."""
    return sum(PRICES[name].of(max(0.0, number - PRICES[name].free)) for name, number in counts.items())


def of_a_month(found: Mapping[str, Counts], alarms: int, names: float, answers: float) -> dict[str, float]:
    """Counts of a month with so many answers."""
    content = answers * (1 - UNHAPPY)
    parts = [
        (found["idle sweep"], SWEEPS),
        (found["content, from the widget"], content * (1 - TO_THANK)),
        (found["thanked, from the widget"], content * TO_THANK),
        (found["plain case"], answers * UNHAPPY),
    ]
    counts: Counter[str] = Counter()
    for one, times in parts:
        for name, number in one.items():
            counts[name] += number * times  # type: ignore[assignment]
    kept = content * BYTES_KEPT["content"] + answers * UNHAPPY * BYTES_KEPT["plain case"]
    return {**counts, "alarms": alarms, "metrics": names, "storage": 12 * kept / 1e9}


ROWS = {
    "an idle month": 0.0,
    "a shop with 20 answers a day": 20 * 30.0,
    "200 shops with 20 answers a day each": 200 * 20 * 30.0,
}

UNITS = ("requests", "invocations", "writes", "reads", "transitions", "mails")


def page(found: Mapping[str, Counts], alarms: int, idle_names: int) -> str:
    """The text of the page."""
    return "\n".join([*_head(), *_journeys(found), *_months(found, alarms, idle_names), *_prices(), ""])


def _head() -> list[str]:
    return [
        "# What Kuultu costs",
        "",
        "`make cost` writes this page: the real handlers run the journeys below on a model of AWS, every call is",
        "counted, and the counts are multiplied by one table of prices. Figures are US dollars without tax.",
        "",
    ]


def _journeys(found: Mapping[str, Counts]) -> list[str]:
    lines = [
        "## What one of each takes",
        "",
        f"| | {' | '.join(UNITS)} | dollars for a thousand |",
        f"|---|{'---|' * (len(UNITS) + 1)}",
    ]
    for name, counts in found.items():
        numbers = " | ".join(f"{counts.get(unit, 0):g}" for unit in UNITS)
        lines.append(f"| {name} | {numbers} | {1000 * dollars(counts):.4f} |")
    million = MILLION * dollars(found["content"])
    widget = MILLION * dollars(found["content, from the widget"])
    return [
        *lines,
        "",
        "*Content* customers wish for nothing and leave no mail address; *thanked* ones leave one, and get a mail. The",
        "widget sends the first click before the rest. A *plain case* is answered and solved in one round: nobody is",
        "asked, nothing is offered. Its dearest line is mail. Writes include those of the index, and those that are",
        "refused by their condition. *Staff at the console* sign in, look at the start page and at both lists, read",
        "ten answers one after the other and look at a case, in a unit with thirty answers and five open cases.",
        "",
        f"**A million answers without a case: {million:.2f}; from the widget, which sends each twice: {widget:.2f}.**",
        "",
    ]


def _months(found: Mapping[str, Counts], alarms: int, idle_names: int) -> list[str]:
    lines = [
        "## A month",
        "",
        "| | list price | after what is free in every account | the dearest lines |",
        "|---|---|---|---|",
    ]
    for name, answers in ROWS.items():
        counts = of_a_month(found, alarms, idle_names if not answers else ALL_NAMES * _busy(answers), answers)
        paid = {PRICES[one].name: PRICES[one].of(number) for one, number in counts.items()}
        dearest = sorted(paid, key=lambda one: paid[one], reverse=True)[:3]
        told = ", ".join(f"{one} {paid[one]:.2f}" for one in dearest)
        lines.append(f"| {name} | {dollars(counts):.2f} | {after_what_is_free(counts):.2f} | {told} |")
    return [
        *lines,
        "",
        f"Assumed: {UNHAPPY:.0%} of the answers begin a plain case, {TO_THANK:.0%} of the others leave a mail address;",
        f"all come from the widget; a year's data are kept. A Lambda takes {_ms(SECONDS_BESIDES)} for a call, and",
        f"{_ms(SECONDS_A_CALL)} for each call to AWS within it. A full case (several people asked, approval, remedy,",
        "delivery) is not counted: about three to four plain ones. Nor is an edge (CloudFront is nearly free below",
        "a terabyte, its firewall costs about 8 a month), nor are data sent to browsers (100 GB a month are free).",
        f"If everything happens every hour, {ALL_NAMES} names of metrics are paid for; a small shop writes few.",
        "",
    ]


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.0f} ms"


def _busy(answers: float) -> float:
    """The part of a month's hours in which a name of a metric is written."""
    return min(1.0, answers / (30 * 24) / 4)


def _prices() -> list[str]:
    prices = PRICES.values()
    lines = [f"| {one.name} | {one.dollars:g} for {one.per:,.0f} {one.unit} | {_free(one.free)} |" for one in prices]
    return [
        "## Prices",
        "",
        f"List prices of us-east-1 as they were known in {AS_OF}: look at AWS's pages before you budget with them, and",
        "change `tests/costs/prices.py`. Stockholm and Frankfurt are up to a fifth dearer.",
        "",
        "| | dollars | free in a month |",
        "|---|---|---|",
        *lines,
    ]


def _free(number: float) -> str:
    return f"{number:,.0f}" if number else "–"
