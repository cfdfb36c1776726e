"""A sweep after an outage: it goes on while there is time, and what always fails keeps nothing else waiting."""

from datetime import timedelta
from itertools import count

import pytest

from kuultu.services import sweep
from kuultu.services.protection.admission import Sender
from kuultu.services.responses.response_recording import record_response
from kuultu.store import mails, responses
from kuultu.store.mails import MailItem
from kuultu.store.responses import ResponseItem
from tests.integration.limiting import limit, unlimited
from tests.integration.mailbox import mailbox
from tests.integration.wire import Wire
from tests.integration.world import World, submission

pytestmark = pytest.mark.usefixtures("unlimited")
__all__ = ["limit", "unlimited"]

HAPPY = {"nps": 10}


def waiting(world: World, number: int) -> list[str]:
    """Happy responses, by different customers, that the stream never told of and that are due now."""
    ids = [_stored(world, customer) for customer in range(number)]
    world.passes(timedelta(minutes=2))
    return ids


def _stored(world: World, customer: int) -> str:
    contact = {"email": f"customer{customer}@example.com", "consent": True}
    content = submission(answers=HAPPY, contact=contact)
    return record_response("after-purchase", content, None, Sender("192.0.2.1"), world.now).response_id


def test_a_sweep_goes_on_beyond_a_batch(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweep, "BATCH", 3)
    waiting(world, 10)
    assert sweep.sweep(world.now) == {"responses": 10, "cases": 0, "mails": 0, "failed": 0}
    assert len(mailbox()) == 10


def test_a_sweep_ends_when_its_time_does_and_the_next_one_goes_on(world: World) -> None:
    waiting(world, 5)
    looks = count()
    assert sweep.sweep(world.now, has_time=lambda: next(looks) < 3)["responses"] == 3
    assert sweep.sweep(world.now)["responses"] == 2


def test_the_kinds_take_turns(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweep, "BATCH", 2)
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
    assert responses.unhandled(world.now, 3)[-1] == poison


def test_a_mail_that_cannot_be_read_goes_to_the_end_of_the_line_too(world: World) -> None:
    world.begins_case()
    poison, other = sorted(record.mail_id for record in MailItem.scan())[:2]
    for key, age in ((poison, 2), (other, 1)):
        due = world.now - timedelta(minutes=age)
        changes = [MailItem.state.set("unknown"), MailItem.attention.set("open"), MailItem.attend_at.set(due)]
        MailItem(key).update(changes)
    MailItem(poison).update([MailItem.state.set("no such state")])
    sweep.sweep(world.now)
    assert mails.needing_attention(world.now, 10) == [poison]


def test_the_handler_leaves_time_for_the_last_item(world: World) -> None:
    from sweep.handler import handle

    class Context:
        @staticmethod
        def get_remaining_time_in_millis() -> int:
            return 29_999

    waiting(world, 1)
    assert handle({}, Context())["responses"] == 0
    assert handle({}, None)["responses"] == 1


def test_a_failed_item_that_is_to_be_looked_at_later_keeps_its_time(world: World, wire: Wire) -> None:
    world.begins_case()
    key = next(record.mail_id for record in MailItem.scan())
    later = world.now + timedelta(minutes=1)
    MailItem(key).update([MailItem.attention.set("open"), MailItem.attend_at.set(later)])
    mails.put_off(key, world.now)
    assert mails.needing_attention(world.now, 10) == []
