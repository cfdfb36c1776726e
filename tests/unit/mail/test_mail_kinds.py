"""Mails: the kinds by which readers and the ledger know them, also as an earlier release noted them."""

from dataclasses import replace

import pytest

from kuultu.domain.cases.case import Outcome
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.mail.mail import Mail, MailKind, MailState, Why, noted_kind, why_undelivered
from kuultu.domain.mail.task_mails import Budget, budget_of, is_moot, reminder_mail, stays_late, task_mail
from tests.unit.helpers.builders import NOW, Life, case

TRIAGE, CONCLUDE, FOLLOW_UP = TaskKind.TRIAGE, TaskKind.CONCLUDE, TaskKind.FOLLOW_UP

LABELS = [
    (MailKind.ACKNOWLEDGEMENT, None, "acknowledgement"),
    (MailKind.ALERT, TaskKind.END_REFLECTION, "alert"),
    (MailKind.BOUNCED, TaskKind.CASE, "bounced"),
    (MailKind.DELAY, None, "delay"),
    (MailKind.DELIVERED, None, "delivered"),
    (MailKind.DIGEST, TRIAGE, "digest"),
    (MailKind.ENDED, TaskKind.CASE, "ended"),
    (MailKind.ESCALATION, CONCLUDE, "escalation"),
    (MailKind.FOLLOW_UP, FOLLOW_UP, "follow-up"),
    (MailKind.NEWS, CONCLUDE, "news"),
    (MailKind.PRAISE, None, "praise"),
    (MailKind.REMINDER, TaskKind.TELL_MORE, "reminder-tell_more"),
    (MailKind.REPLY, TaskKind.CHOOSE_REMEDY, "reply"),
    (MailKind.REQUEST, TaskKind.TELL_MORE, "request-tell_more"),
    (MailKind.SHARE, TaskKind.CONFIRM_READ, "share"),
    (MailKind.SIGN_IN, None, "sign-in"),
    (MailKind.TASK, TRIAGE, "task-triage"),
    (MailKind.THANKS, None, "thanks"),
    (MailKind.WARNING, TRIAGE, "warning"),
    (MailKind.YOURS, TaskKind.CASE, "yours"),
]


@pytest.mark.parametrize(("kind", "about", "label"), LABELS)
def test_each_kind_of_mail_is_known_again_by_the_ledger(kind: MailKind, about: TaskKind | None, label: str) -> None:
    noted = Mail("c", 1, kind, about).ledger_kind
    assert noted == label
    assert noted_kind(noted, 0) is kind


def test_readers_of_mails_see_a_warning_as_a_reminder_and_all_else_as_it_is_noted() -> None:
    labels = {kind: (Mail("c", 1, kind, about).label, noted) for kind, about, noted in LABELS}
    assert labels.pop(MailKind.WARNING) == ("reminder-triage", "warning")
    assert all(label == noted for label, noted in labels.values())


def test_the_labels_are_those_of_all_kinds_of_mail() -> None:
    assert [kind for kind, _, _ in LABELS] == list(MailKind)


@pytest.mark.parametrize("kind", [TaskKind.CHOOSE_REMEDY, TaskKind.FIND_OUT, TaskKind.CASE])
def test_a_task_that_comes_with_other_mails_is_brought_by_none_of_its_own(kind: TaskKind) -> None:
    task = Life().is_asked(kind).task(kind)
    with pytest.raises(ValueError, match="MailKind"):
        task_mail(task)


@pytest.mark.parametrize(
    ("label", "number", "kind"),
    [
        ("task-end_reflection", 0, MailKind.TASK),
        ("request-return_product", 0, MailKind.REQUEST),
        ("reminder-conclude", 1, MailKind.REMINDER),
        ("reminder-conclude", 99, MailKind.REMINDER),
        ("reminder-conclude", 100, MailKind.NEWS),
        ("reminder-case", 100, MailKind.NEWS),
        ("reminder-conclude", 499, MailKind.NEWS),
        ("reminder-triage", 501, MailKind.WARNING),
        ("reminder-case", 512, MailKind.WARNING),
        ("reminder-conclude", 500, MailKind.WARNING),
        ("follow-up", 0, MailKind.FOLLOW_UP),
        ("escalation", 501, MailKind.ESCALATION),
        ("task-conclude", 100, MailKind.TASK),
        ("digest", 501, MailKind.DIGEST),
    ],
)
def test_a_mail_that_an_earlier_release_noted_is_known_by_its_label_and_number(
    label: str, number: int, kind: MailKind
) -> None:
    assert noted_kind(label, number) is kind


@pytest.mark.parametrize(
    ("kind", "about", "budget"),
    [
        (MailKind.TASK, TRIAGE, Budget.ALERTS),
        (MailKind.TASK, TaskKind.END_REFLECTION, Budget.ALERTS),
        (MailKind.REMINDER, TRIAGE, Budget.LATENESS),
        (MailKind.WARNING, CONCLUDE, Budget.LATENESS),
        (MailKind.ESCALATION, TaskKind.CASE, Budget.LATENESS),
        (MailKind.ALERT, TaskKind.END_REFLECTION, None),
        (MailKind.TASK, CONCLUDE, None),
        (MailKind.REMINDER, TaskKind.TELL_MORE, None),
        (MailKind.REMINDER, TaskKind.STATEMENT, None),  # whoever is asked has no case to see to
        (MailKind.ACKNOWLEDGEMENT, None, None),
    ],
)
def test_alerts_and_what_is_late_count_against_budgets_of_their_own(
    kind: MailKind, about: TaskKind | None, budget: Budget | None
) -> None:
    assert budget_of(Mail("c", 1, kind, about), case()) is budget


def test_a_reminder_is_moot_once_a_later_one_came_or_the_task_passed_on() -> None:
    life = Life().is_asked(CONCLUDE)
    first = replace(life.task(CONCLUDE), reminders=(NOW,))
    second, passed = replace(first, reminders=(NOW, NOW)), replace(first, reminders=(), passed_on=1)
    assert not is_moot(reminder_mail(first), life.record.having(first))
    assert is_moot(reminder_mail(first), life.record.having(second))
    assert is_moot(reminder_mail(second), life.record.having(passed))


def test_the_mail_of_a_task_is_moot_once_the_task_passed_on() -> None:
    life = Life().is_asked(CONCLUDE)
    passed = replace(life.task(CONCLUDE), passed_on=1)
    assert is_moot(task_mail(life.task(CONCLUDE)), life.record.having(passed))
    assert not is_moot(task_mail(passed), life.record.having(passed))


def test_a_mail_about_the_promise_is_moot_after_the_answer() -> None:
    life = Life().is_concluded()
    mail = Mail(life.record.case.id, 1, MailKind.ESCALATION, TaskKind.CASE)
    assert not is_moot(mail, life.record)
    assert is_moot(mail, life.offers("refund").decides(TaskKind.REPLY, "send").record)


def test_a_mail_about_a_task_that_has_ended_is_moot() -> None:
    life = Life().is_asked(CONCLUDE)
    mails = [task_mail(life.task(CONCLUDE)), Mail(life.record.case.id, 1, MailKind.NEWS, CONCLUDE)]
    assert [is_moot(mail, life.record) for mail in mails] == [False, False]
    assert [is_moot(mail, life.decides(CONCLUDE, "ours").record) for mail in mails] == [True, True]


def test_a_mail_about_a_task_of_an_earlier_round_is_judged_by_that_task() -> None:
    life = Life().is_asked(TRIAGE)
    mail = task_mail(life.task(TRIAGE))
    life.decides(TRIAGE, "handle").is_reopened().is_asked(TRIAGE)
    assert is_moot(mail, life.record)
    assert not is_moot(replace(mail, round=2), life.record)


def test_an_answer_to_the_customer_is_never_moot_and_neither_is_a_mail_about_no_task() -> None:
    life = Life().has_offered("refund").chooses("refund")
    answer = Mail(life.record.case.id, 1, MailKind.REPLY, TaskKind.CHOOSE_REMEDY)
    assert not is_moot(answer, life.record)
    assert not is_moot(Mail(life.record.case.id, 1, MailKind.DIGEST), life.record)


def test_an_acknowledgement_is_moot_after_the_answer_or_the_end() -> None:
    mail = Mail(Life().record.case.id, 1, MailKind.ACKNOWLEDGEMENT)
    assert not is_moot(mail, Life().record)
    assert is_moot(mail, Life().is_answered().record)
    assert is_moot(mail, Life(outcome=Outcome.NOT_A_COMPLAINT).record)


def test_a_task_that_stays_at_the_end_of_its_line_is_reminded_of_in_a_digest_alone() -> None:
    life = Life().is_asked(TRIAGE)
    reminder = reminder_mail(life.task(TRIAGE))
    assert not stays_late(reminder, life.record)
    life.keeps(replace(life.task(TRIAGE), escalated=True))
    assert stays_late(reminder, life.record)
    assert not stays_late(task_mail(life.task(TRIAGE)), life.record)
    assert not stays_late(Mail("c", 1, MailKind.ENDED), life.record)


@pytest.mark.parametrize(
    ("state", "reason", "why"),
    [
        (MailState.BOUNCED, "", Why.BOUNCED),
        (MailState.COMPLAINED, "", Why.COMPLAINED),
        (MailState.NEEDS_A_PERSON, "address", Why.UNADDRESSED),
        (MailState.NEEDS_A_PERSON, "no-answer", Why.UNCLEAR),
        (MailState.NEEDS_A_PERSON, "MessageRejected", Why.REFUSED),
        (MailState.NEEDS_A_PERSON, "Reject", Why.REFUSED),
    ],
)
def test_why_a_mail_did_not_arrive_is_told_by_its_state_and_reason(state: MailState, reason: str, why: Why) -> None:
    assert why_undelivered(state, reason) is why
