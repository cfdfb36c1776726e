"""The page of a case in the console: that of the mailed link, in the console's frame."""

from collections.abc import Sequence

from aws_lambda_powertools.event_handler import Response

from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.short_number import short_number
from kuultu.domain.console.case_address import address_of
from kuultu.domain.console.case_seen import CaseSeen
from kuultu.domain.console.staff import Staff
from kuultu.web.console.console_site import console_page
from kuultu.web.link_page import link_page


def join_page(both: Sequence[Dossier], staff: Staff) -> Response[str]:
    """The question whether two cases are about the same."""
    numbered = [(dossier, short_number(dossier.case.id)) for dossier in both]
    return console_page("join", staff, here="cases", both=numbered)


def case_page(seen: CaseSeen, staff: Staff) -> Response[str]:
    """The page of a case, or of a task in it."""
    around = {
        "frame": "pages/console/frame.j2",
        "staff": staff,
        "here": "cases",
        "around": seen,
        "home": address_of(seen.view.dossier.case.id),
    }
    return link_page(seen.view, around)
