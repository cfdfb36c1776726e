"""Lists and files of cases in the console."""

from collections.abc import Sequence

from aws_lambda_powertools.event_handler import Response

from kuultu.domain.cases.case import Outcome, Stage
from kuultu.domain.console.cases import CaseLine, CaseList, CaseRow, is_of_closed, owners_in
from kuultu.domain.console.kept_views import KeptViews, is_narrowed
from kuultu.domain.console.offered import Offered
from kuultu.domain.console.staff import Staff
from kuultu.domain.console.view import PageOfRows, View
from kuultu.web.console.console_site import console_page
from kuultu.web.console.files import Cell, csv_file, json_file

COLUMNS = (
    "id",
    "number",
    "opened_at",
    "survey",
    "unit",
    "owner",
    "stage",
    "waits_for",
    "deadline",
    "late",
    "urgent",
    "topics",
    "language",
    "touchpoint",
    "closed_at",
    "outcome",
)
BRIEF = {Stage.ACKNOWLEDGE, Stage.SHARE, Stage.SEND_REPLY, Stage.REOPEN, Stage.CLOSE}
"""The stages that last a moment: no list stands still for them."""


def cases_page(
    view: View,
    listed: CaseList,
    page: PageOfRows[CaseRow],
    lines: Sequence[CaseLine],
    staff: Staff,
    offered: Offered,
    kept: KeptViews,
) -> Response[str]:
    """The list of cases; unusable filters are named beside their fields, and nothing is listed."""
    return console_page(
        "cases",
        staff,
        status=422 if view.flawed else 200,
        here="cases",
        view=view,
        found=listed.found,
        cut=listed.cut,
        most=listed.looked,
        page=page,
        lines=lines,
        closed=is_of_closed(view),
        offered=offered,
        owners=owners_in(listed.found.rows.values()),
        stages=[stage.value for stage in Stage if stage not in BRIEF],
        outcomes=[outcome.value for outcome in Outcome],
        kept=kept,
        narrowed=is_narrowed(view),
    )


def cases_csv(rows: Sequence[CaseRow]) -> Response[str]:
    """All cases of a view as CSV."""
    return csv_file("cases", COLUMNS, [_row(one) for one in rows])


def cases_json(rows: Sequence[CaseRow]) -> Response[str]:
    """All cases of a view as JSON."""
    return json_file("cases", [_row(one) for one in rows])


def _row(row: CaseRow) -> dict[str, Cell]:
    case, stands = row.case, row.standing
    return {
        "id": case.id,
        "number": row.number,
        "opened_at": case.opened_at.isoformat(timespec="seconds"),
        "survey": case.survey_id,
        "unit": case.unit,
        "owner": case.owner.email,
        "stage": stands.stage.value,
        "waits_for": stands.waiting.value if stands.waiting else "",
        "deadline": stands.clock.isoformat(timespec="seconds") if stands.clock else "",
        "late": stands.late,
        "urgent": case.urgent,
        "topics": list(case.traits.topics),
        "language": case.traits.language,
        "touchpoint": case.traits.touchpoint,
        "closed_at": case.closed_at.isoformat(timespec="seconds") if case.closed_at else "",
        "outcome": case.outcome.value if case.outcome else "",
    }
