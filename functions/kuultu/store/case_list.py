"""The lists of cases, read from their index: open cases with their open tasks, and closed ones by the time of the end.

The index follows its table within a second or so. Tasks of a case that has just ended stay behind until the sweep's
next look, and are passed over.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import Any

from kuultu.domain.cases.case import Outcome
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.console.listed_case import ListedCase, ListedTask
from kuultu.domain.people import Person
from kuultu.store.case_index import partitions
from kuultu.store.case_items import CaseItem, CasePartitionItem, traits_from
from kuultu.store.list_reading import MOST_AT_ONCE, Span, newest_first
from kuultu.store.task_items import TaskItem

INDEX = CasePartitionItem.case_index
PLAIN = (
    "survey_id",
    "unit",
    "opened_at",
    "reflection_planned_until",
    "promised_at",
    "follow_up_at",
    "closed_at",
    "letter_due_at",
)


def open_cases(units: Iterable[str], most: int) -> list[ListedCase]:
    """The open cases of some units, in no order; `most` bounds their number."""
    found = (case for unit in units for key in partitions("open", unit) for case in _cases_in(key))
    return list(islice(found, most))


def _cases_in(partition: str) -> Iterator[ListedCase]:
    """The cases in a partition, each with the tasks beside it."""
    for _, group in groupby(INDEX.query(partition, page_size=MOST_AT_ONCE), key=lambda item: item.case_id):
        items = list(group)
        head = next((item for item in items if isinstance(item, CaseItem)), None)
        if head:
            yield _case(head, [_task(item) for item in items if isinstance(item, TaskItem)])


def closed_cases(units: Iterable[str], span: Span, before: str, most: int) -> Iterator[tuple[str, ListedCase]]:
    """The cases of some units that ended in a span of time, the latest first, with their places in the list.

    They come from a place on if `before` is not "". About `most` come with the first pages.
    """
    lists = [key for unit in units for key in partitions("closed", unit)]
    found = newest_first(INDEX, lists, span, before, most)
    return ((str(item.listed_at), _case(item, ())) for item in found)


def _case(item: Any, tasks: Sequence[ListedTask]) -> ListedCase:  # noqa: ANN401 - an item with the index's attributes
    return ListedCase(
        id=item.case_id,
        owner=Person(**item.owner),
        manager=Person(**item.manager),
        round=int(item.round),
        outcome=Outcome(item.outcome) if item.outcome else None,
        traits=traits_from(item.traits),
        urgent=bool(item.urgent),
        wish=bool(item.wish),
        anonymous=bool(item.anonymous),
        **{name: getattr(item, name) for name in PLAIN},
        tasks=tuple(tasks),
    )


def _task(item: Any) -> ListedTask:  # noqa: ANN401 - an item with the index's attributes
    """The task in an item: round, kind and name are in its key."""
    _, round_, kind, *name = item.item.split("#", 3)
    assignee = Person(**item.assignee)
    return ListedTask(TaskKind(kind), int(round_), "".join(name), assignee, item.due_at, item.lapses_at)
