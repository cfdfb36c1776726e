"""Who is told of a hand-over, each once."""

from dataclasses import replace

import pytest

from kuultu.domain.cases.events import Delayed, HandedOver, HandOverReason
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.mail.hand_over_mails import hand_over_mails, hand_over_told
from kuultu.domain.mail.mail import Mail, MailKind
from kuultu.domain.mail.task_mails import is_moot, is_to_customer
from kuultu.domain.people import Person
from tests.unit.helpers.builders import COLLEAGUE, MANAGER, NOW, OWNER, Life, case

BOSS = Person("Outi Rantanen", MANAGER)


def event(former: str = OWNER, by: str = OWNER, reason: HandOverReason = HandOverReason.BY_HAND) -> HandedOver:
    """A hand-over to the colleague."""
    return HandedOver(NOW, COLLEAGUE.name, by, reason, former, "Loma.")


@pytest.mark.parametrize(
    ("owner", "handed", "names"),
    [
        (COLLEAGUE, event(), ["", "former", "manager"]),
        (COLLEAGUE, event(former=MANAGER, by=MANAGER), ["", "former"]),
        (BOSS, event(), ["", "former"]),
        (BOSS, event(by="", reason=HandOverReason.UNDONE), ["former"]),
        (COLLEAGUE, event(by="", reason=HandOverReason.LEFT), ["", "manager"]),
    ],
)
def test_new_owner_former_owner_and_manager_are_told_each_once(
    owner: Person, handed: HandedOver, names: list[str]
) -> None:
    told = hand_over_mails(case(owner=owner, events=(handed,)))
    assert sorted(mail.name for mail in told) == sorted(names)
    assert {(mail.kind, mail.about, mail.number) for mail in told} == {(MailKind.YOURS, TaskKind.CASE, 1)}


def test_a_hand_over_of_an_earlier_release_is_told_to_nobody() -> None:
    assert hand_over_mails(case(events=(event(former=""), Delayed(NOW, NOW)))) == []
    assert hand_over_mails(case()) == []


def test_a_hand_over_that_a_later_one_has_overtaken_is_told_no_more() -> None:
    life = Life(owner=COLLEAGUE, events=(event(), event(former=COLLEAGUE.email)))
    (latest,) = {mail.number for mail in hand_over_mails(life.record.case)}
    mail = Mail(life.record.case.id, 1, MailKind.YOURS, TaskKind.CASE, latest)
    assert not is_moot(mail, life.record)
    assert is_moot(replace(mail, number=latest - 1), life.record)


def test_each_reader_is_told_by_whom_the_case_came_unless_time_ran_out() -> None:
    life = Life(owner=COLLEAGUE, events=(event(),))
    told = [hand_over_told(mail, life.dossier) for mail in hand_over_mails(life.record.case)]
    assert {one.reader.email for one in told if one} == {COLLEAGUE.email, OWNER, MANAGER}
    assert {one.by.email for one in told if one and one.by} == {OWNER}
    lapsed = Life(owner=BOSS, events=(event(by="", reason=HandOverReason.UNDONE),))
    (only,) = hand_over_mails(lapsed.record.case)
    undone = hand_over_told(only, lapsed.dossier)
    assert undone
    assert (undone.by, undone.to_new_owner) == (None, False)


def test_other_mails_tell_of_no_hand_over() -> None:
    assert hand_over_told(Mail("a", 1, MailKind.WARNING, TaskKind.CASE), Life().dossier) is None


@pytest.mark.parametrize(
    ("mail", "to_customer"),
    [
        (Mail("a", 1, MailKind.DELAY), True),
        (Mail("a", 1, MailKind.REMINDER, TaskKind.TELL_MORE), True),
        (Mail("a", 1, MailKind.TASK, TaskKind.TRIAGE), False),
        (Mail("a", 1, MailKind.YOURS, TaskKind.CASE), False),
    ],
)
def test_a_mail_goes_to_the_customer_or_to_staff(mail: Mail, *, to_customer: bool) -> None:
    assert is_to_customer(mail) is to_customer


def test_the_customer_knows_the_owner_until_the_case_changes_hands() -> None:
    assert not case().owner_is_new
    assert case(owner=COLLEAGUE).owner_is_new
    assert not case(owner=COLLEAGUE, introduced="").owner_is_new
