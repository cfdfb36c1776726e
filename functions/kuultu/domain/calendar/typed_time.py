"""Times as people type them in a form."""

from datetime import datetime
from zoneinfo import ZoneInfo


def is_moment(text: str) -> bool:
    """True for a date with a time in ISO 8601 (`2026-11-25T14:30`), or a date alone."""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return text[:4].isdigit() and "1900" < text[:4] < "9000"


def moment_in(text: str, time_zone: str) -> datetime:
    """The moment in a typed text, in the reader's time zone unless the text names an offset; a date alone is its noon.

    Raises ValueError for a text that `is_moment` refuses.
    """
    typed = datetime.fromisoformat(text if len(text) > len("2026-11-25") else f"{text}T12:00")
    return typed if typed.tzinfo else typed.replace(tzinfo=ZoneInfo(time_zone))
