"""The page on which a manager hands over all open cases of a person."""

from collections.abc import Mapping

from aws_lambda_powertools.event_handler import Response

from kuultu.domain.console.hand_over_all import MOST_AT_ONCE, AllHandedOver, HandOverAll
from kuultu.domain.console.staff import Staff
from kuultu.errors import Invalid
from kuultu.web.console.console_site import console_page


def hand_over_page(
    asked: HandOverAll,
    staff: Staff,
    handed: AllHandedOver | None = None,
    problem: Invalid | None = None,
    filled: Mapping[str, str] | None = None,
) -> Response[str]:
    """The number and the list, with the form; after the hand-over, what became of it."""
    return console_page(
        "hand_over_all",
        staff,
        status=problem.status if problem else 200,
        here="cases",
        asked=asked,
        handed=handed,
        most=MOST_AT_ONCE,
        flaws={flaw.pointer: flaw.code for flaw in problem.flaws} if problem else {},
        filled=filled or {},
    )
