"""Who is told of a hand-over, each once."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from kuultu.domain.cases.events import Delayed, HandedOver, HandOverReason, ManagerChanged
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.mail.hand_over_mails import hand_over_mails, hand_over_told, new_manager_mail
from kuultu.domain.mail.mail import Mail, MailKind, digest_mail
from kuultu.domain.mail.task_mails import Budget, budget_of, is_moot, is_to_customer
from kuultu.domain.people import Person
from tests.unit.helpers.builders import COLLEAGUE, DAY, MANAGER, NOW, OWNER, Life, case

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
        (COLLEAGUE, event(by="", reason=HandOverReason.ABSENT), ["", "manager"]),
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


CHANGED = ManagerChanged(NOW, BOSS.name, "henna@example.com", "Henna", date(2026, 12, 1))


def test_a_new_manager_is_told_unless_they_have_the_case_or_were_its_manager_before() -> None:
    told = new_manager_mail(case(events=(CHANGED,)))
    assert told
    assert (told.kind, told.number, told.name) == (MailKind.YOURS, 1, "new_manager")
    back = replace(CHANGED, former=MANAGER)
    assert new_manager_mail(case(events=(back, CHANGED))) is None
    assert new_manager_mail(case(owner=BOSS, events=(CHANGED,))) is None
    assert new_manager_mail(case()) is None


def test_a_new_manager_hears_whose_place_they_take_and_until_when() -> None:
    life = Life(events=(CHANGED,))
    mail = new_manager_mail(life.record.case)
    assert mail
    told = hand_over_told(mail, life.dossier)
    assert told
    assert (told.reader, told.former.name, told.until) == (BOSS, "Henna", CHANGED.until)
    later = life.becomes(events=(CHANGED, replace(CHANGED, former="x@example.com")))
    assert is_moot(mail, later.record)


@pytest.mark.parametrize(("moment", "names"), [(NOW, [""]), (NOW + DAY, ["", "manager"])])
def test_a_manager_who_became_it_in_the_same_moment_gets_one_mail(moment: datetime, names: list[str]) -> None:
    left = replace(event(by="", reason=HandOverReason.LEFT), at=moment)
    told = hand_over_mails(case(owner=COLLEAGUE, events=(CHANGED, left)))
    assert [mail.name for mail in told] == names


@pytest.mark.parametrize(
    ("reason", "budget"),
    [(HandOverReason.ABSENT, Budget.PEOPLE), (HandOverReason.LEFT, Budget.PEOPLE), (HandOverReason.BY_HAND, None)],
)
def test_changes_that_nobody_made_by_hand_are_told_together(reason: HandOverReason, budget: Budget | None) -> None:
    handed = case(owner=COLLEAGUE, events=(event(by="", reason=reason),))
    assert {budget_of(mail, handed) for mail in hand_over_mails(handed)} == {budget}
    mail = new_manager_mail(case(events=(CHANGED,)))
    assert mail
    assert budget_of(mail, case(events=(CHANGED,))) is Budget.PEOPLE


def test_digests_for_two_readers_about_one_case_are_two_mails() -> None:
    first, second = hand_over_mails(case(owner=COLLEAGUE, events=(event(by="", reason=HandOverReason.ABSENT),)))
    assert digest_mail(first).id != digest_mail(second).id
