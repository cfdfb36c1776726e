"""The mails that the emulator's SES takes, written to a file as they come; by itself SES forgets them at its end."""

import json
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from infra.local.json_lines import JsonLines

DROPPED: ContextVar[dict[str, str]] = ContextVar("dropped", default={})  # noqa: B039 - never changed
"""What the emulator drops of the mail that it takes: its kind, by its header, and the address for answers."""


class LoggedMails(list[Any]):
    """The emulator's list of sent mails; a mail is on disk before its sender hears that it was sent."""

    def __init__(self, log: JsonLines) -> None:
        """Begin with no mail."""
        super().__init__()
        self._log = log

    def append(self, mail: Any) -> None:  # noqa: ANN401 - the emulator's own types
        """Log a mail, and remember it; raises OSError."""
        self._log.append({**mail, **DROPPED.get()})
        super().append(mail)


def take_over(path: Path) -> None:
    """Have all sent mails logged; to be called before the emulator starts."""
    from ministack.services import ses  # type: ignore[import-not-found]

    log = JsonLines(path)
    ses._sent_emails_list = lambda: ses._sent_emails.setdefault("entries", LoggedMails(log))
    from ministack.services import ses_v2  # takes the list of `ses` for good

    handle = ses_v2.handle_request

    async def noting(method: str, path: str, headers: Any, body: bytes, query: Any) -> Any:  # noqa: ANN401 - the emulator's
        DROPPED.set(_dropped(body))
        return await handle(method, path, headers, body, query)

    ses_v2.handle_request = noting


def _dropped(body: bytes) -> dict[str, str]:
    """The kind and the address for answers in the request for a mail; nothing for any other request."""
    try:
        asked = json.loads(body)
        headers = {one["Name"]: one["Value"] for one in asked["Content"]["Simple"]["Headers"]}
    except (ValueError, KeyError, TypeError):
        return {}
    return {"Kind": headers.get("X-Kuultu-Mail", ""), "ReplyTo": next(iter(asked.get("ReplyToAddresses", [])), "")}
