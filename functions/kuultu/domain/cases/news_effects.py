"""Effects that tell somebody by mail what has happened in a case (see `effects`)."""

from dataclasses import dataclass

from kuultu.domain.cases.task import Task


@dataclass(frozen=True)
class TellNewManager:
    """Mail the new manager of the case, unless they were its manager before."""


@dataclass(frozen=True)
class TellNews:
    """Tell the owner by mail, before the conclusion is written, that an enquiry has ended."""

    enquiry: Task


@dataclass(frozen=True)
class TellUnsolved:
    """Tell the owner by mail that the customer is unhappy again, and that the manager takes the case on."""


@dataclass(frozen=True)
class TellDelivered:
    """Tell the customer by mail that the remedy is delivered; `name` is that of the delivery's task."""

    name: str


@dataclass(frozen=True)
class TellAnotherManager:
    """Tell another manager by mail that somebody ended the reflection of their own case."""


@dataclass(frozen=True)
class TellRelated:
    """Tell the owners of other open cases of the same customer by mail that another case has begun."""


@dataclass(frozen=True)
class TellUnread:
    """Tell the owner by mail who has not read the conclusion of a round in time."""

    round: int


@dataclass(frozen=True)
class TellManager:
    """Mail the manager about a case that begins, with a link to end reflection: an alert if the case is urgent."""


@dataclass(frozen=True)
class TellHandOver:
    """Mail the new owner, the former owner and the manager that the case has passed to the new owner."""


@dataclass(frozen=True)
class TellPassedOn:
    """Mail the customer that the latest hand-over passed the feedback on to another unit."""
