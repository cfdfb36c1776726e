"""Sweeps in computed time: each call to AWS costs what was measured, and sweeps of shards run beside each other."""

from dataclasses import dataclass, field
from datetime import timedelta
from heapq import heappop, heappush

from kuultu.services.duties.run import Scope
from kuultu.services.sweep import sweep
from sweep.handler import ALONE
from tests.integration.wire import Wire
from tests.integration.world import World

SECONDS_A_CALL = 0.0018
"""Processor time of a call to AWS with our code around it: 39 ms for the 22 calls that ask a person (measured).

In eight lanes the waits of one lane are the work of the others, so a whole processor is what limits.
"""

OTHERS = timedelta(minutes=13, seconds=30)
"""The time of a sweep of one shard, before it asks on."""


@dataclass
class VirtualSweeps:
    """Sweeps of a schedule, and those that they ask for; `scale` makes each call dearer, for as many items fewer."""

    world: World
    wire: Wire
    scale: float
    begun: int = 0
    ended_at: float = 0.0
    most_at_once: int = 0
    waiting: list[tuple[float, int, Scope]] = field(default_factory=list)

    def run(self) -> dict[str, int]:
        """The regular sweep at second 0, and all others that follow from it; the numbers of what was seen to."""
        heappush(self.waiting, (0.0, 0, Scope()))
        seen = {"responses": 0, "cases": 0, "mails": 0, "failed": 0}
        while self.waiting:
            begins, _, scope = heappop(self.waiting)
            for name, number in self._sweep(begins, scope).items():
                seen[name] += number
        return seen

    def _sweep(self, begins: float, scope: Scope) -> dict[str, int]:
        budget = (ALONE if scope.shard is None else OTHERS).total_seconds()
        before = len(self.wire.sent)

        def elapsed() -> float:
            return (len(self.wire.sent) - before) * SECONDS_A_CALL * self.scale

        asked: list[Scope] = []
        seen = sweep(self.world.now, scope, has_time=lambda: elapsed() < budget, ask_on=asked.append)
        self.begun += 1
        ends = begins + elapsed()
        self.ended_at, self.most_at_once = max(self.ended_at, ends), max(self.most_at_once, len(asked), 1)
        for number, each in enumerate(asked):
            heappush(self.waiting, (ends, self.begun * 1000 + number, each))
        return seen
