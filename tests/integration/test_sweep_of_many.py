"""A sweep after an outage: it goes on while there is time, and what always fails keeps nothing else waiting."""

from collections.abc import Mapping
from datetime import timedelta
from itertools import count

import pytest

from kuultu.services import sweep
from kuultu.services.duties import lines
from kuultu.store import open_items
from kuultu.store.mails import MailItem
from kuultu.store.responses import ResponseItem
from tests.integration.attention import due_keys
from tests.integration.limiting import limit, unlimited
from tests.integration.mailbox import mailbox
from tests.integration.waiting import waiting
from tests.integration.wire import Wire
from tests.integration.world import World

pytestmark = pytest.mark.usefixtures("unlimited")
__all__ = ["limit", "unlimited"]

QUARTER = timedelta(minutes=15)


def test_a_sweep_goes_on_beyond_a_batch(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "BATCH", 3)
    waiting(world, 10)
    assert sweep.sweep(world.now) == {"responses": 10, "cases": 0, "mails": 0, "failed": 0}
    assert len(mailbox()) == 10


def test_a_sweep_ends_when_its_time_does_and_the_next_one_goes_on(world: World) -> None:
    waiting(world, 5)
    looks = count()
    assert sweep.sweep(world.now, has_time=lambda: next(looks) < 3)["responses"] == 3
    assert sweep.sweep(world.now)["responses"] == 2


def test_the_kinds_take_turns(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "BATCH", 2)
    world.begins_case()
    waiting(world, 6)
    world.passes(timedelta(hours=1))
    looks = count()
    assert sweep.sweep(world.now, has_time=lambda: next(looks) < 3) == {
        "responses": 2,
        "cases": 1,
        "mails": 0,
        "failed": 0,
    }


def test_what_always_fails_goes_to_the_end_of_the_line(world: World) -> None:
    poison, *_ = waiting(world, 3)
    first = [ResponseItem.contact.set("no such thing"), ResponseItem.attend_at.set(world.now - timedelta(hours=1))]
    ResponseItem(poison).update(first)
    looks = count()
    assert sweep.sweep(world.now, has_time=lambda: next(looks) < 1)["failed"] == 1
    world.passes(timedelta(minutes=15))
    assert due_keys("responses", world.now)[-1] == (poison,)


def test_a_mail_that_cannot_be_read_goes_to_the_end_of_the_line_too(world: World) -> None:
    world.begins_case()
    poison, other = sorted(record.mail_id for record in MailItem.scan())[:2]
    for key, age in ((poison, 2), (other, 1)):
        due = world.now - timedelta(minutes=age)
        changes = [MailItem.state.set("unknown"), MailItem.attention.set("open"), MailItem.attend_at.set(due)]
        MailItem(key).update(changes)
    MailItem(poison).update([MailItem.state.set("no such state")])
    sweep.sweep(world.now)
    assert due_keys("mails", world.now) == []
    assert due_keys("mails", world.now + QUARTER)[0] == (poison,)


def test_the_handler_leaves_time_for_the_last_item_and_asks_for_more_sweeps(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sweep import handler

    asked: list[Mapping[str, object]] = []
    monkeypatch.setattr(handler, "invoke_beside", lambda _, event: asked.append(event))

    class Context:
        function_name = "sweep"

        @staticmethod
        def get_remaining_time_in_millis() -> int:
            return 29_999

    waiting(world, 1)
    assert handler.handle({}, Context())["responses"] == 0
    assert asked == [{"shard": shard, "resume": False, "since": None} for shard in range(1)]
    assert sum(handler.handle(dict(event), None)["responses"] for event in asked) == 1


def test_a_failed_item_that_is_to_be_looked_at_later_keeps_its_time(world: World, wire: Wire) -> None:
    world.begins_case()
    key = next(record.mail_id for record in MailItem.scan())
    later = world.now + timedelta(minutes=1)
    MailItem(key).update([MailItem.attention.set("open"), MailItem.attend_at.set(later)])
    open_items.put_off("mails", (key,), world.now, lambda _: timedelta(0))
    assert due_keys("mails", world.now) == []
