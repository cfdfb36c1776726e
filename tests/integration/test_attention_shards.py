"""The shards of the attention index: a sweep of its own for each, and no item lost when their number changes."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count

import pytest

from kuultu.services import sweep
from kuultu.services.duties import lines
from kuultu.services.duties.run import Scope
from kuultu.services.surveys import directory_publication
from kuultu.store import sweep_marks
from kuultu.store.attention import attention_of
from kuultu.store.responses import ResponseItem
from tests.integration.limiting import limit, unlimited
from tests.integration.mailbox import mailbox
from tests.integration.moto_backends import rows
from tests.integration.waiting import untold, waiting
from tests.integration.world import World
from tests.unit.helpers.builders import people

pytestmark = pytest.mark.usefixtures("unlimited", "three_shards")
__all__ = ["limit", "unlimited"]

QUARTER = timedelta(minutes=15)


@pytest.fixture
def three_shards(limit: Callable[..., None]) -> None:
    """More shards than the one of a stage that names none."""
    limit(attention_shards=3)


def test_a_sweep_in_lanes_sees_to_everything_once(world: World) -> None:
    waiting(world, 40)
    assert sweep.sweep(world.now, lanes=8) == {"responses": 40, "cases": 0, "mails": 0, "failed": 0}
    assert len({mail.to for mail in mailbox()}) == len(mailbox()) == 40


def test_a_sweep_without_time_asks_for_one_of_each_shard_and_together_they_see_to_all(world: World) -> None:
    waiting(world, 12)
    asked: list[Scope] = []
    looks = count()
    seen = sweep.sweep(world.now, has_time=lambda: next(looks) < 2, ask_on=asked.append)["responses"]
    assert [scope.shard for scope in asked] == [0, 1, 2]
    seen += sum(sweep.sweep(world.now, scope)["responses"] for scope in asked)
    assert seen == len(mailbox()) == 12


def test_two_sweeps_never_share_a_shard_and_the_regular_one_leaves_it_alone(world: World) -> None:
    waiting(world, 12)
    for shard in range(3):
        sweep_marks.take(shard, world.now + QUARTER, world.now)
    assert sweep.sweep(world.now, Scope(1)) == {}
    assert sweep.sweep(world.now)["responses"] == 0
    world.passes(QUARTER)
    assert sweep.sweep(world.now)["responses"] == 12


def test_items_of_former_shards_and_of_the_time_before_shards_are_found(
    world: World, limit: Callable[..., None]
) -> None:
    limit(attention_shards=7)
    sweep.sweep(world.now)
    waiting(world, 20)
    limit(attention_shards=1)
    earlier = untold(world, 20)
    world.passes(timedelta(minutes=2))
    assert ResponseItem.get(earlier).attention == "open"
    assert sweep.sweep(world.now)["responses"] == 21


def test_all_items_of_a_case_lie_in_one_shard(world: World, limit: Callable[..., None]) -> None:
    limit(attention_shards=1000)
    case_id = world.begins_case()
    shards = {row["attention"] for row in rows("cases") if row.get("attention")}
    assert shards == {attention_of(case_id)} == {attention_of(f"{case_id}-1-acknowledgement-0")}


def test_a_change_of_people_that_the_time_did_not_suffice_for_is_gone_on_with_from_there(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "BATCH", 2)
    for minute in range(4):
        world.begins_case(contact={"email": f"aino.{minute}@example.com", "consent": True})
        world.passes(timedelta(minutes=1))
    directory_publication.publish_directory(people() | {"contact": "outi"})
    asked: list[Scope] = []
    looks = count()
    sweep.sweep(world.now, has_time=lambda: next(looks) < 2, ask_on=asked.append)
    assert all(scope.since for scope in asked)
    seen = sum(sweep.sweep(world.now, scope)["cases"] for scope in asked)
    assert seen == 3  # the two that were left, and the one before
    assert sweep.sweep(world.now)["cases"] == 0
