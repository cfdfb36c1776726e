"""How much may come in: allowances that are used up by what comes and grow again with time (GCRA, a token bucket)."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime

OWN_SHARE_DIVISOR = 10
"""One process lets in a tenth of a limit on its own, before it asks what the others have let in."""


@dataclass(frozen=True)
class Limit:
    """So many at once, and so many a minute from then on; a burst of 0 lets nothing in."""

    burst: int
    per_minute: float

    @property
    def interval(self) -> float:
        """Milliseconds in which one more is allowed."""
        return 60_000 / self.per_minute

    @property
    def room(self) -> float:
        """How far ahead of the clock a bucket may be taken up, in milliseconds."""
        return self.burst * self.interval

    @property
    def own_share(self) -> "Limit":
        """What a process lets in without asking."""
        return Limit(self.burst // OWN_SHARE_DIVISOR, self.per_minute / OWN_SHARE_DIVISOR)

    def step(self, cost: int) -> int:
        """By how many milliseconds a response takes a bucket up; a whole bucket is the most that one may cost."""
        return round(min(cost, max(self.burst, 1)) * self.interval)


@dataclass(frozen=True)
class Limits:
    """What a deployment lets in: from one address, to one survey, and to a survey that is drowning.

    `alerts` is how many of them one person gets each in a mail of its own.
    """

    address: Limit
    survey: Limit
    signed: Limit
    proven: Limit
    alerts: Limit


def milliseconds(moment: datetime) -> int:
    """A moment as a bucket counts time: since 1970."""
    return int(moment.timestamp() * 1000)


class Buckets:
    """Buckets of one process; of more than `most`, those that were used last."""

    def __init__(self, most: int = 10_000) -> None:
        self._most = most
        self._until: OrderedDict[str, float] = OrderedDict()

    def take(self, name: str, limit: Limit, cost: int, now: datetime) -> bool:
        """Let something in, if there is room for it."""
        at, step = milliseconds(now), limit.step(cost)
        until = max(self._until.get(name, 0), at) + step
        if until - at > limit.room:
            return False
        self._keep(name, until)
        return True

    def fill(self, name: str, until: datetime) -> None:
        """Let nothing in before then."""
        self._keep(name, milliseconds(until))

    def is_full(self, name: str, now: datetime) -> bool:
        """Whether nothing is let in yet, after `fill`."""
        return self._until.get(name, 0) > milliseconds(now)

    def forget(self) -> None:
        """Be as empty as a new process."""
        self._until.clear()

    def _keep(self, name: str, until: float) -> None:
        self._until[name] = until
        self._until.move_to_end(name)
        if len(self._until) > self._most:
            self._until.popitem(last=False)
