"""The start page: late cases first, and the same numbers for each unit and for all."""

from dataclasses import replace
from datetime import timedelta

from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.console.answers import HeardAnswer
from kuultu.domain.console.cases import CaseRow
from kuultu.domain.console.listed_case import ListedCase, ListedTask, standing
from kuultu.domain.console.start import MOST_PRESSING, Tally, start_of
from tests.unit.helpers.builders import NOW, response, survey

UNIT = survey().units[0]


def row(number: int, unit: str, due_in: float, kind: TaskKind = TaskKind.TRIAGE) -> CaseRow:
    """A case with one open task, due in so many hours."""
    due = NOW + timedelta(hours=due_in)
    task = ListedTask(kind, 1, "", UNIT.owner, due, due + timedelta(days=9))
    promised = NOW + timedelta(days=3)
    case = ListedCase(
        f"case-{number}", "after-purchase", unit, UNIT.owner, UNIT.manager, NOW, 1, NOW, promised, tasks=(task,)
    )
    return CaseRow(case, standing(case, NOW))


def unread(unit: str) -> HeardAnswer:
    """An answer that nobody has read."""
    return HeardAnswer(replace(response(), unit=unit), survey())


def test_late_cases_come_first_and_units_that_have_them() -> None:
    cases = [*(row(number, "turku", -1) for number in range(4)), row(4, "helsinki", 5)]
    start = start_of(["helsinki", "turku"], cases, [unread("helsinki"), unread("turku")], more=True)
    assert (start.total.late, len(start.pressing), start.more_unread) == (4, MOST_PRESSING, True)
    assert [unit for unit, _ in start.units] == ["turku", "helsinki"]


def test_the_numbers_of_the_units_are_those_of_all() -> None:
    cases = [row(0, "turku", -1), row(1, "turku", 5, TaskKind.CHOOSE_REMEDY), row(2, "helsinki", 5)]
    start = start_of(["turku", "helsinki"], cases, [unread("turku")] * 2, more=False)
    assert start.total == Tally(unread=2, open=3, late=1, ours=2, customers=1)
    each = [tally for _, tally in start.units]
    for name in vars(start.total):
        assert sum(getattr(tally, name) for tally in each) == getattr(start.total, name)


def test_nothing_burns_where_nothing_is_open() -> None:
    start = start_of(["helsinki"], [], [], more=False)
    assert (start.total, start.pressing, start.units) == (Tally(), (), (("helsinki", Tally()),))
