"""Events in the history of a case that are no tasks."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class HandOverReason(StrEnum):
    """The occasion of a hand-over."""

    TRIAGE = "triage"
    BY_HAND = "by hand"
    UNDONE = "undone"
    DELAYED = "delayed"
    LEFT = "left"


@dataclass(frozen=True)
class Event:
    """An event in the history of a case that is no task."""

    at: datetime


@dataclass(frozen=True)
class HandedOver(Event):
    """The case passed to another owner (`to`, a name); `by` is a mail address, or empty.

    `former` is the former owner's address, empty in events of an earlier release; `words` say why, in free text.
    """

    to: str
    by: str
    reason: HandOverReason
    former: str = ""
    words: str = ""


@dataclass(frozen=True)
class Delayed(Event):
    """The customer heard of a delay; `promised_at` is the promise that a later one replaces."""

    promised_at: datetime


@dataclass(frozen=True)
class ProductAwaited(Event):
    """The customer was asked for the product; `promised_at` is the promise that a later one replaces."""

    promised_at: datetime


@dataclass(frozen=True)
class OwnerWarned(Event):
    """The owner (a name) was warned that the promised time is near."""

    owner: str


@dataclass(frozen=True)
class ManagerWarned(Event):
    """The manager (a name) heard that a promise was not kept."""

    manager: str


@dataclass(frozen=True)
class AnswerCompleted(Event):
    """The customer completed the partial answer that began the case."""


@dataclass(frozen=True)
class TakenBack(Event):
    """The customer objected (`text`) to the dismissal of the case, which began another round."""

    text: str
