"""The hand-over of all open cases of somebody who is away, by the manager of their units: case by case, as by hand."""

from collections.abc import Mapping
from datetime import datetime

from kuultu.domain.cases.payloads.case_page import CaseAction
from kuultu.domain.console.cases import CaseRow, rows_of
from kuultu.domain.console.hand_over_all import MOST_AT_ONCE, AllHandedOver, HandOverAll, wanted
from kuultu.domain.console.staff import Staff, people_of
from kuultu.domain.console.view import View
from kuultu.errors import Unknown
from kuultu.services.cases.link_action import NotRecorded, act
from kuultu.services.console.case_page import acting_view
from kuultu.services.console.cases import MOST_OPEN
from kuultu.services.surveys.all_surveys import all_in_use
from kuultu.store import case_list


def cases_to_hand_over(address: str, staff: Staff, now: datetime) -> HandOverAll:
    """The open cases of a person in the units that the signed-in person manages; raises Unknown for everybody else."""
    people = people_of(all_in_use(now))
    if not staff.manages or not address:
        raise Unknown
    mine = case_list.open_cases(sorted(staff.manages), MOST_OPEN)
    rows = rows_of(mine, View("", {"owner": address}), staff.time_zone, now)
    name = next((name for known, name in people.items() if known.lower() == address.lower()), address)
    others = {known: name for known, name in people.items() if known.lower() != address.lower()}
    return HandOverAll(address, name, list(rows.values()), others)


def hand_over_all(asked: HandOverAll, fields: Mapping[str, str], staff: Staff, now: datetime) -> AllHandedOver:
    """Hand the cases over, so many at once; a second time there is nothing left to hand over. Raises Invalid."""
    to, reason = wanted(fields, asked)
    sent = {"choice": CaseAction.HAND_OVER, "owner_email": to, "reason": reason}
    results = [(row, _hand_over(row, asked, sent, staff, now)) for row in asked.rows[:MOST_AT_ONCE]]
    undone = [(row, why) for row, why in results if why]
    return AllHandedOver(to, len(results) - len(undone), undone)


def _hand_over(row: CaseRow, asked: HandOverAll, sent: Mapping[str, str], staff: Staff, now: datetime) -> str:
    """Hand a case over as on its page; returns the code of what was in the way, or "" for none."""
    view = acting_view(row.case.id, staff, now)
    if not view.dossier.case.owner.has(asked.address):
        return "handed-over"
    result = act(view, sent, now)
    problem = result.view.problem if isinstance(result, NotRecorded) else None
    return (problem.flaws[0].code if problem.flaws else problem.code) if problem else ""
