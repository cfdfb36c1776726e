"""The mails that moto's SES took, with their kinds by our ledger, as their headers give them."""

import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from kuultu.domain.mail.mail import label_of
from tests.integration.moto_backends import backend, rows


@dataclass(frozen=True)
class Received:
    """One mail as it came; moto keeps the HTML part only."""

    kind: str
    to: str
    subject: str
    html: str
    case_id: str = ""

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
    known = {row.get("message_id"): (label_of(row["kind"], row.get("about")), row["case_id"]) for row in rows("mails")}
    return [_received(mail, *known.get(mail.id, ("?", ""))) for mail in backend("ses").sent_messages]


def _received(mail: Any, kind: str, case_id: str) -> Received:  # noqa: ANN401 - moto's
    return Received(kind, mail.destinations["ToAddresses"][0], mail.subject, mail.body, case_id)


def kinds_and_readers() -> list[tuple[str, str]]:
    """What was sent to whom, in order."""
    return [(mail.kind, mail.to) for mail in mailbox()]


def last(kind: str, case_id: str = "") -> Received:
    """The newest mail of this kind, about this case or any."""
    return next(mail for mail in reversed(mailbox()) if mail.kind == kind and case_id in ("", mail.case_id))
