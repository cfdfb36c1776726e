"""The mails that moto's SES took, with their kinds by our ledger, as their headers give them."""

import re
from dataclasses import dataclass
from html import unescape

from kuultu.domain.mail.mail import label_of
from tests.integration.moto_backends import backend, rows


@dataclass(frozen=True)
class Received:
    """One mail as it came; moto keeps the HTML part only."""

    kind: str
    to: str
    subject: str
    html: str

    @property
    def links(self) -> list[str]:
        """The addresses in it, in order."""
        return [unescape(address) for address in re.findall(r'href="([^"]+)"', self.html)]

    @property
    def link(self) -> str:
        """The link that the mail is about."""
        return self.links[0]

    @property
    def words(self) -> str:
        """What a reader sees."""
        return " ".join(unescape(re.sub("<[^>]+>", " ", re.sub("(?s)<head>.*</head>", "", self.html))).split())


def mailbox() -> list[Received]:
    """Every mail, in the order of sending."""
    kinds = {row.get("message_id"): label_of(row["kind"], row.get("about")) for row in rows("mails")}
    sent = backend("ses").sent_messages
    return [
        Received(kinds.get(mail.id, "?"), mail.destinations["ToAddresses"][0], mail.subject, mail.body) for mail in sent
    ]


def kinds_and_readers() -> list[tuple[str, str]]:
    """What was sent to whom, in order."""
    return [(mail.kind, mail.to) for mail in mailbox()]


def last(kind: str) -> Received:
    """The newest mail of this kind."""
    return next(mail for mail in reversed(mailbox()) if mail.kind == kind)
