"""Findings of the doctor, and the surroundings that its checks look at."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from infra.deployed_stack import DeployedStack


class State(StrEnum):
    """The state of what was checked; only what is wrong makes the command fail."""

    GOOD = "good"
    WARNING = "warning"
    WRONG = "wrong"


class Finding(NamedTuple):
    """A finding: the check, the state, a sentence, and the next step ("" when all is good)."""

    check: str
    state: State
    text: str
    next: str = ""


@dataclass(frozen=True)
class Surroundings:
    """Where the doctor looks: the account, the stack if there is one, names in DNS, and pages.

    `client` makes a client of an AWS service. `resolve` gives the TXT records of a name; it raises OSError when they
    cannot be looked up. `answers` is true if a page answers.
    """

    stack: str
    region: str
    now: datetime
    client: Callable[[str], Any]
    resolve: Callable[[str], Sequence[str]]
    answers: Callable[[str], bool]
    sender: str = ""
    deployed: DeployedStack | None = None
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def domain(self) -> str:
        """The domain of the sender."""
        return self.sender.rpartition("@")[2].lower()


Check = Callable[[Surroundings], Iterable[Finding]]
"""A check yields its findings; boto3's errors are told by whoever calls it."""


def good(check: str, text: str) -> Finding:
    """A finding without a next step."""
    return Finding(check, State.GOOD, text)


def warning(check: str, text: str, next_step: str) -> Finding:
    """A finding that can wait."""
    return Finding(check, State.WARNING, text, next_step)


def wrong(check: str, text: str, next_step: str) -> Finding:
    """A finding without which Kuultu cannot do its work."""
    return Finding(check, State.WRONG, text, next_step)
