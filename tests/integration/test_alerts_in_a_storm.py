"""No storm of mail reaches staff: beyond a limit, one mail tells of many cases, and none is lost or told of twice."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from kuultu.domain.cases.link_tokens import Link, hash_of
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.services import sweep
from kuultu.store import links
from kuultu.store.mails import MailItem
from tests.integration.limiting import limit
from tests.integration.mailbox import Received, kinds_and_readers, mailbox
from tests.integration.wire import Wire
from tests.integration.world import MANAGER, OWNER, World

__all__ = ["limit"]
Set = Callable[..., None]


def case_behind(link: str, world: World) -> str:
    """The id of the case that a link of a mail leads to."""
    found = links.find(hash_of(link.rpartition("/")[2]), world.now)
    assert found
    return found.case_id


def digest_of(reader: str) -> Received:
    """The newest mail that tells this reader of several cases."""
    return next(mail for mail in reversed(mailbox()) if (mail.kind, mail.to) == ("digest", reader))


@pytest.fixture
def storm(world: World, limit: Set) -> Callable[..., list[str]]:
    """Lets so many cases begin while each person is to get two alerts of their own; the cases' ids."""
    limit(alerts_burst=2, alerts_per_day=1)

    def begin(cases: int, **changes: object) -> list[str]:
        begun = []
        for _ in range(cases):
            begun.append(world.begins_case(contact=None, **changes))
            world.passes(timedelta(seconds=1))
        return begun

    return begin


def states() -> dict[str, int]:
    """How many mails of the ledger are in which state."""
    found = [record.state for record in MailItem.scan()]
    return {state: found.count(state) for state in set(found)}


def test_beyond_the_limit_one_mail_tells_each_person_of_all_their_cases(
    world: World, storm: Callable[..., None]
) -> None:
    storm(5)
    assert kinds_and_readers() == [("task-triage", OWNER), ("task-end_reflection", MANAGER)] * 2
    sweep.sweep(world.now)
    assert sorted(kinds_and_readers()[4:]) == [("digest", MANAGER), ("digest", OWNER)]
    assert "3 asiakasta lisää odottaa" in mailbox()[4].subject
    assert states() == {"sent": 6, "grouped": 6}


def test_each_link_of_such_a_mail_opens_its_own_case(world: World, storm: Callable[..., list[str]]) -> None:
    cases = storm(5)
    sweep.sweep(world.now)
    told = digest_of(OWNER).links
    assert [case_behind(link, world) for link in told] == cases[2:]
    world.clicks(told[1], "not_a_complaint", reason="Kokeilu.")
    assert world.decision(cases[3], TaskKind.TRIAGE).choice == "not_a_complaint"


def test_the_next_sweep_tells_nothing_twice(world: World, storm: Callable[..., None]) -> None:
    storm(5)
    sweep.sweep(world.now)
    before = len(mailbox())
    assert sweep.sweep(world.now)["failed"] == 0
    assert len(mailbox()) == before


def test_a_single_alert_that_was_held_comes_as_it_is(world: World, storm: Callable[..., None]) -> None:
    storm(3)
    sweep.sweep(world.now)
    assert sorted(kinds_and_readers()[4:]) == [("task-end_reflection", MANAGER), ("task-triage", OWNER)]
    assert states() == {"sent": 6}


def test_a_mail_that_cannot_go_out_holds_up_nobody_elses(world: World, storm: Callable[..., None], wire: Wire) -> None:
    storm(4)
    wire.refuse("SendEmail", "SendingPausedException", times=1)
    assert sweep.sweep(world.now)["failed"] == 0
    assert [mail.kind for mail in mailbox()[4:]] == ["digest"]


def test_an_urgent_case_is_never_held(world: World, storm: Callable[..., None]) -> None:
    storm(3)
    storm(1, answers={"nps": 3, "topics": ["safety"]})
    assert kinds_and_readers()[4:] == [("task-triage", OWNER), ("alert", MANAGER)]


def test_what_is_decided_meanwhile_is_not_told_of(world: World, storm: Callable[..., list[str]]) -> None:
    cases = storm(5)
    token = "t" * 43
    links.add(Link(hash_of(token), cases[3], 1, TaskKind.TRIAGE, OWNER, world.now))
    world.clicks(f"https://feedback.example.com/l/{token}", "not_a_complaint", reason="Kokeilu.")
    sweep.sweep(world.now)
    assert [case_behind(link, world) for link in digest_of(OWNER).links] == [cases[2], cases[4]]


@pytest.mark.parametrize("fate", ["refused", "lost"])
def test_a_crash_on_the_way_neither_loses_nor_repeats_a_case(
    world: World, storm: Callable[..., list[str]], wire: Wire, fate: str
) -> None:
    cases = storm(4)
    if fate == "lost":
        wire.lose_the_answer_to("SendEmail")
    else:
        wire.refuse("SendEmail", "InternalFailure", status=500, times=1)
    for _ in range(4):
        sweep.sweep(world.now)
        world.passes(timedelta(minutes=16))
    for reader in (OWNER, MANAGER):
        assert [case_behind(link, world) for link in digest_of(reader).links] == cases[2:]
    assert set(states()) == {"sent", "grouped"}


def test_a_clock_that_ran_backwards_holds_no_alert(world: World, storm: Callable[..., None]) -> None:
    storm(2)
    world.passes(-timedelta(days=3))
    storm(1)
    assert states() == {"sent": 6}
