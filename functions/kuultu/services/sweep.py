"""The sweep: responses lost by the stream, work left half done by a crash, overdue tasks, cases without execution."""

import zlib
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial

from kuultu.observability import count, measure
from kuultu.services.duties.duty import Duty, succeeds
from kuultu.services.duties.lines import in_turns
from kuultu.services.duties.people_changes import version_of_people
from kuultu.services.duties.run import Run, Scope
from kuultu.store import sweep_marks
from kuultu.store.open_items import KINDS, number_due

LONGEST_RUN = timedelta(minutes=15)
"""The time for which a sweep has a shard to itself; Lambda ends it before."""


def sweep(
    now: datetime,
    scope: Scope | None = None,
    *,
    everything: bool = False,
    has_time: Callable[[], bool] = lambda: True,
    ask_on: Callable[[Scope], None] = lambda _: None,
    lanes: int = 1,
) -> dict[str, int]:
    """See to all due items, or after an interruption to all open ones; returns their numbers by kind, and of failures.

    Of mails, only the due ones are looked at; what SES refused is sent once more if everything is looked at. The kinds
    take turns while there is time, in so many lanes side by side; for the rest each shard gets a sweep of its own.
    """
    scope = scope or Scope(everything=everything)
    if scope.shard is not None and not sweep_marks.take(scope.shard, now + LONGEST_RUN, now):
        return {}
    with ThreadPoolExecutor(lanes) as pool:
        side_by_side = map if lanes == 1 else pool.map
        marks, people = sweep_marks.sweep_marks(), version_of_people()
        run = Run(scope, marks, now, has_time, people, side_by_side, scope.since)
        for kind, duties in in_turns(run):
            _do(kind, duties, run, lanes)
            if run.out_of_time:
                break
    _end(run, ask_on)
    return dict(run.numbers)


def _do(kind: str, duties: Sequence[Duty], run: Run, lanes: int) -> None:
    """Do duties side by side; those of a case stay in one lane, one after the other."""
    split: list[list[Duty]] = [[] for _ in range(lanes)]
    for duty in duties:
        split[zlib.crc32(duty.lane.encode()) % lanes].append(duty)
    for done in run.side_by_side(partial(_done, run), split):
        run.numbers[kind] += len(done)
        run.numbers["failed"] += done.count(False)


def _done(run: Run, duties: Iterable[Duty]) -> list[bool]:
    """Do duties in order while there is time; True for each that succeeded."""
    done = []
    for duty in duties:
        if not run.goes_on():
            break
        done.append(succeeds(duty, run.now))
    return done


def _end(run: Run, ask_on: Callable[[Scope], None]) -> None:
    """Tell how much was left, and have it seen to."""
    left = sum(number_due(kind, run.shards, run.now) for kind in KINDS) if run.out_of_time else 0
    measure(SweepBacklog=left, SweepOldestAge=int(run.oldest / timedelta(minutes=1)))
    if run.scope.shard is not None:
        sweep_marks.give_back(run.scope.shard)
    if run.out_of_time:
        count("SweepOutOfTime")
        for shard in run.shards:
            ask_on(Scope(shard, run.scope.everything, run.walked))
        return
    for shard in run.followed_late:
        sweep_marks.note_people(shard, run.people)
