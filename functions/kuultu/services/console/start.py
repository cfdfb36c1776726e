"""The start page for a person: counted from the same lists to which it leads."""

from dataclasses import replace
from datetime import datetime

from kuultu.domain.console.answers import answers_view
from kuultu.domain.console.cases import cases_view
from kuultu.domain.console.staff import Staff
from kuultu.domain.console.start import Start, start_of
from kuultu.services.console.answers import found_answers
from kuultu.services.console.cases import found_cases
from kuultu.services.console.kept_views import views_of


def start_for(staff: Staff, now: datetime) -> Start:
    """What is burning in the units that a person sees, and the views that the person keeps."""
    open_cases = found_cases(cases_view({}), staff, now).found
    unread = found_answers(answers_view({}), staff)
    rows = list(open_cases.rows.values())
    start = start_of(staff.visible, rows, list(unread.rows.values()), more=bool(unread.more_from))
    return replace(start, kept=views_of(staff))
