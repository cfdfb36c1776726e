"""Rate limits: allowances that responses and alerts use up and that grow again with time (GCRA, a token bucket)."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime

OWN_SHARE_DIVISOR = 10
"""A process lets in a tenth of a limit on its own, before it asks the bucket that all processes share."""


VISITOR_SHARE_DIVISOR = 20
"""A network gets a twentieth of the lane for the visitors of a drowned survey's page."""


@dataclass(frozen=True)
class Limit:
    """A rate limit: `burst` at once, `per_minute` from then on; a burst of 0 lets nothing in."""

    burst: int
    per_minute: float

    @property
    def interval(self) -> float:
        """The milliseconds in which a bucket regains room for a cost of 1."""
        return 60_000 / self.per_minute

    @property
    def room(self) -> float:
        """The most milliseconds by which a bucket may be taken up ahead of the clock."""
        return self.burst * self.interval

    @property
    def own_share(self) -> "Limit":
        """The part of the limit that a process lets in without asking the shared bucket: a tenth."""
        return Limit(self.burst // OWN_SHARE_DIVISOR, self.per_minute / OWN_SHARE_DIVISOR)

    @property
    def visitor_share(self) -> "Limit":
        """The part of a lane that one network gets: a twentieth, and one at once at least."""
        return Limit(
            max(self.burst // VISITOR_SHARE_DIVISOR, min(self.burst, 1)), self.per_minute / VISITOR_SHARE_DIVISOR
        )

    def step(self, cost: int) -> int:
        """The milliseconds by which a cost takes a bucket up; a cost above the burst counts as a whole burst."""
        return int(min(cost, max(self.burst, 1)) * self.interval)  # never above the room


@dataclass(frozen=True)
class Limits:
    """The rate limits of a deployment: per network address, per survey, and for ways past the limit of a survey.

    `signed` is for forms with a usual token to a survey over its limit, `proven` for responses with a proof of work.
    `alerts` limits the alerts that a person gets as separate mails, `lateness` the mails about what is late, and the
    last two the codes to sign in with: to one address, and for one network.
    """

    address: Limit
    survey: Limit
    signed: Limit
    proven: Limit
    alerts: Limit
    lateness: Limit
    codes_to_address: Limit
    codes_for_network: Limit


def milliseconds(moment: datetime) -> int:
    """A moment in the time of buckets: milliseconds since 1970."""
    return int(moment.timestamp() * 1000)


class Buckets:
    """The buckets of a process, by name; of more than `most` buckets, the most recently used."""

    def __init__(self, most: int = 10_000) -> None:
        self._most = most
        self._until: OrderedDict[str, float] = OrderedDict()

    def take(self, name: str, limit: Limit, cost: int, now: datetime) -> bool:
        """Take up a bucket by a cost; False when the bucket has too little room."""
        at, step = milliseconds(now), limit.step(cost)
        until = max(self._until.get(name, 0), at) + step
        if until - at > limit.room:
            return False
        self._keep(name, until)
        return True

    def fill(self, name: str, until: datetime) -> None:
        """Mark a bucket as full until a time."""
        self._keep(name, milliseconds(until))

    def is_full(self, name: str, now: datetime) -> bool:
        """True if a bucket is still full, after `fill`."""
        return self._until.get(name, 0) > milliseconds(now)

    def forget(self) -> None:
        """Forget all buckets, like a new process."""
        self._until.clear()

    def _keep(self, name: str, until: float) -> None:
        self._until[name] = until
        self._until.move_to_end(name)
        if len(self._until) > self._most:
            self._until.popitem(last=False)
