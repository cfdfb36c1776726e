"""A million open tasks, in small: everybody is served within half an hour, and what sleeps costs nothing.

`SCALE=1` is the whole million (`make simulation`); by itself one item stands for 500, and costs as much.
"""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from kuultu.services.sweep import sweep
from tests.integration.limiting import limit
from tests.integration.mailbox import mailbox
from tests.integration.moto_backends import rows
from tests.integration.wire import Wire
from tests.integration.world import DAY, World
from tests.simulation.stored_tasks import TASKS_OF_A_PERSON, TRIAGE, SleepingTasks, due_tasks
from tests.simulation.virtual_sweeps import VirtualSweeps

__all__ = ["limit"]

SCALE = float(os.environ.get("SCALE", "500"))
STORED, DUE_AT_NINE = int(1_000_000 / SCALE), int(10_000 / SCALE)
DUE_IN_A_DAY = int(70_000 / SCALE)
"""What falls due in a day of a million tasks that are looked at every two weeks."""

NINE = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
"""Nine in Helsinki, on a Tuesday."""

SHARDS = 32
QUARTER, HALF_AN_HOUR = 15 * 60, 30 * 60


def unreminded() -> int:
    """The number of tasks of which nobody was reminded."""
    return sum(row["item"] == TRIAGE and not row.get("reminders") for row in rows("cases"))


def served(world: World, wire: Wire) -> VirtualSweeps:
    """The sweeps that see to everything that is due."""
    sleeping = SleepingTasks(STORED, world.now + timedelta(minutes=1), 14 * DAY)
    with sleeping.in_the_index():
        sweeps = VirtualSweeps(world, wire, SCALE)
        assert sweeps.run()["failed"] == 0
    return sweeps


@pytest.fixture
def nine(world: World, limit: Callable[..., None]) -> World:
    """A Tuesday at nine, with the shards that a million open tasks ask for."""
    limit(attention_shards=SHARDS)
    world.now = NINE - DAY
    return world


def test_ten_thousand_tasks_that_fall_due_at_nine_are_seen_to_within_half_an_hour(nine: World, wire: Wire) -> None:
    due_tasks(nine, DUE_AT_NINE)
    nine.now = NINE
    sweeps = served(nine, wire)
    assert unreminded() == 0
    assert len({mail.to for mail in mailbox() if "owner." in mail.to}) >= DUE_AT_NINE // TASKS_OF_A_PERSON
    assert sweeps.ended_at <= HALF_AN_HOUR
    print(f"{DUE_AT_NINE} of {STORED}: {sweeps.ended_at / 60:.1f} min, {sweeps.begun} sweeps")


def test_after_an_outage_of_a_day_everybody_is_served_within_half_an_hour(nine: World, wire: Wire) -> None:
    due_tasks(nine, DUE_IN_A_DAY, since=DAY)
    nine.now = NINE + 3 * timedelta(hours=1)
    sweeps = served(nine, wire)
    assert unreminded() == 0
    assert QUARTER + sweeps.ended_at <= HALF_AN_HOUR
    print(f"{DUE_IN_A_DAY} of {STORED}: {sweeps.ended_at / 60:.1f} min, {sweeps.begun} sweeps")


@pytest.mark.parametrize("stored", [1, STORED])
def test_a_sweep_asks_the_tables_for_what_is_due_however_much_is_stored(nine: World, wire: Wire, stored: int) -> None:
    due_tasks(nine, 0)
    sweep(nine.now)
    before = len(wire.sent)
    with SleepingTasks(stored, nine.now + DAY, DAY).in_the_index():
        sweep(nine.now)
    marks_people_and_queue = 4
    assert len(wire.sent) - before == 3 * SHARDS + marks_people_and_queue


def test_an_item_that_is_due_costs_as_much_as_ever(nine: World, wire: Wire) -> None:
    due_tasks(nine, 40)
    sweep(nine.now)
    assert len(wire.sent) / 40 < 30
