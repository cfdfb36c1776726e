"""What SES reports, by EventBridge, in whatever order and however often (rows F28 and F29 of docs/faults.md)."""

from datetime import UTC, datetime
from itertools import permutations
from typing import Any

import pytest

from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.mail.mail import Mail, MailKind, MailState
from kuultu.store import mails
from kuultu.store.mails import MailItem

pytestmark = pytest.mark.usefixtures("aws")

MAIL = Mail("a" * 26, 1, MailKind.TASK, TaskKind.TRIAGE)
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
DETAIL_TYPES = {"Send": "Email Sent", "Delivery": "Email Delivered", "Bounce": "Email Bounced"}


def event(kind: str, mail_id: str = MAIL.id) -> dict[str, Any]:
    """An event as SES gives it to EventBridge."""
    return {
        "version": "0",
        "id": "12345678-aaaa-bbbb-cccc-1234567890ab",
        "detail-type": DETAIL_TYPES.get(kind, f"Email {kind}"),
        "source": "aws.ses",
        "account": "123456789012",
        "time": "2026-11-23T09:30:05Z",
        "region": "eu-north-1",
        "resources": ["arn:aws:ses:eu-north-1:123456789012:configuration-set/kuultu"],
        "detail": {
            "eventType": kind,
            "mail": {
                "timestamp": "2026-11-23T09:30:00.000Z",
                "source": "feedback@example.com",
                "messageId": "0110-message",
                "destination": ["aino@example.com"],
                "headersTruncated": False,
                "headers": [{"name": "X-Kuultu-Mail", "value": "task-triage"}],
                "tags": {
                    "ses:configuration-set": ["kuultu"],
                    "ses:from-domain": ["example.com"],
                    "mail_id": [mail_id],
                },
            },
            kind.lower(): {},
        },
    }


def tell(*kinds: str, mail_id: str = MAIL.id) -> None:
    """Let SES report these."""
    from mail_events.handler import handle

    for kind in kinds:
        handle(event(kind, mail_id), None)


@pytest.fixture
def sent() -> None:
    """A mail that SES has taken."""
    mails.claim(MAIL, NOW)
    mails.mark(MAIL, MailState.SENT, NOW, "0110-message")


def state() -> str:
    return MailItem.get(MAIL.id).state


@pytest.mark.parametrize(
    ("kind", "becomes"),
    [
        ("Send", "sent"),
        ("Delivery", "delivered"),
        ("Bounce", "bounced"),
        ("Complaint", "complained"),
        ("Reject", "needs_a_person"),
        ("Rendering Failure", "needs_a_person"),
        ("DeliveryDelay", "sent"),
        ("Open", "sent"),
        ("Subscription", "sent"),
        ("Something New", "sent"),
    ],
)
def test_f28_each_event_means_what_it_says(sent: None, kind: str, becomes: str) -> None:
    tell(kind)
    assert state() == becomes


@pytest.mark.parametrize("order", list(permutations(["Send", "Delivery", "Bounce"])))
def test_f29_a_bounce_stands_in_whatever_order_the_events_come(sent: None, order: tuple[str, ...]) -> None:
    tell(*order)
    assert state() == "bounced"


@pytest.mark.parametrize("order", list(permutations(["Send", "Delivery"])))
def test_f29_a_delivery_stands_in_whatever_order_and_however_often(sent: None, order: tuple[str, ...]) -> None:
    tell(*order, *order, *order)
    assert state() == "delivered"


def soft_bounce() -> None:
    """Let SES report that a mailbox is full, or that an automatic answer came."""
    from mail_events.handler import handle

    report = event("Bounce")
    report["detail"]["bounce"] = {"bounceType": "Transient", "bounceSubType": "General"}
    handle(report, None)


@pytest.mark.parametrize("automatic_answer_first", [True, False])
def test_a_delivered_mail_that_somebody_away_answers_automatically_stays_delivered(
    sent: None, automatic_answer_first: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    reports = [soft_bounce, lambda: tell("Delivery")]
    for report in reports if automatic_answer_first else reversed(reports):
        report()
    assert state() == "delivered"
    assert "MailBounced" not in capsys.readouterr().out


def test_a_soft_bounce_says_that_ses_took_a_mail_of_unknown_fate() -> None:
    mails.claim(MAIL, NOW)
    mails.mark(MAIL, MailState.UNKNOWN, NOW)
    soft_bounce()
    assert state() == "sent"


def test_f29_a_complaint_after_the_delivery_is_noted() -> None:
    mails.claim(MAIL, NOW)
    tell("Send", "Delivery", "Complaint", "Delivery")
    assert state() == "complained"


def test_f29_an_event_that_overtakes_our_own_mark_is_not_undone_by_it() -> None:
    mails.claim(MAIL, NOW)
    tell("Delivery")
    mails.mark(MAIL, MailState.SENT, NOW, "0110-message")
    assert state() == "delivered"


def test_an_event_settles_a_mail_of_unknown_fate() -> None:
    mails.claim(MAIL, NOW)
    mails.mark(MAIL, MailState.UNKNOWN, NOW)
    tell("Send")
    assert state() == "sent"
    assert MailItem.get(MAIL.id).attention is None


@pytest.mark.parametrize("mail_id", ["somebody-elses", "b" * 26 + "-1-reply-0"])
def test_f29_a_mail_that_we_do_not_know_is_ignored(sent: None, mail_id: str) -> None:
    tell("Bounce", mail_id=mail_id)
    assert (state(), MailItem.count()) == ("sent", 1)


def test_f29_a_mail_without_our_tag_is_ignored(sent: None) -> None:
    from mail_events.handler import handle

    foreign = event("Bounce")
    del foreign["detail"]["mail"]["tags"]["mail_id"]
    handle(foreign, None)
    del foreign["detail"]["mail"]["tags"]
    handle(foreign, None)
    assert state() == "sent"
