"""Entries of the mail ledger, as whoever runs Kuultu reads them: never with an address."""

from dataclasses import dataclass
from datetime import datetime

from kuultu.domain.mail.mail import NO_ADDRESS, NO_ANSWER, UNDELIVERED, Mail, MailState

OPEN_STATES = frozenset(
    {
        MailState.CLAIMED,
        MailState.RELEASED,
        MailState.UNKNOWN,
        MailState.HELD,
        MailState.WITHHELD,
        MailState.NEEDS_A_PERSON,
    }
)
"""The states of mails that have not left, or of which nobody knows where they are."""

ONE_BY_ONE = {NO_ANSWER, NO_ADDRESS}
"""The reasons after which a mail is sent once more by name only: it may have arrived, or cannot."""


@dataclass(frozen=True)
class LedgerEntry:
    """A mail with its state since a time, attempts, the reason ("" without one), and the sweep's next look, if any."""

    mail: Mail
    state: MailState
    since: datetime
    attempts: int = 0
    reason: str = ""
    next_look: datetime | None = None

    @property
    def can_be_resent(self) -> bool:
        """True if the mail can be sent once more, or earlier than it would be."""
        return self.state is MailState.RELEASED or self.state in UNDELIVERED

    @property
    def is_one_of_many(self) -> bool:
        """True if the mail can be sent once more together with others, after the cause was mended."""
        return self.state in {MailState.RELEASED, MailState.NEEDS_A_PERSON} and self.reason not in ONE_BY_ONE
