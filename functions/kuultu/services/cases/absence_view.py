"""Views of a person's absences; a view changes nothing."""

from datetime import datetime

from kuultu.domain.cases.absence_view import AbsenceView
from kuultu.domain.surveys.directory import directory_from, units_of
from kuultu.domain.surveys.unit import unit_from
from kuultu.errors import Unknown
from kuultu.store import absences, surveys


def absence_view(address: str, now: datetime) -> AbsenceView:
    """The view of a person's absences; raises Unknown for an address that is not, or no longer, in the directory."""
    document = surveys.current_directory()
    directory = directory_from(document).with_absences(absences.all_absences())
    reader = directory.member_at(address)
    if reader is None:
        raise Unknown
    return AbsenceView(reader, directory, tuple(unit_from(unit) for unit in units_of(document)), now)
