"""Mails: the id under which each is sent once, which no release changes for mails that are on their way."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.mail.mail import Mail, MailKind, digest_mail, noted_kind
from kuultu.domain.mail.task_mails import reminder_mail, task_mail
from tests.unit.helpers.builders import NOW, Life

CONCLUDE = TaskKind.CONCLUDE
CASE_ID = "a" * 26


def asked(kind: TaskKind, name: str = "", passed_on: int = 0, reminders: int = 0, *, escalated: bool = False) -> Task:
    """A task that has passed on so often, and of which so many reminders were sent since."""
    task = Life().is_asked(kind, name).task(kind, name)
    return replace(task, passed_on=passed_on, reminders=(NOW,) * reminders, escalated=escalated)


@pytest.mark.parametrize(
    ("task", "mail_id"),
    [
        (asked(TaskKind.TRIAGE), "1-task-triage-triage-0"),
        (asked(TaskKind.TRIAGE, passed_on=1), "1-task-triage-triage-1"),
        (asked(TaskKind.TRIAGE, passed_on=2, escalated=True), "1-escalation-triage-2"),
        (asked(TaskKind.END_REFLECTION), "1-task-end_reflection-end_reflection-0"),
        (asked(TaskKind.STATEMENT, "0f3a5b7c"), "1-task-statement-statement-0f3a5b7c-0"),
        (asked(TaskKind.TELL_MORE, "0f3a5b7c"), "1-request-tell_more-tell_more-0f3a5b7c-0"),
        (asked(TaskKind.RETURN_PRODUCT), "1-request-return_product-return_product-0"),
        (asked(TaskKind.INSPECT), "1-task-inspect-inspect-0"),
        (asked(CONCLUDE), "1-task-conclude-conclude-0"),
        (asked(TaskKind.CONFIRM_READ, "0f3a5b7c"), "1-share-confirm_read-0f3a5b7c-0"),
        (asked(TaskKind.PROPOSE_REMEDY, "2"), "1-task-propose_remedy-propose_remedy-2-0"),
        (asked(TaskKind.APPROVE_REMEDY, escalated=True, passed_on=1), "1-escalation-approve_remedy-1"),
        (asked(TaskKind.REPLY), "1-task-reply-reply-0"),
        (asked(TaskKind.DELIVER_REMEDY), "1-task-deliver_remedy-deliver_remedy-0"),
        (asked(TaskKind.FOLLOW_UP), "1-follow-up-follow_up-0"),
    ],
)
def test_the_mail_that_brings_a_task_has_the_id_of_the_earlier_release(task: Task, mail_id: str) -> None:
    assert task_mail(task).id == f"{CASE_ID}-{mail_id}"


@pytest.mark.parametrize(
    ("task", "mail_id"),
    [
        (asked(TaskKind.TRIAGE, reminders=1), "1-reminder-triage-triage-1"),
        (asked(TaskKind.TRIAGE, reminders=2), "1-reminder-triage-triage-2"),
        (asked(CONCLUDE, passed_on=3, reminders=2), "1-reminder-conclude-conclude-32"),
        (asked(TaskKind.TELL_MORE, "0f3a5b7c", reminders=1), "1-reminder-tell_more-tell_more-0f3a5b7c-1"),
        (asked(TaskKind.CHOOSE_REMEDY, "2", reminders=1), "1-reminder-choose_remedy-choose_remedy-2-1"),
        (asked(CONCLUDE, passed_on=9, reminders=2), "1-reminder-conclude-conclude-92"),
    ],
)
def test_a_reminder_has_the_id_of_the_earlier_release(task: Task, mail_id: str) -> None:
    assert reminder_mail(task).id == f"{CASE_ID}-{mail_id}"


@pytest.mark.parametrize(
    ("mail", "mail_id"),
    [
        (Mail("c", 1, MailKind.ACKNOWLEDGEMENT), "c-1-acknowledgement-0"),
        (Mail("c", 1, MailKind.REPLY), "c-1-reply-0"),
        (Mail("c", 1, MailKind.REPLY, TaskKind.CHOOSE_REMEDY), "c-1-reply-choose_remedy-0"),
        (Mail("c", 1, MailKind.REPLY, TaskKind.CHOOSE_REMEDY, 1, "2"), "c-1-reply-choose_remedy-2-1"),
        (Mail("c", 0, MailKind.THANKS), "c-0-thanks-0"),
        (Mail("c", 2, MailKind.THANKS), "c-2-thanks-0"),
        (Mail("c", 1, MailKind.DELAY, number=1), "c-1-delay-1"),
        (Mail("c", 1, MailKind.ALERT, TaskKind.END_REFLECTION), "c-1-alert-end_reflection-0"),
        (Mail("c", 1, MailKind.ESCALATION, TaskKind.CASE, 1), "c-1-escalation-case-1"),
        (digest_mail(Mail("c", 1, MailKind.TASK, TaskKind.TRIAGE)), "c-1-digest-triage-task-triage-0"),
        (digest_mail(Mail("c", 1, MailKind.REMINDER, TaskKind.TRIAGE, 2)), "c-1-digest-triage-reminder-triage-2"),
    ],
)
def test_a_mail_about_a_case_has_the_id_of_the_earlier_release(mail: Mail, mail_id: str) -> None:
    assert mail.id == mail_id


@pytest.mark.parametrize("passed_on", [10, 50])
def test_however_often_a_conclusion_has_passed_on_its_reminders_are_taken_for_nothing_else(passed_on: int) -> None:
    sent = [reminder_mail(asked(CONCLUDE, "", passed_on, reminders)) for reminders in (1, 2)]
    told = [f"{CASE_ID}-1-reminder-conclude-conclude-{number}" for number in range(100, 1_000)]
    told += [Mail(CASE_ID, 1, kind, CONCLUDE, n).id for kind in (MailKind.NEWS, MailKind.WARNING) for n in range(600)]
    assert [mail.kind for mail in sent] == [MailKind.REMINDER] * 2
    assert len({mail.id for mail in sent}) == 2
    assert {mail.id for mail in sent}.isdisjoint(told)


@given(st.integers(0, 200), st.integers(1, 2))
def test_a_reminder_in_the_ledger_is_read_as_a_reminder(passed_on: int, reminders: int) -> None:
    mail = reminder_mail(asked(CONCLUDE, "", passed_on, reminders))
    assert noted_kind(mail.label, mail.number) is MailKind.REMINDER


@given(st.sampled_from(MailKind), st.none() | st.sampled_from(TaskKind), st.sampled_from(["", "2", "0f3a5b7c"]))
def test_an_id_is_also_a_tag_that_ses_takes(kind: MailKind, about: TaskKind | None, name: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,256}", Mail(CASE_ID, 1, kind, about, 101, name).id, re.ASCII)


def test_a_mail_keeps_the_id_under_which_an_earlier_release_noted_it() -> None:
    noted = "c-1-reminder-conclude-conclude-100"
    assert Mail("c", 1, MailKind.NEWS, CONCLUDE, 100, earlier_id=noted).id == noted


def test_a_digest_is_a_mail_of_its_own_also_when_the_first_that_it_tells_of_was_noted_by_an_earlier_release() -> None:
    noted = "c-1-reminder-triage-triage-501"
    first = Mail("c", 1, MailKind.WARNING, TaskKind.TRIAGE, 501, earlier_id=noted)
    assert digest_mail(first).id == "c-1-digest-triage-warning-501"
