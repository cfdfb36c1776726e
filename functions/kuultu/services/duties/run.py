"""A sweep under way: its scope, its time, and what it has found."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from kuultu.store.open_items import KINDS
from kuultu.store.sweep_marks import SweepMarks


@dataclass(frozen=True)
class Scope:
    """What a sweep is to see to: what is due in one shard, or (None) in all that are free; or all that is open.

    `since` is where it goes on among open cases that are not due, by the times of their next looks.
    """

    shard: int | None = None
    everything: bool = False
    since: datetime | None = None


@dataclass
class Run:
    """A sweep under way; `people` is the version of the people, `side_by_side` maps a function in all lanes at once.

    Of the open cases that are not due, those before `walked` have been seen to, and `reached` is the last one found.
    """

    scope: Scope
    marks: SweepMarks
    now: datetime
    has_time: Callable[[], bool]
    people: str
    side_by_side: Callable[..., Iterable[Any]] = map
    walked: datetime | None = None
    reached: datetime | None = None
    out_of_time: bool = False
    oldest: timedelta = timedelta(0)
    numbers: Counter[str] = field(default_factory=lambda: Counter(dict.fromkeys((*KINDS, "failed"), 0)))

    @property
    def shards(self) -> Sequence[int]:
        """The shards that are this sweep's."""
        return self.marks.free(self.now) if self.scope.shard is None else [self.scope.shard]

    @property
    def followed_late(self) -> list[int]:
        """The shards whose open cases have not been looked at since the people changed."""
        return [shard for shard in self.shards if self.marks.people.get(shard) != self.people]

    def goes_on(self) -> bool:
        """True while there is time; once it is out, this is remembered."""
        self.out_of_time = self.out_of_time or not self.has_time()
        return not self.out_of_time

    def saw(self, at: datetime) -> None:
        """Take note of an item that was due at a time."""
        self.oldest = max(self.oldest, self.now - at)
