"""The mails that the emulator's SES takes, written to a file as they come; by itself SES forgets them at its end."""

from pathlib import Path
from typing import Any

from infra.local.json_lines import JsonLines


class LoggedMails(list[Any]):
    """The emulator's list of sent mails; a mail is on disk before its sender hears that it was sent."""

    def __init__(self, log: JsonLines) -> None:
        """Begin with no mail."""
        super().__init__()
        self._log = log

    def append(self, mail: Any) -> None:  # noqa: ANN401 - the emulator's own types
        """Log a mail, and remember it; raises OSError."""
        self._log.append(mail)
        super().append(mail)


def take_over(path: Path) -> None:
    """Have all sent mails logged; to be called before the emulator starts."""
    from ministack.services import ses  # type: ignore[import-not-found]

    log = JsonLines(path)
    ses._sent_emails_list = lambda: ses._sent_emails.setdefault("entries", LoggedMails(log))
