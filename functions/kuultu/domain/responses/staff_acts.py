"""Acts of staff on a response: a case wanted for it, or praise passed on to a colleague."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Raised:
    """The wish of somebody (`by`, a mail address) to have a case opened on a response, with the reason."""

    by: str
    reason: str
    at: datetime


@dataclass(frozen=True)
class Praise:
    """A response that somebody (`by`) passed on to a colleague (`to`) as praise; both are mail addresses."""

    to: str
    by: str
    at: datetime
