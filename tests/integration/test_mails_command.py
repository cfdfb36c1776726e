"""`kuultu mails`: mails that wait or did not arrive are listed, shown and sent once more; no address is told."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from kuultu.domain.mail.mail import MailState
from kuultu.services.sweep import sweep
from kuultu.store import mails
from kuultu.store.mails import MailItem
from tests.integration import post_office as answers
from tests.integration.mailbox import kinds_and_readers
from tests.integration.post_office import MAIL
from tests.integration.refusing import Refusals
from tests.integration.world import CUSTOMER, DAY, World

Command = Callable[..., int]
Told = pytest.CaptureFixture[str]


@pytest.fixture
def kuultu(command: Command) -> Command:
    """The command about mails."""
    return partial(command, "mails")


def listed(kuultu: Command, told: Told, *options: str) -> list[dict[str, Any]]:
    """What the command lists, for programs."""
    told.readouterr()
    assert kuultu("list", *options, "--json") == 0
    found: list[dict[str, Any]] = json.loads(told.readouterr().out)
    return found


def comes_to_needs_a_person(world: World, refusals: Refusals, answer: tuple[int, str] = answers.REJECTED) -> str:
    """A case whose answer SES has refused; returns the answer's id."""
    case_id = world.comes_to_conclude()
    world.concludes(case_id)
    refusals.of_kind("reply", answer)
    world.replies(case_id)
    for _ in range(7):
        world.is_swept(case_id)
        world.passes(DAY)
    refusals.end()
    return f"{case_id}-1-reply-0"


def test_what_waits_is_listed_with_its_reason_and_the_next_step(
    world: World, refusals: Refusals, kuultu: Command, capsys: Told
) -> None:
    refusals.of_kind("acknowledgement", answers.UNVERIFIED)
    case_id = world.begins_case()
    (found,) = listed(kuultu, capsys)
    assert found["id"] == f"{case_id}-1-acknowledgement-0"
    assert (found["state"], found["kind"], found["case"]) == ("released", "acknowledgement", case_id)
    assert (found["reason"], found["attempts"]) == ("not-verified", 0)
    assert found["next"].startswith("Kuultu keeps trying until 2026-11-28 09:30 UTC. Verify the sender in SES")


def test_nobodys_address_is_told(world: World, refusals: Refusals, kuultu: Command, capsys: Told) -> None:
    refusals.of_kind("", answers.PAUSED)
    case_id = world.begins_case()
    capsys.readouterr()
    assert kuultu("list") == kuultu("show", f"{case_id}-1-acknowledgement-0") == 0
    told = capsys.readouterr().out
    assert "acknowledgement" in told
    assert "@" not in told


def test_mails_are_found_by_case_and_by_state_after_their_people_were_told(
    world: World, refusals: Refusals, kuultu: Command, capsys: Told
) -> None:
    mail_id = comes_to_needs_a_person(world, refusals)
    assert [one["id"] for one in listed(kuultu, capsys, "--state", "needs_a_person")] == [mail_id]
    of_case = listed(kuultu, capsys, "--case", mail_id.partition("-")[0])
    assert {"sent", "needs_a_person"} <= {one["state"] for one in of_case}
    assert listed(kuultu, capsys, "--case", "another") == []


def test_after_mending_all_that_was_refused_is_sent_once_more(
    world: World, refusals: Refusals, kuultu: Command
) -> None:
    mail_id = comes_to_needs_a_person(world, refusals)
    assert kuultu("resend", "--state", "needs_a_person", "--reason", "MessageRejected") == 0
    assert MailItem.get(mail_id).state == MailState.RELEASED
    sweep(world.now)
    assert ("reply", CUSTOMER) in kinds_and_readers()
    case = world.record(mail_id.partition("-")[0]).case
    assert (case.held_up, case.undelivered) == (None, ())


def test_another_reason_is_left_alone(world: World, refusals: Refusals, kuultu: Command) -> None:
    mail_id = comes_to_needs_a_person(world, refusals)
    assert kuultu("resend", "--state", "needs_a_person", "--reason", "Reject") == 0
    assert MailItem.get(mail_id).state == MailState.NEEDS_A_PERSON


def test_g4_what_may_have_arrived_is_sent_once_more_by_its_name_alone(
    world: World, refusals: Refusals, kuultu: Command, capsys: Told
) -> None:
    mail_id = comes_to_needs_a_person(world, refusals, answers.HUNG_UP)
    assert kuultu("resend", "--state", "needs_a_person") == 0
    assert f"{mail_id}: stays as it is. It may have arrived" in capsys.readouterr().out
    assert MailItem.get(mail_id).state == MailState.NEEDS_A_PERSON
    assert kuultu("resend", mail_id) == 0
    assert MailItem.get(mail_id).state == MailState.RELEASED


def test_of_two_undelivered_mails_of_a_case_the_named_one_is_sent_and_the_other_waits_on(
    world: World, refusals: Refusals, kuultu: Command
) -> None:
    refusals.of_kind("acknowledgement")
    case_id = world.begins_case()
    world.triages(case_id)
    world.reflects(case_id)
    world.concludes(case_id)
    refusals.of_kind("reply")
    world.replies(case_id)
    world.is_swept(case_id)
    refusals.end()
    assert kuultu("resend", f"{case_id}-1-reply-0") == 0
    for _ in range(3):
        world.passes(DAY / 4)
        world.is_swept(case_id)
    assert MailItem.get(f"{case_id}-1-reply-0").state == MailState.SENT
    assert world.record(case_id).case.undelivered == (f"{case_id}-1-acknowledgement-0",)
    assert world.record(case_id).case.held_up


def test_what_waits_for_ses_is_tried_by_the_next_sweep(world: World, refusals: Refusals, kuultu: Command) -> None:
    refusals.of_kind("acknowledgement", answers.PAUSED)
    case_id = world.begins_case()
    for _ in range(3):
        world.passes(DAY)
        sweep(world.now)
    refusals.end()
    assert kuultu("resend", "--state", "released") == 0
    sweep(world.now)
    assert MailItem.get(f"{case_id}-1-acknowledgement-0").state == MailState.SENT


def test_what_has_left_is_not_sent_again(world: World, kuultu: Command, capsys: Told) -> None:
    case_id = world.begins_case()
    assert kuultu("resend", f"{case_id}-1-acknowledgement-0") == 1
    assert "stays as it is. SES has it." in capsys.readouterr().out
    assert MailItem.get(f"{case_id}-1-acknowledgement-0").state == MailState.SENT


def test_a_mail_that_is_not_there_is_told_as_such(kuultu: Command, capsys: Told) -> None:
    assert kuultu("show", "nothing") == kuultu("resend", "nothing") == kuultu("resend") == 1
    assert 'There is no mail "nothing" here.' in capsys.readouterr().err


def test_a_long_ledger_is_read_with_progress(
    kuultu: Command, world: World, capsys: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cli.mails.commands.EACH", 1)
    mails.claim(MAIL, world.now)
    assert [one["id"] for one in listed(kuultu, capsys)] == [MAIL.id]
    kuultu("list")
    assert "Read 1 emails, found 1 …" in capsys.readouterr().out
