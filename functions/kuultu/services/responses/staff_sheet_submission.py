"""Submission of staff sheets: what a customer told the staff of a unit is stored, or given back to be corrected."""

from dataclasses import replace
from datetime import datetime

from kuultu.domain.responses.answer_sheet import Values
from kuultu.domain.responses.staff_sheet import StaffSheet, filled_in, submission_in
from kuultu.errors import KeyReused
from kuultu.observability import count
from kuultu.services.email_address import email_flaw
from kuultu.services.responses.response_storing import hash_of_body, obstacle_to, response_id_for, store_response
from kuultu.services.responses.sheet_view import new_key


def submit_staff_sheet(empty: StaffSheet, values: Values, now: datetime) -> StaffSheet:
    """Store a sheet with the fields of its form; a sheet with a problem is not stored, and keeps all that is on it.

    Whoever has the link is trusted: no limits of senders, no proof of work. Raises Malformed.
    """
    sheet = filled_in(empty, values)
    response_id = response_id_for(sheet.survey.id, sheet.key)
    problem = obstacle_to(lambda: _store(sheet, response_id, now))
    if problem is None:
        count("ComplaintEntered", response_id=response_id)
    sent_before = isinstance(problem, KeyReused)  # and changed since: it takes a new key to send both
    key = new_key() if sent_before else sheet.key
    return replace(sheet, problem=problem, key=key, stored="" if problem else response_id)


def _store(sheet: StaffSheet, response_id: str, now: datetime) -> None:
    submission = submission_in(sheet, email_flaw)
    body_hash = hash_of_body({"unit": sheet.unit.id, "answers": dict(sheet.filled), **sheet.beside})
    store_response(sheet.survey, response_id, submission, body_hash, now)
