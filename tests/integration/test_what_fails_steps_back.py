"""What fails is tried after growing pauses, and named; what AWS refuses for the time being by every sweep."""

from datetime import timedelta

import pytest

from kuultu.services import sweep
from kuultu.store.responses import ResponseItem
from tests.integration.waiting import waiting
from tests.integration.wire import Wire
from tests.integration.world import World

QUARTER = timedelta(minutes=15)


def failing_sweeps(world: World, hours: int) -> list[int]:
    """The quarters of an hour, counted from now, whose sweep tried something and failed."""
    failed = []
    for quarter in range(hours * 4):
        if sweep.sweep(world.now)["failed"]:
            failed.append(quarter)
        world.passes(QUARTER)
    return failed


def test_what_fails_is_tried_after_growing_pauses_and_at_least_once_a_day(world: World) -> None:
    (poison,) = waiting(world, 1)
    ResponseItem(poison).update([ResponseItem.contact.set("no such thing")])
    assert failing_sweeps(world, 60) == [0, 1, 3, 7, 15, 31, 63, 127, 223]


def test_what_is_dated_anew_after_a_failure_begins_again_with_the_shortest_pause(world: World) -> None:
    (poison,) = waiting(world, 1)
    ResponseItem(poison).update([ResponseItem.contact.set("no such thing")])
    failing_sweeps(world, 24)
    ResponseItem(poison).update([ResponseItem.attend_at.set(world.now)])
    assert failing_sweeps(world, 1) == [0, 1, 3]


def test_what_aws_refuses_for_the_time_being_is_tried_by_every_sweep(
    world: World, wire: Wire, no_waiting: None
) -> None:
    world.hears()
    wire.refuse("DescribeExecution", "ThrottlingException")
    world.passes(QUARTER)
    assert failing_sweeps(world, 3) == [*range(12)]


def test_an_item_that_fails_is_named_by_its_key(world: World, caplog: pytest.LogCaptureFixture) -> None:
    (poison,) = waiting(world, 1)
    ResponseItem(poison).update([ResponseItem.contact.set("no such thing")])
    sweep.sweep(world.now)
    failed = [record for record in caplog.records if record.message == "SweepItemFailed"]
    assert [record.__dict__["response_id"] for record in failed] == [poison]
