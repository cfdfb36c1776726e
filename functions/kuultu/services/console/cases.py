"""Cases for signed-in staff: lists and files, with what others have looked at lately."""

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from itertools import islice

from kuultu.domain.console.answers import HeardAnswer, period
from kuultu.domain.console.cases import CaseLine, CaseList, CaseRow, had_task, is_of_closed, rows_of, says, units_of
from kuultu.domain.console.listed_case import ListedCase
from kuultu.domain.console.staff import Staff
from kuultu.domain.console.view import MOST_LOOKED, Found, View
from kuultu.errors import Invalid
from kuultu.services.console.answers import MOST_IN_FILE, heard_each
from kuultu.services.console.looks import note_file, others_looks
from kuultu.store import answer_list, case_list, cases

MOST_OPEN = 5_000
"""Open cases that a list looks through; whoever sees more chooses a unit."""

MOST_READ = 400
"""Cases whose words or people one page reads, for a condition on them."""

SIDE_BY_SIDE = 8
"""Cases whose looks are read at the same time."""


def found_cases(view: View, staff: Staff, now: datetime) -> CaseList:
    """The cases that match a view, of the units that the person sees: open ones, or closed ones as far as it looks."""
    if is_of_closed(view):
        most = MOST_READ if _reads_more(view) else MOST_LOOKED
        seen, more = _closed(view, staff, most)
        return CaseList(Found(_narrowed(rows_of(seen, view, staff.time_zone, now), view), more), most)
    seen, cut = _open(view, staff)
    return CaseList(Found(_narrowed(rows_of(seen, view, staff.time_zone, now), view)), cut=cut)


def all_cases(view: View, staff: Staff, now: datetime, *, noted: bool) -> list[CaseRow]:
    """All cases that match a view; if `noted`, as a look at a file. Raises Invalid for an unusable view.

    So it does for more than a file holds, or more than a file looks through.
    """
    note_file("cases", view, staff, now, noted=noted)
    seen, more = _closed(view, staff, MOST_IN_FILE) if is_of_closed(view) else _open(view, staff)
    if more:
        raise Invalid(f"More than {MOST_IN_FILE} cases match. Choose a shorter time.", code="too-many-rows")
    return list(_narrowed(rows_of(seen, view, staff.time_zone, now), view).values())


def lines_of(rows: Iterable[CaseRow], staff: Staff) -> list[CaseLine]:
    """The rows of a page, with the customers' words and the latest look of somebody else at each."""
    shown = list(rows)
    answers = heard_by_case([row.case.id for row in shown])
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        looked = list(pool.map(lambda row: others_looks(row.case.id, staff)[:1], shown))
    return [
        CaseLine(row, answers.get(row.case.id), next(iter(one), None)) for row, one in zip(shown, looked, strict=True)
    ]


def _open(view: View, staff: Staff) -> tuple[list[ListedCase], bool]:
    """Open cases, and whether there are more than a list looks through."""
    found = case_list.open_cases(units_of(view, staff), MOST_OPEN + 1)
    return found[:MOST_OPEN], len(found) > MOST_OPEN


def _closed(view: View, staff: Staff, most: int) -> tuple[list[ListedCase], str]:
    """Closed cases, the latest first, and the place from which looking would go on, or ""."""
    found = case_list.closed_cases(units_of(view, staff), period(view, staff.time_zone), view.start, most + 1)
    seen = list(islice(found, most + 1))
    return [case for _, case in seen[:most]], seen[most - 1][0] if len(seen) > most else ""


def _reads_more(view: View) -> bool:
    return bool(view.filter("text") or view.filter("with"))


def _narrowed(rows: dict[str, CaseRow], view: View) -> dict[str, CaseRow]:
    """The rows whose words, number or reference a view asks for, and in which a person had a task."""
    text, person = view.filter("text"), view.filter("with")
    if person:
        rows = {place: row for place, row in rows.items() if had_task(_people(row.case.id), person)}
    if text:
        answers = heard_by_case([row.case.id for row in rows.values()])
        rows = {place: row for place, row in rows.items() if says(row, answers.get(row.case.id), text)}
    return rows


def _people(case_id: str) -> list[str]:
    """The addresses of all who had a task in a case."""
    record = cases.load(case_id)
    return [task.assignee.email for task in record.tasks] if record else []


def heard_by_case(case_ids: list[str]) -> Mapping[str, HeardAnswer]:
    """The answers that began some cases, by id."""
    return {one.response.id: one for one in heard_each(answer_list.answers_with(case_ids))}
