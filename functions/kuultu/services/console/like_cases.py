"""Cases that are perhaps about the same, and those that a person has joined."""

from datetime import datetime

from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.console.case_seen import JoinedCase, LikeCase
from kuultu.domain.console.cases import CaseRow
from kuultu.domain.console.likeness import likeness
from kuultu.domain.console.listed_case import standing
from kuultu.domain.console.staff import Staff
from kuultu.errors import Unknown
from kuultu.services.console.cases import MOST_OPEN, heard_by_case
from kuultu.services.dossiers import dossier_of
from kuultu.store import case_list, cases, joined_cases

MOST_COMPARED = 100
"""Open cases whose answers are compared with a case: those that were opened nearest to it."""

MOST_LIKE = 5
"""Like cases that a page shows."""


def joined_with(case_id: str) -> list[JoinedCase]:
    """The cases that are joined to a case, the oldest first."""
    found = filter(None, map(cases.load, joined_cases.joined_to(case_id)))
    return sorted((JoinedCase(record.case) for record in found), key=lambda one: one.case.opened_at)


def like_cases(dossier: Dossier, staff: Staff, known: set[str], now: datetime) -> list[LikeCase]:
    """The other open cases of the unit, except known ones, that are perhaps about the same; the nearest first."""
    case = dossier.case
    others = [one for one in case_list.open_cases([dossier.unit.id], MOST_OPEN) if one.id not in known | {case.id}]
    near = sorted(others, key=lambda one: abs(one.opened_at - case.opened_at))[:MOST_COMPARED]
    heard = heard_by_case([case.id, *(one.id for one in near)])
    pairs = [(one, likeness(heard[case.id], heard[one.id])) for one in near if {one.id, case.id} <= heard.keys()]
    like = [LikeCase(CaseRow(one, standing(one, now)), heard[one.id], why) for one, why in pairs if why]
    return like[:MOST_LIKE] if staff.sees(dossier.unit.id) else []


def case_to_join(case_id: str, other_id: str, staff: Staff) -> tuple[Dossier, Dossier]:
    """Two different cases that the person sees, the first of which they have; raises Unknown."""
    one, other = dossier_of(case_id), dossier_of(other_id)
    theirs = any(who.has(staff.person.email) for who in (one.case.owner, one.case.manager))
    if case_id == other_id or not theirs or not staff.sees(other.unit.id):
        raise Unknown
    return one, other


def join_cases(case_id: str, other_id: str, staff: Staff, now: datetime) -> None:
    """Join two cases: each page names the other; a second time changes nothing. Raises Unknown."""
    case_to_join(case_id, other_id, staff)
    joined_cases.join(case_id, other_id, staff.person.email, now)
