"""Mails about a case that wait, because the email service does not take them now."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class WaitingMail:
    """A mail that waits since its first try; `mail_id` is the ledger's key, `kind` the ledger's kind.

    `why` is the cause (`domain.mail.postponement.Hold`). Of a reader other than the customer a hash of the address is
    kept; for the customer `reader` is empty.
    """

    mail_id: str
    kind: str
    why: str
    since: datetime
    reader: str = ""

    @property
    def key(self) -> str:
        """The range key of the mail in the case's partition."""
        return waiting_key(self.mail_id)


def waiting_key(mail_id: str) -> str:
    """The range key of a waiting mail in the case's partition: `mail#ID`."""
    return f"mail#{mail_id}"
