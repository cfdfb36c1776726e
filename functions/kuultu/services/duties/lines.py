"""The lines of the sweep: for each kind of item the duties in batches, found when it is their turn."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from itertools import chain, islice

from kuultu.services.duties.case_duties import of_cases
from kuultu.services.duties.duty import Duty
from kuultu.services.duties.ended_executions import cases_left
from kuultu.services.duties.mail_duties import of_mails
from kuultu.services.duties.response_duties import of_responses
from kuultu.services.duties.run import Run
from kuultu.services.mail.mail_throttling import LaterMails
from kuultu.store.case_items import CASE_KEY
from kuultu.store.open_items import Key, open_items

BATCH = 200
"""Items of a kind in each turn."""

END_OF_TIME = datetime(9000, 1, 1, tzinfo=UTC)

Batches = Iterator[list[Duty]]


def in_turns(run: Run) -> Iterator[tuple[str, list[Duty]]]:
    """A batch of one kind after a batch of another, the longest waiting first; mails that cases held come in time."""
    waiting = dict(_lines(run))
    while waiting:
        for name, batches in list(waiting.items()):
            batch = next(batches, None)
            if batch is None:
                del waiting[name]
            else:
                yield name, batch


def _lines(run: Run) -> Mapping[str, Batches]:
    now, everything = run.now, run.scope.everything
    responses = _due("responses", run, END_OF_TIME if everything else now)
    items = chain(_left(run), _due("cases", run, now), _not_due(run))
    later = LaterMails(partial(_held_until, run), now)
    return {
        "responses": _batches(responses, lambda keys: of_responses(keys, now)),
        "cases": _batches(items, lambda keys: of_cases(keys, now, everything=everything), lambda: _walk_on(run)),
        "mails": _batches(_due("mails", run, now), lambda keys: of_mails(keys, run, later)),
    }


def _batches(
    keys: Iterator[Key], duties_of: Callable[[Sequence[Key]], list[Duty]], begin: Callable[[], None] = lambda: None
) -> Batches:
    while True:
        begin()
        batch = list(dict.fromkeys(islice(keys, BATCH)))
        if not batch:
            return
        yield duties_of(batch)


def _walk_on(run: Run) -> None:
    """Note, before another batch, that all cases found so far have been seen to."""
    run.walked = run.reached or run.walked


def _due(kind: str, run: Run, until: datetime) -> Iterator[Key]:
    for key, at in open_items(kind, run.shards, until):
        run.saw(at)
        yield key


def _left(run: Run) -> Iterator[Key]:
    """The cases that ended executions have left; only the regular sweep hears of them, so that it sets the pace."""
    return cases_left(run.now) if run.scope.shard is None else iter(())


def _not_due(run: Run) -> Iterator[Key]:
    """Open items that are not due: all after an interruption, and the cases after a change of the people."""
    shards = run.shards if run.scope.everything else run.followed_late
    if not shards:
        return
    for key, at in open_items("cases", shards, END_OF_TIME, run.scope.since or run.now):
        run.reached = at
        if run.scope.everything or key[1] == CASE_KEY:
            yield key


def _held_until(run: Run, until: datetime) -> Iterator[str]:
    """The ids of mails of all shards that are due until a moment."""
    return (key[0] for key, _ in open_items("mails", run.marks.shards, until))
