"""Mail that waits on the record of a case: who was meant, what it holds up, and whom nobody mails about it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kuultu.domain.cases.calls import answer_waits
from kuultu.domain.cases.deliverability import waiting_mails
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.events import MailReturned
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.waiting_mail import WaitingMail
from kuultu.domain.mail.bounced_mails import bounced_mails
from kuultu.domain.mail.mail import Mail, MailKind
from kuultu.domain.mail.task_mails import is_unheard, task_mail
from kuultu.domain.people import hash_of_address
from tests.unit.helpers.builders import NOW, OWNER, Life


def waits(life: Life, mail: Mail, reader: str = "", after: timedelta = timedelta(0)) -> Life:
    """The life of a case in which a mail waits as well."""
    note = WaitingMail(mail.id, mail.ledger_kind, "paused", NOW + after, hash_of_address(reader) if reader else "")
    life.record = replace(life.record, waiting=(*life.record.waiting, note))
    return life


def case_mail(life: Life, kind: MailKind) -> Mail:
    return Mail(life.record.case.id, 1, kind)


def names(dossier: Dossier) -> list[str]:
    return [name for _, name in waiting_mails(dossier)]


def test_waiting_mails_are_told_with_their_readers_the_longest_waiting_first() -> None:
    life = Life()
    waits(life, case_mail(life, MailKind.ENDED), "gone@example.com", timedelta(hours=2))
    waits(life, case_mail(life, MailKind.ALERT), OWNER, timedelta(hours=1))
    waits(life, case_mail(life, MailKind.ACKNOWLEDGEMENT))
    assert names(life.dossier) == ["", life.record.case.owner.name, life.dossier.survey.organisation]


def test_an_answer_that_waits_has_not_reached_the_customer() -> None:
    life = Life().is_answered()
    assert not answer_waits(life.record)
    assert answer_waits(waits(life, case_mail(life, MailKind.REPLY)).record)


@pytest.mark.parametrize("kind", [TaskKind.TRIAGE, TaskKind.TELL_MORE])
def test_nobody_has_heard_of_a_task_while_its_mail_waits(kind: TaskKind) -> None:
    life = Life().is_asked(kind)
    assert not is_unheard(life.task(kind), life.record)
    assert is_unheard(life.task(kind), waits(life, task_mail(life.task(kind))).record)


def test_a_task_that_no_mail_of_its_own_brings_waits_for_none() -> None:
    life = Life().has_offered("repair")
    assert not is_unheard(life.task(TaskKind.CHOOSE_REMEDY), life.record)


def test_a_waiting_mail_lies_in_the_partition_of_the_case_under_its_id() -> None:
    assert WaitingMail("one-1-reply-0", "reply", "busy", NOW).key == "mail#one-1-reply-0"


def test_of_mail_that_was_stopped_for_days_nobody_is_mailed() -> None:
    stopped = MailReturned(NOW, "", "stopped", "hash")
    assert bounced_mails(stopped, Life(events=(stopped,)).dossier) == []
    assert not stopped.by_address
