"""The page on which a view gets its name after all, when something was in the way."""

from collections.abc import Mapping

from aws_lambda_powertools.event_handler import Response

from kuultu.domain.console.kept_views import MOST_KEPT, KeptViews
from kuultu.domain.console.staff import Staff
from kuultu.domain.console.view import View
from kuultu.errors import Invalid
from kuultu.web.console.console_site import console_page


def keep_page(view: View, kept: KeptViews, staff: Staff, problem: Invalid, filled: Mapping[str, str]) -> Response[str]:
    """The form with the reason and what was typed; with all kept views, if there is no room for another."""
    return console_page(
        "keep_view",
        staff,
        status=problem.status,
        here=view.path.rpartition("/")[2],
        view=view,
        kept=kept,
        most=MOST_KEPT,
        full=problem.code == "too-many-views",
        flaw=next((flaw.code for flaw in problem.flaws), ""),
        typed=filled.get("name", ""),
    )
