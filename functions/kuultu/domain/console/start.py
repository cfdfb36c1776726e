"""The start page of the console: what is burning, in all units of a person and in each of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kuultu.domain.console.answers import HeardAnswer
from kuultu.domain.console.cases import CaseRow
from kuultu.domain.console.kept_views import NO_VIEWS, KeptViews
from kuultu.domain.console.listed_case import Waiting

MOST_PRESSING = 3
"""Late cases that the start page shows."""


@dataclass(frozen=True)
class Tally:
    """The numbers of a unit, or of several: open cases by what they wait for, and answers that nobody has read."""

    unread: int = 0
    open: int = 0
    late: int = 0
    ours: int = 0
    customers: int = 0


@dataclass(frozen=True)
class Start:
    """What a person sees first; `more_unread`: there are more unread answers than one look counts."""

    total: Tally
    units: tuple[tuple[str, Tally], ...]
    pressing: tuple[CaseRow, ...]
    more_unread: bool = False
    kept: KeptViews = NO_VIEWS


def start_of(units: Iterable[str], cases: Sequence[CaseRow], unread: Sequence[HeardAnswer], *, more: bool) -> Start:
    """The start page of a person who sees some units; units with late cases come first."""
    each = [(unit, _tally([one for one in cases if one.case.unit == unit], unread, unit)) for unit in sorted(units)]
    late = [row for row in cases if row.standing.late]
    by_need = sorted(each, key=lambda one: (-one[1].late, -one[1].ours, -one[1].unread, one[0]))
    return Start(_tally(cases, unread), tuple(by_need), tuple(late[:MOST_PRESSING]), more)


def _tally(cases: Sequence[CaseRow], unread: Sequence[HeardAnswer], unit: str = "") -> Tally:
    waits = [row.standing.waiting for row in cases]
    return Tally(
        unread=sum(unit in {"", one.unit_id} for one in unread),
        open=len(cases),
        late=sum(row.standing.late for row in cases),
        ours=waits.count(Waiting.FOR_US),
        customers=waits.count(Waiting.FOR_CUSTOMER),
    )
