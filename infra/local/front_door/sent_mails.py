"""The mails sent through the emulator, as shown by `/_local/mails`."""

import json
import re
import threading
import time
import urllib.request
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from infra.deployed_stack import DeployedStack
from infra.local.emulator.connection import client
from kuultu.domain.mail.mail import label_of

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

LINK = re.compile(r"https?://[^\s<>\"]+")
# The ledger learns a mail's id just after it was sent; until then its kind is not known.
SECONDS_TO_BE_LEDGERED = 2.0


class Mails:
    """The mails of the emulator's SES, with kinds from the ledger; kept in an archive, as SES forgets them."""

    def __init__(self, deployed: DeployedStack, endpoint: str, archive: Path) -> None:
        """Take up the mails of an earlier run from ``archive``."""
        self._source = f"{endpoint}/_ministack/ses/messages"
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        self._table = deployed.table("mails")
        self._dynamodb: DynamoDBClient = client("dynamodb", endpoint)
        self._archive = archive
        self._earlier = json.loads(archive.read_text(encoding="utf-8")) if archive.is_file() else []
        self._kinds: dict[str, str] = {}
        self._first_seen: dict[str, float] = {}
        self._lock = threading.Lock()

    def newest_first(self) -> list[dict[str, Any]]:
        """All mails, newest first; a mail not in the ledger waits up to 2 seconds, then is shown without a kind."""
        with self._lock:
            sent = [*self._earlier, *self._sent()]
            if any(mail["MessageId"] not in self._kinds for mail in sent):
                self._read_ledger()
            return [self._shown(mail) for mail in reversed(sent) if self._is_due(mail["MessageId"])]

    def keep(self) -> None:
        """Write all mails into the archive for the next run."""
        with self._lock:
            unfinished = self._archive.with_suffix(".unfinished")
            unfinished.write_text(json.dumps([*self._earlier, *self._sent()]), encoding="utf-8")
            unfinished.replace(self._archive)

    def _sent(self) -> list[dict[str, Any]]:
        with self._opener.open(self._source, timeout=10) as answer:
            accounts = json.load(answer)["messages"]
        return [mail for mails in accounts.values() for mail in mails]

    def _read_ledger(self) -> None:
        pages = self._dynamodb.get_paginator("scan").paginate(TableName=self._table, ConsistentRead=True)
        for item in (item for page in pages for item in page["Items"]):
            if "message_id" in item:
                about = item.get("about", {}).get("S")
                self._kinds[item["message_id"]["S"]] = label_of(item["kind"]["S"], about)

    def _is_due(self, message_id: str) -> bool:
        first_seen = self._first_seen.setdefault(message_id, time.monotonic())
        return message_id in self._kinds or time.monotonic() - first_seen > SECONDS_TO_BE_LEDGERED

    def _shown(self, mail: dict[str, Any]) -> dict[str, Any]:
        text = mail["BodyText"] or ""
        return {
            "id": mail["MessageId"],
            "sent_at": datetime.fromtimestamp(mail["Timestamp"], UTC).isoformat(timespec="milliseconds"),
            "kind": self._kinds.get(mail["MessageId"]),
            "from": mail["Source"],
            "to": mail["To"],
            "subject": mail["Subject"],
            "text": text,
            "html": mail["BodyHtml"] or "",
            "links": LINK.findall(text),
        }
