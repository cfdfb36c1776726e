"""Subjects tell cases apart, and hold nothing that a customer wrote."""

from dataclasses import replace

import pytest

from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.short_number import short_number
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.mail.mail import Mail, MailKind
from kuultu.services.mail.recipients import Recipient
from kuultu.services.mail.subjects import tagged_subject
from tests.unit.helpers.builders import Life

NUMBER = short_number("a" * 26)
REPLY, TRIAGE = Mail("a" * 26, 1, MailKind.REPLY), Mail("a" * 26, 1, MailKind.TASK, TaskKind.TRIAGE)
STATEMENT = Mail("a" * 26, 1, MailKind.TASK, TaskKind.STATEMENT)


def about(*topics: str) -> Dossier:
    """A case that was opened on Monday 23 November 2026, with these topics."""
    usual = Life().dossier
    answers = {"nps": 3, "why": "Paketti oli rikki.", "topics": list(topics)}
    return replace(usual, response=replace(usual.response, answers=answers))


@pytest.mark.parametrize(
    ("mail", "language", "customer", "subject"),
    [
        (TRIAGE, "fi", False, f"Toimitus, ma 23.11. ({NUMBER}): Aihe"),
        (TRIAGE, "sv", False, f"Leveransen, mån 23.11 ({NUMBER}): Aihe"),
        (REPLY, "en", True, f"Aihe (Delivery, Mon 23 Nov, {NUMBER})"),
        (STATEMENT, "fi", False, f"Aihe ({NUMBER})"),
    ],
)
def test_topic_day_and_number_stand_first_for_staff_last_for_customers_and_the_number_alone_for_witnesses(
    mail: Mail, language: str, customer: bool, subject: str
) -> None:
    recipient = Recipient("somebody@example.com", language, is_customer=customer)
    assert tagged_subject("Aihe", mail, about("delivery", "price"), recipient) == subject


def test_without_a_topic_the_day_is_told_and_a_long_topic_is_cut_at_a_word() -> None:
    owner = Recipient("owner@example.com", "fi", is_customer=False)
    assert tagged_subject("Aihe", TRIAGE, about(), owner) == f"ma 23.11. ({NUMBER}): Aihe"
    assert "Vaara terveydelle tai…, ma" in tagged_subject("Aihe", TRIAGE, about("safety"), owner)


def test_danger_is_said_before_all_else() -> None:
    urgent = about("safety").with_case(Life(urgent=True).record.case)
    owner = Recipient("owner@example.com", "fi", is_customer=False)
    assert tagged_subject("Kiireellinen", TRIAGE, urgent, owner).startswith("Kiireellinen (Vaara")


def test_a_short_number_has_five_digits_and_is_always_the_same() -> None:
    numbers = {short_number(f"{number:026}") for number in range(500)}
    assert all(len(number) == 7 and number[:2] == "K-" and number[2:].isdigit() for number in numbers)
    assert len(numbers) > 490
    assert short_number("a" * 26) == NUMBER
