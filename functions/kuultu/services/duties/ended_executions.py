"""Executions that have ended: each makes its case due, unless another one carries the case by now."""

from collections.abc import Iterator
from datetime import datetime

from kuultu.domain.cases.lifecycle import case_of_execution
from kuultu.gateways import ended_executions
from kuultu.gateways.ended_executions import Ended
from kuultu.observability import count, log_failure
from kuultu.store import case_executions
from kuultu.store.case_items import CASE_KEY
from kuultu.store.open_items import Key


def cases_left(now: datetime) -> Iterator[Key]:
    """The cases that ended executions have left, as keys of their items; word of them is deleted once they are due.

    A case that is not on record yet is in the outbox of responses. What fails here stays in the queue.
    """
    while True:
        try:
            heard = ended_executions.received()
        except Exception as error:
            log_failure("EndedExecutionsUnheard", error)
            return
        if not heard:
            return
        noted = {one: made_due for one in heard if (made_due := _made_due(one, now)) is not None}
        _forget(list(noted))
        yield from ((case_of_execution(one.name), CASE_KEY) for one, made_due in noted.items() if made_due)


def _made_due(ended: Ended, now: datetime) -> bool | None:
    """True if the case of an ended execution is due now, False if nothing is left to do; None after a failure."""
    if not ended.name:
        return False
    try:
        made_due = case_executions.note_end(case_of_execution(ended.name), ended.name, now)
    except Exception as error:
        log_failure("EndedExecutionFailed", error, execution=ended.name)
        return None
    if made_due:
        count("ExecutionEnded", execution=ended.name)
    return made_due


def _forget(heard: list[Ended]) -> None:
    try:
        ended_executions.forget(heard)
    except Exception as error:
        log_failure("EndedExecutionsNotForgotten", error)
