"""The mails sent through the emulator, as shown by `/_local/mails`."""

import re
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.utils import parseaddr
from pathlib import Path
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from infra.deployed_stack import DeployedStack
from infra.local.emulator.connection import client
from infra.local.json_lines import read_lines
from kuultu.domain.mail.mail import MailKind, label_of

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

LINK = re.compile(r"https?://[^\s<>\"]+")
# The ledger learns a mail's id just after it was sent; until then its kind is not known.
SECONDS_TO_BE_LEDGERED = 2.0


@dataclass(frozen=True)
class Noted:
    """The part of a mail that the emulator drops: kind, address for answers, and thread.

    It stands in the ledger; of codes to sign in with, which no ledger knows, in the log of mails.
    """

    kind: str | None = None
    reply_to: str = ""
    thread: str = ""


def _noted(item: Mapping[str, Any]) -> Noted:
    return Noted(label_of(item["kind"], item.get("about")), item.get("reply_to") or "", item.get("thread") or "")


def readable(sender: str) -> str:
    """A sender's name and address as a mail program shows them: without encoded words and quotation marks."""
    name, address = parseaddr(sender)
    return f"{make_header(decode_header(name))} <{address}>" if name else sender


class Mails:
    """The mails of the emulator's SES, this run's and earlier ones, from its log; with what the ledger knows."""

    def __init__(self, deployed: DeployedStack, endpoint: str, log: Path) -> None:
        """Prepare to read the log, which grows with each mail."""
        self._log = log
        self._read_so_far = 0
        self._sent: list[dict[str, Any]] = []
        self._table = deployed.table("mails")
        self._dynamodb: DynamoDBClient = client("dynamodb", endpoint)
        self._noted: dict[str, Noted] = {}
        self._first_seen: dict[str, float] = {}
        self._lock = threading.Lock()

    def newest_first(self) -> list[dict[str, Any]]:
        """All mails, newest first; a mail not in the ledger waits up to 2 seconds, then is shown without a kind."""
        with self._lock:
            self._read_log()
            if any(mail["MessageId"] not in self._noted for mail in self._sent):
                with suppress(BotoCoreError, ClientError):  # the emulator may be starting again
                    self._read_ledger()
            return [self._shown(mail) for mail in reversed(self._sent) if self._is_due(mail["MessageId"])]

    def _read_log(self) -> None:
        mails, self._read_so_far = read_lines(self._log, self._read_so_far)
        self._sent += mails
        codes = (mail for mail in mails if mail.get("Kind") == MailKind.SIGN_IN)
        self._noted |= {mail["MessageId"]: Noted(mail["Kind"], mail["ReplyTo"]) for mail in codes}

    def _read_ledger(self) -> None:
        pages = self._dynamodb.get_paginator("scan").paginate(TableName=self._table, ConsistentRead=True)
        for item in (item for page in pages for item in page["Items"]):
            if "message_id" in item:
                self._noted[item["message_id"]["S"]] = _noted({name: value.get("S") for name, value in item.items()})

    def _is_due(self, message_id: str) -> bool:
        first_seen = self._first_seen.setdefault(message_id, time.monotonic())
        return message_id in self._noted or time.monotonic() - first_seen > SECONDS_TO_BE_LEDGERED

    def _shown(self, mail: dict[str, Any]) -> dict[str, Any]:
        text, noted = mail["BodyText"] or "", self._noted.get(mail["MessageId"], Noted())
        return {
            "id": mail["MessageId"],
            "sent_at": datetime.fromtimestamp(mail["Timestamp"], UTC).isoformat(timespec="milliseconds"),
            "kind": noted.kind,
            "from": readable(mail["Source"]),
            "to": mail["To"],
            "reply_to": noted.reply_to,
            "references": noted.thread,
            "subject": mail["Subject"],
            "text": text,
            "html": mail["BodyHtml"] or "",
            "links": LINK.findall(text),
        }
