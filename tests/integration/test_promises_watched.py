"""A promise to a customer is never broken in silence: the owner, the customer and the manager hear in time."""

from datetime import UTC, datetime, timedelta

from kuultu.services import sweep
from tests.integration.attention import sweep_if_due
from tests.integration.mailbox import Received, last, mailbox
from tests.integration.world import CUSTOMER, DAY, MANAGER, OWNER, World

HOUR = timedelta(hours=1)


def told_until(world: World, until: datetime) -> list[tuple[datetime, Received]]:
    """What the sweeps of this time send about the promise, and when: the owner has triaged and is silent since."""
    told: list[tuple[datetime, Received]] = []
    while world.now < until:
        world.passes(HOUR)
        before = len(mailbox())
        sweep_if_due(world.now)
        told += [(world.now, mail) for mail in mailbox()[before:]]
    return [(at, mail) for at, mail in told if mail.kind in {"reminder-conclude", "delay", "escalation"}]


def silent_owner(world: World) -> str:
    """A case that was triaged on Monday, was ready for the conclusion on Tuesday, and lies there."""
    case_id = world.begins_case()
    world.triages(case_id)
    world.reflects(case_id)
    return case_id


def test_the_owner_is_warned_then_the_customer_told_before_the_promise_is_broken_then_the_manager(world: World) -> None:
    case_id = silent_owner(world)
    promised = world.record(case_id).case.promised_at
    told = told_until(world, promised + HOUR)
    order = [(mail.kind, mail.to) for _, mail in told]
    delay = order.index(("delay", CUSTOMER))
    assert ("reminder-conclude", OWNER) in order[:delay]
    assert told[delay][0] < promised
    assert ("escalation", MANAGER) in order[delay:]


def test_the_customer_reads_the_new_promise_and_no_excuse(world: World) -> None:
    case_id = silent_owner(world)
    told_until(world, world.record(case_id).case.promised_at)
    words = last("delay").words
    assert "pahoillamme" in words.lower() or "anteeksi" in words.lower()
    assert world.record(case_id).case.promised_at > world.now + 2 * DAY


def test_a_customer_who_has_been_answered_is_not_told_of_a_delay(world: World) -> None:
    case_id = silent_owner(world)
    world.concludes(case_id)
    world.replies(case_id)
    told = told_until(world, world.now + 4 * DAY)
    assert [mail.kind for _, mail in told] == []


def test_nobody_is_promised_anything_who_cannot_be_reached(world: World) -> None:
    case_id = world.begins_case(contact=None)
    world.triages(case_id)
    world.reflects(case_id)
    told = told_until(world, world.now + 4 * DAY)
    assert "delay" not in [mail.kind for _, mail in told]


def test_a_sweep_that_was_late_still_tells_everybody_once(world: World) -> None:
    case_id = silent_owner(world)
    world.now = world.record(case_id).case.promised_at + timedelta(hours=1)
    before = len(mailbox())
    for _ in range(3):
        sweep.sweep(world.now)
    kinds = [mail.kind for mail in mailbox()[before:]]
    assert kinds.count("delay") == 1
    assert kinds.count("escalation") == 1


def test_accessibility_feedback_is_never_promised_later_than_its_legal_deadline(world: World) -> None:
    world.now = datetime(2026, 12, 22, 9, 0, tzinfo=UTC)  # holidays make three working days long
    case_id = world.begins_case(answers={"nps": 9, "topics": ["accessibility"]})
    case = world.record(case_id).case
    assert case.legal_deadline == world.now + 14 * DAY
    assert case.promised_at <= case.legal_deadline
