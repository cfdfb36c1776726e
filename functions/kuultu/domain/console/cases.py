"""Cases in the console: the rows of a list, late ones first, and which of them a view asks for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from kuultu.domain.cases.case import Outcome, Stage
from kuultu.domain.cases.short_number import short_number
from kuultu.domain.console.answers import HeardAnswer, period
from kuultu.domain.console.listed_case import ListedCase, Standing, Waiting, standing
from kuultu.domain.console.look import Look
from kuultu.domain.console.staff import Staff
from kuultu.domain.console.view import MOST_LOOKED, Found, View, view_of

PATH = "/console/cases"
FILTERS = (
    "late",
    "waits_for",
    "stage",
    "outcome",
    "survey",
    "unit",
    "owner",
    "with",
    "from",
    "to",
    "topic",
    "language",
    "touchpoint",
    "text",
)
WAITS = (Waiting.FOR_US.value, Waiting.FOR_CUSTOMER.value, Waiting.FOR_TIME.value)
STAGES = tuple(stage.value for stage in Stage)
CHOICES: Mapping[str, Sequence[str]] = {
    "late": ("yes", "no"),
    "waits_for": WAITS,
    "stage": STAGES,
    "outcome": tuple(outcome.value for outcome in Outcome),
}
MOST_WORDS = 60
"""Characters of a customer's words in a list."""

MOST_OWNERS = 50
"""Owners that a list offers to choose from."""

FAR = 10**11
"""A time behind every other, in seconds."""


@dataclass(frozen=True)
class CaseRow:
    """A row of a list: a case, and where it stands."""

    case: ListedCase
    standing: Standing

    @property
    def number(self) -> str:
        """The short number of the case."""
        return short_number(self.case.id)

    @property
    def place(self) -> str:
        """The place in the list, the greatest first: late, then by the nearest deadline, then the oldest.

        Closed cases stand as in their index: the latest end first.
        """
        case = self.case
        if case.closed_at:
            return f"{case.closed_at.astimezone(UTC).isoformat(timespec='microseconds')}#{case.id}"
        return f"{self.standing.late:d}#{_nearness(self.standing.clock)}#{_nearness(case.opened_at)}#{case.id}"


def _nearness(at: datetime | None) -> str:
    return f"{FAR - int(at.timestamp()) if at else 0:012}"


@dataclass(frozen=True)
class CaseLine:
    """A row as a page shows it: with the answer that began the case, and the latest look of somebody else."""

    row: CaseRow
    heard: HeardAnswer | None
    looked: Look | None

    @property
    def words(self) -> str:
        """The beginning of the customer's words; "" without any. All that lists of cases show of them comes by here."""
        words = self.heard.words if self.heard else ""
        begin = words[:MOST_WORDS]
        return words if words == begin else f"{begin.rpartition(' ')[0] or begin} …"


@dataclass(frozen=True)
class CaseList:
    """The cases that match a view, among so many closed ones; `cut`: more are open than a list looks through."""

    found: Found[CaseRow]
    looked: int = MOST_LOOKED
    cut: bool = False


def cases_view(asked: Mapping[str, str]) -> View:
    """The view of cases that a query asks for: open ones, unless it asks for an outcome or for closed ones.

    An outcome cannot be asked for together with a person: that would be a figure about how a colleague does.
    """
    view = view_of(PATH, asked, FILTERS, CHOICES)
    about_somebody = bool(view.filter("owner") or view.filter("with"))
    return replace(view, flawed=(*view.flawed, "outcome")) if view.filter("outcome") and about_somebody else view


def is_of_closed(view: View) -> bool:
    """True if a view asks for closed cases."""
    return bool(view.filter("outcome")) or view.filter("stage") == Stage.CLOSED


def units_of(view: View, staff: Staff) -> list[str]:
    """The units in which a view looks: those that the person sees."""
    return [unit for unit in sorted(staff.visible) if view.filter("unit") in {"", unit}]


def rows_of(cases: Iterable[ListedCase], view: View, time_zone: str, now: datetime) -> dict[str, CaseRow]:
    """The rows that a view asks for, by their places, in the order of the list.

    `text` and `with` are left to a second look: the words, and the people of ended tasks, are not in a listed case.
    """
    rows = (CaseRow(case, standing(case, now)) for case in cases)
    wanted = {row.place: row for row in rows if _matches(row, view) and _in_time(row.case, view, time_zone)}
    return {place: wanted[place] for place in sorted(wanted, reverse=True)}


def _matches(row: CaseRow, view: View) -> bool:
    case, topic, owner = row.case, view.filter("topic"), view.filter("owner")
    known = {
        "late": "yes" if row.standing.late else "no",
        "waits_for": row.standing.waiting,
        "stage": row.standing.stage,
        "outcome": case.outcome,
        "survey": case.survey_id,
        "unit": case.unit,
        "language": case.traits.language,
        "touchpoint": case.traits.touchpoint,
    }
    same = all(view.filter(name) in {"", value} for name, value in known.items())
    return same and topic in {"", *case.traits.topics} and (not owner or case.owner.has(owner))


def _in_time(case: ListedCase, view: View, time_zone: str) -> bool:
    """True if a case was opened, or ended if it is closed, in the time of a view."""
    first, end = period(view, time_zone)
    at = case.closed_at or case.opened_at
    return (first is None or first <= at) and (end is None or at < end)


def says(row: CaseRow, heard: HeardAnswer | None, text: str) -> bool:
    """True if the customer's words hold a text, capitals aside, or if it is the reference or the number of the case."""
    wanted = text.casefold()
    named = [row.number, row.case.id, *([heard.response.context.reference] if heard else [])]
    told = heard.texts if heard else []
    return any(wanted in words.casefold() for words in told) or wanted in [name.casefold() for name in named]


def owners_in(rows: Iterable[CaseRow]) -> dict[str, str]:
    """The names of the owners of some cases by mail address, in the order of the names; of as many as a page shows."""
    names = {row.case.owner.email: row.case.owner.name for row in rows}
    return dict(sorted(names.items(), key=lambda one: (one[1].casefold(), one[0]))[:MOST_OWNERS])


def had_task(people: Iterable[str], address: str) -> bool:
    """True if a person (an address) is among those who had a task in a case."""
    return any(one.lower() == address.lower() for one in people)
