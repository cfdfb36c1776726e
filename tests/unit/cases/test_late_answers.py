"""Answers finished late: what a case learns that had begun on a partial one."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from kuultu.domain.cases.case import Case
from kuultu.domain.cases.events import AnswerCompleted, Delayed
from kuultu.domain.cases.late_answers import completed
from kuultu.domain.people import Person
from kuultu.domain.responses.response import Contact
from tests.unit.helpers.builders import CLOCKS, DAY, NOW, REACHABLE, WORKING, case, response, survey

NOBODY, PHONE = Contact(), Contact(phone="+358 40 000 0000")
LATER = NOW + DAY
PROMISED = LATER + 3 * DAY + timedelta(minutes=30)
"""Three days from then, and on to the next full hour."""


def after(before: Case, contact: Contact = REACHABLE, **told: Any) -> Case:  # noqa: ANN401 - any field of the response
    """The case a day later, when the customer has gone on with the answer."""
    return completed(before, response(contact, **told), survey(), CLOCKS, WORKING, LATER)


def unknown() -> Case:
    """A case of a customer who had not said yet who they are."""
    return case(reachable=False, anonymous=True)


def test_a_customer_whom_nobody_could_answer_before_is_given_a_promise_from_now_on() -> None:
    known = after(unknown())
    assert (known.reachable, known.anonymous) == (True, False)
    assert (known.promised_at, known.promise_began_at) == (PROMISED, LATER)


def test_a_customer_who_was_given_a_promise_before_keeps_it() -> None:
    known = after(case())
    assert (known.promised_at, known.promise_began_at) == (case().promised_at, None)


def test_a_customer_who_leaves_only_a_phone_number_is_known_and_given_no_promise() -> None:
    known = after(unknown(), PHONE)
    assert (known.reachable, known.anonymous) == (False, False)
    assert (known.promised_at, known.promise_began_at) == (case().promised_at, None)


def test_a_customer_who_takes_their_address_back_is_not_answered() -> None:
    known = after(case(), NOBODY)
    assert (known.reachable, known.anonymous, known.promised_at) == (False, True, case().promised_at)


def test_a_case_becomes_urgent_and_what_was_urgent_stays_so() -> None:
    assert after(case(), answers={"nps": 3, "topics": ["safety"]}).urgent
    assert after(case(urgent=True)).urgent
    assert not after(case()).urgent


def test_a_deadline_of_the_law_is_learnt_and_one_that_was_known_stays() -> None:
    barrier = {"nps": 3, "topics": ["accessibility"]}
    assert after(case(), answers=barrier).legal_deadline == NOW + 14 * DAY
    assert after(case(legal_deadline=NOW + 5 * DAY), answers=barrier).legal_deadline == NOW + 5 * DAY
    assert after(case(legal_deadline=NOW + 5 * DAY)).legal_deadline == NOW + 5 * DAY


def test_the_promise_to_a_customer_who_becomes_known_keeps_to_the_deadline_of_the_law() -> None:
    known = after(unknown(), answers={"nps": 3, "topics": ["accessibility"]}, received_at=NOW - 12 * DAY)
    assert known.promised_at == known.legal_deadline == NOW + 2 * DAY


def test_that_an_answer_was_completed_is_told_once_after_what_happened_before() -> None:
    delayed = Delayed(NOW, NOW)
    known = after(case(events=(delayed,)))
    assert known.events == (delayed, AnswerCompleted(LATER))
    assert after(known).events == known.events


def test_an_answer_that_is_still_partial_is_not_told_of_as_complete() -> None:
    assert after(case(), partial=True).events == ()


def test_whoever_has_the_case_and_where_it_stands_is_not_changed_by_an_answer() -> None:
    before = case(owner=Person("Sari Salo", "sari@example.com"), round=2, replies_sent=1, execution="x-2")
    known = after(before)
    assert replace(known, events=()) == before
