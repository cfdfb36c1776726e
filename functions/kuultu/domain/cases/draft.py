"""A draft: what somebody of the staff has typed into a form and not sent, kept for their link until the decision."""

from dataclasses import dataclass
from datetime import datetime

from kuultu.domain.cases.decisions import Fields


@dataclass(frozen=True)
class Draft:
    """The fields that a person (a mail address) has typed into a form by a time."""

    by: str
    at: datetime
    fields: Fields
