"""Views of staff sheets, the forms on the page of a unit's staff: empty, with a receipt for what was stored before."""

import re
from datetime import datetime, timedelta

from kuultu.domain.calendar.working_time import day_of
from kuultu.domain.cases.link_tokens import Link
from kuultu.domain.cases.short_number import short_number
from kuultu.domain.people import Person
from kuultu.domain.responses.response import Response
from kuultu.domain.responses.staff_sheet import Receipt, StaffSheet, blank_sheet
from kuultu.domain.surveys.survey import Survey
from kuultu.domain.surveys.unit import Unit
from kuultu.errors import Gone
from kuultu.services.responses.sheet_view import new_key
from kuultu.services.surveys.current_surveys import survey_in_use
from kuultu.store import absences, cases, responses

RECEIPT_SHOWN = timedelta(minutes=15)
"""The time for which a receipt is shown: it holds how to reach the customer, and others use the same screen."""


def staff_sheet(link: Link, stored: str, now: datetime) -> StaffSheet:
    """An empty sheet of a unit's link, with the receipt for the answer stored under an id ("" for none).

    Raises Gone when the link is withdrawn, the unit has left the survey, or the survey is closed. Reads only.
    """
    survey = survey_in_use(link.survey, now)
    unit = next((unit for unit in survey.units if unit.id == link.unit), None)
    if link.withdrawn or unit is None:
        raise Gone(code="withdrawn")
    return blank_sheet(survey, unit, new_key(), _receipt(stored, survey, unit, now))


def _receipt(stored: str, survey: Survey, unit: Unit, now: datetime) -> Receipt | None:
    response = responses.find(stored) if re.fullmatch(r"[a-z2-7]{26}", stored, re.ASCII) else None
    if response is None or not _is_of(response, survey, unit) or now - response.received_at > RECEIPT_SHOWN:
        return None
    contact = response.contact
    return Receipt(short_number(stored), _owner(stored, survey, unit, now).name, contact.email, contact.phone)


def _is_of(response: Response, survey: Survey, unit: Unit) -> bool:
    return response.entered and (response.survey_id, response.context.unit) == (survey.id, unit.id)


def _owner(case_id: str, survey: Survey, unit: Unit, now: datetime) -> Person:
    """The owner of a case; before the case is on record, whoever will be."""
    record = cases.load(case_id)
    if record:
        return record.case.owner
    directory = survey.with_absences(absences.all_absences()).directory
    return directory.present(unit.owner, day_of(now, unit.time_zone), unit.manager)
