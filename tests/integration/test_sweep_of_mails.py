"""The sweep sees to mails of unknown fate: each is sent after all, unless nobody needs it any more."""

from datetime import timedelta

import pytest

from kuultu.services import sweep
from kuultu.store.mails import MailItem
from tests.integration.mailbox import kinds_and_readers, mailbox
from tests.integration.wire import Wire
from tests.integration.world import CUSTOMER, DAY, MANAGER, OWNER, World


def loses_sight_of(world: World, kind: str) -> str:
    """Nobody knows what became of the mail of this kind, and the sweep is to see to it now; its id."""
    record = next(record for record in MailItem.scan() if record.kind == kind)
    record.update([MailItem.state.set("unknown"), MailItem.attention.set("open"), MailItem.attend_at.set(world.now)])
    return str(record.mail_id)


def test_g5_a_mail_that_was_claimed_and_never_sent_is_sent_by_the_sweep(world: World, wire: Wire) -> None:
    wire.refuse("SendEmail", "InternalFailure", status=500, times=1)
    world.begins_case()
    assert kinds_and_readers() == [("task-triage", OWNER), ("task-end_reflection", MANAGER)]
    world.passes(timedelta(minutes=15))
    sweep.sweep(world.now)
    sweep.sweep(world.now)
    assert kinds_and_readers()[2:] == [("acknowledgement", CUSTOMER)]


@pytest.mark.parametrize("kind", ["acknowledgement", "task-conclude", "follow-up"])
def test_g5_every_kind_of_mail_can_be_written_again_by_the_sweep(world: World, kind: str) -> None:
    world.comes_to_follow_up() if kind == "follow-up" else world.comes_to_conclude()
    loses_sight_of(world, kind)
    before = len(mailbox())
    sweep.sweep(world.now)
    assert [mail.kind for mail in mailbox()[before:]] == [kind]


def test_a_reminder_whose_fate_is_unknown_is_not_sent_again_for_what_is_done(world: World) -> None:
    case_id = world.begins_case(contact=None)
    world.passes(DAY)
    sweep.sweep(world.now)
    mail_id = loses_sight_of(world, "reminder-triage")
    world.triages(case_id)
    before = len(mailbox())
    sweep.sweep(world.now)
    assert len(mailbox()) == before
    assert MailItem.get(mail_id).state == "suppressed"


def test_a_mail_is_written_again_from_one_reading_of_its_case(world: World, wire: Wire) -> None:
    world.begins_case()
    sweep.sweep(world.now)
    wire.queries.clear()
    sweep.sweep(world.now)
    idle = wire.case_queries
    loses_sight_of(world, "acknowledgement")
    sweep.sweep(world.now)
    assert wire.case_queries == 2 * idle + 1
