"""The page of the reading record."""

from aws_lambda_powertools.event_handler import Response

from kuultu.domain.console.look import Look
from kuultu.domain.console.staff import Staff
from kuultu.domain.console.view import MOST_LOOKED, Found, View
from kuultu.web.console.console_site import console_page


def looks_page(view: View, found: Found[Look], staff: Staff) -> Response[str]:
    """The looks of a day; an unusable day is told beside its field, and nothing is listed."""
    status = 422 if view.flawed else 200
    page = found.page(view.cursor)
    return console_page(
        "looks", staff, status, here="looks", view=view, found=found, page=page, most_looked=MOST_LOOKED
    )
