"""Changes of a person's absences: by themselves, by their manager or by the organisation's contact."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from kuultu.domain.cases.absence_view import AbsenceView, Noted, noted_in
from kuultu.domain.cases.decisions import Fields
from kuultu.domain.surveys.absence import Absence, with_absence, without_next
from kuultu.errors import Invalid
from kuultu.observability import count
from kuultu.services.email_address import email_flaw
from kuultu.store import absences


def note_absence(view: AbsenceView, data: Fields, now: datetime) -> AbsenceView | None:
    """Record what is said in the fields of the form; the view with the flaws when nothing is recorded.

    Raises Decided when others change the same absences all the time.
    """
    try:
        noted = noted_in(data, view, email_flaw)
    except Invalid as flawed:
        return replace(view, problem=flawed, filled=data)
    absences.change_absences(noted.member.id, lambda known: _changed(known, noted, view.today), now)
    count("AbsenceNoted", away="yes" if noted.absence else "no")
    return None


def _changed(known: Sequence[Absence], noted: Noted, today: date) -> list[Absence]:
    return with_absence(known, noted.absence, today) if noted.absence else without_next(known, today)
