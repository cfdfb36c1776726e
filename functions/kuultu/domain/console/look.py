"""Looks of staff at personal data."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Look:
    """A look of a person (`who`, a mail address) at what is `about`: an answer or case by its id, or a view of many.

    `what` is `answer`, `case`, or for a file the address of its view.
    """

    about: str
    what: str
    who: str
    at: datetime
