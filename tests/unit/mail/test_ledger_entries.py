"""What whoever runs Kuultu reads of a mail, and which mails can be sent once more."""

import pytest

from cli.mails.next_steps import next_step
from kuultu.domain.mail.ledger_entry import OPEN_STATES, LedgerEntry
from kuultu.domain.mail.mail import Mail, MailKind, MailState
from kuultu.domain.mail.postponement import HOLDS
from tests.unit.helpers.builders import NOW

MAIL = Mail("a" * 26, 1, MailKind.REPLY)


def entry(state: MailState, reason: str = "") -> LedgerEntry:
    return LedgerEntry(MAIL, state, NOW, reason=reason)


def test_what_waits_or_did_not_arrive_can_be_sent_once_more_and_nothing_else() -> None:
    can = {state for state in MailState if entry(state).can_be_resent}
    assert can == {MailState.RELEASED, MailState.NEEDS_A_PERSON, MailState.BOUNCED, MailState.COMPLAINED}


@pytest.mark.parametrize(
    ("state", "reason", "together"),
    [
        (MailState.NEEDS_A_PERSON, "MessageRejected", True),
        (MailState.RELEASED, "SendingPausedException", True),
        (MailState.NEEDS_A_PERSON, "no-answer", False),
        (MailState.NEEDS_A_PERSON, "address", False),
        (MailState.BOUNCED, "", False),
    ],
)
def test_together_with_others_only_goes_what_has_surely_not_arrived_and_can(
    state: MailState, reason: str, together: bool
) -> None:
    assert entry(state, reason).is_one_of_many is together


@pytest.mark.parametrize("state", MailState)
@pytest.mark.parametrize("reason", ["", "address", "no-answer", "Reject", "MessageRejected", *HOLDS])
def test_of_every_mail_the_next_step_is_a_sentence(state: MailState, reason: str) -> None:
    told = next_step(entry(state, reason))
    assert told.endswith((".", MAIL.id))
    assert "  " not in told


def test_of_all_that_has_not_left_nothing_has_been_sent() -> None:
    assert not OPEN_STATES & {MailState.SENT, MailState.DELIVERED, MailState.BOUNCED, MailState.COMPLAINED}
