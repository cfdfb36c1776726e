"""The customer's page of a case: what can be done there and when, and what is shown."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kuultu.domain.cases.case import Outcome, Stage
from kuultu.domain.cases.customers_page import (
    MOST_ADDITIONS,
    MOST_CALLS,
    customers_view,
    is_left_behind,
    is_over,
    is_repeated,
    possible_for_customer,
)
from kuultu.domain.cases.decision_rules import decision_in
from kuultu.domain.cases.events import Added, CallWished, Settled
from kuultu.domain.cases.outcome import case_outcome
from kuultu.domain.cases.payloads.customers_page import LONGEST_ADDITION
from kuultu.domain.cases.remedy import Offer, Remedy
from kuultu.domain.cases.stages import stage_of
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.responses.response import Contact
from kuultu.errors import Invalid
from tests.unit.helpers.builders import CHECKS, CLOCKS, DAY, NOW, REACHABLE, Life

TRIAGE, TELL_MORE, RETURN = TaskKind.TRIAGE, TaskKind.TELL_MORE, TaskKind.RETURN_PRODUCT
PHONE = "+358 40 123 4567"
ALL = ["add", "call_me", "solved"]


def flaws(choice: str, contact: Contact = REACHABLE, **fields: str) -> list[tuple[str, str]]:
    """Field and code of what is wrong with an action on the page."""
    life = Life().is_asked(TaskKind.MY_CASE)
    dossier = replace(life.dossier, response=replace(life.dossier.response, contact=contact))
    try:
        decision_in({"choice": choice, **fields}, life.task(TaskKind.MY_CASE), dossier, CHECKS, NOW)
    except Invalid as refused:
        return [(flaw.pointer, flaw.code) for flaw in refused.flaws]
    return []


def test_a_customer_can_add_ask_for_a_call_and_end_the_case_while_it_is_open() -> None:
    assert possible_for_customer(Life().record) == ALL
    assert possible_for_customer(Life().has_offered("refund").record) == ALL


def test_a_remedy_that_was_chosen_is_delivered_before_the_case_can_be_ended() -> None:
    life = Life().has_offered("refund").chooses("refund")
    assert stage_of(life.record) is Stage.DELIVER
    assert possible_for_customer(life.record) == ["add", "call_me"]


def test_after_the_end_a_customer_can_still_add_something_for_two_weeks() -> None:
    life = Life(outcome=Outcome.SILENT, closed_at=NOW)
    assert possible_for_customer(life.record) == ["add", "call_me"]
    assert not is_over(life.record.case, CLOCKS, NOW + 14 * DAY - timedelta(microseconds=1))
    assert is_over(life.record.case, CLOCKS, NOW + 14 * DAY)
    assert not is_over(Life().record.case, CLOCKS, NOW + 400 * DAY)


def test_whoever_has_the_link_can_fill_no_case_with_texts() -> None:
    texts = tuple(Added(NOW, str(number)) for number in range(MOST_ADDITIONS))
    calls = tuple(CallWished(NOW, str(number)) for number in range(MOST_CALLS))
    assert possible_for_customer(Life(events=texts + calls).record) == ["solved"]


def test_a_case_that_the_customer_calls_settled_is_recovered_and_closes() -> None:
    life = Life().decides(TRIAGE, "handle").becomes(events=(Settled(NOW),))
    assert stage_of(life.record) is Stage.CLOSE
    assert case_outcome(life.record) is Outcome.RECOVERED
    assert case_outcome(life.waits(1).is_reopened().record) is Outcome.SILENT


def test_what_was_chosen_is_delivered_before_a_case_that_the_customer_calls_settled_closes() -> None:
    life = Life().is_concluded().offers("repair").sends_the_answer().decides(TaskKind.CHOOSE_REMEDY, "repair")
    settled = life.becomes(events=(Settled(life.now),))
    assert stage_of(settled.record) is Stage.DELIVER
    assert stage_of(settled.decides(TaskKind.DELIVER_REMEDY, "impossible").record) is Stage.CLOSE


@pytest.mark.parametrize(
    ("later", "event", "repeated"),
    [
        (timedelta(minutes=1), Added(NOW, "Se oli sininen."), True),
        (timedelta(hours=1), Added(NOW, "Se oli sininen."), False),
        (timedelta(minutes=1), Added(NOW, "Se oli vihreä."), False),
        (timedelta(minutes=1), CallWished(NOW, PHONE), False),
    ],
)
def test_the_same_again_at_once_is_a_second_click(later: timedelta, event: Added | CallWished, repeated: bool) -> None:
    known = Life(events=(Added(NOW, "Se oli sininen."),)).record.case
    assert is_repeated(known, replace(event, at=NOW + later)) is repeated


def test_what_was_open_when_the_customer_ended_the_case_is_left_behind_but_for_what_is_shared() -> None:
    life = Life(events=(Settled(NOW),)).is_asked(TRIAGE).is_asked(TaskKind.CONFIRM_READ, "a")
    assert not is_left_behind(life.task(TRIAGE), life.record.case)
    closed = replace(life.record.case, outcome=Outcome.RECOVERED)
    assert is_left_behind(life.task(TRIAGE), closed)
    assert not is_left_behind(life.task(TaskKind.CONFIRM_READ, "a"), closed)
    assert not is_left_behind(life.task(TRIAGE), replace(closed, events=()))


def test_what_is_added_has_words_and_not_too_many() -> None:
    assert flaws("add") == [("text", "required")]
    assert flaws("add", text="Se oli sininen.") == []
    assert flaws("add", text="a" * (LONGEST_ADDITION + 1)) == [("text", "too-long-here")]


@pytest.mark.parametrize(
    ("phone", "wrong"),
    [
        ("", [("phone", "required")]),
        (PHONE, []),
        ("(09) 123-456", []),
        ("soita", [("phone", "invalid-phone")]),
        ("1234", [("phone", "invalid-phone")]),
        ("0" * 41, [("phone", "invalid-phone")]),
        ("040 123 4567 x", [("phone", "invalid-phone")]),
    ],
)
def test_a_call_needs_a_number_that_can_be_called(phone: str, wrong: list[tuple[str, str]]) -> None:
    assert flaws("call_me", phone=phone) == wrong


def test_a_number_that_we_know_need_not_be_written_again() -> None:
    known = replace(REACHABLE, phone=PHONE)
    assert flaws("call_me", known) == []
    life = Life().is_asked(TaskKind.MY_CASE)
    dossier = replace(life.dossier, response=replace(life.dossier.response, contact=known))
    decided = [
        decision_in({"choice": "call_me", "phone": given}, life.task(TaskKind.MY_CASE), dossier, CHECKS, NOW)
        for given in ("", "040 999 9999")
    ]
    assert [one.payload.written()["phone"] for one in decided] == [PHONE, "040 999 9999"]


def test_the_time_that_suits_a_call_is_one_short_line() -> None:
    assert flaws("call_me", phone=PHONE, when="klo 16 jälkeen") == []
    assert flaws("call_me", phone=PHONE, when="a" * 101) == [("when", "too-long-when")]
    assert flaws("call_me", phone=PHONE, when="a\nb") == [("when", "too-long-when")]


def test_a_time_that_we_know_need_not_be_written_again() -> None:
    life = Life().is_asked(TaskKind.MY_CASE)
    known = replace(life.dossier.response, contact=replace(REACHABLE, phone=PHONE, contact_when="aamulla"))
    decided = [
        decision_in(form, life.task(TaskKind.MY_CASE), replace(life.dossier, response=known), CHECKS, NOW)
        for form in ({"choice": "call_me"}, {"choice": "call_me", "when": "illalla"}, {"choice": "add", "text": "Hei."})
    ]
    assert [one.payload.when for one in decided] == ["aamulla", "illalla", ""]


def test_the_page_shows_what_is_asked_offered_and_chosen_but_nothing_of_the_staff() -> None:
    life = Life().is_asked(TELL_MORE, question="Missä?").is_asked(RETURN)
    assert set(customers_view(life.record).open_requests) == {"tell_more", "return_product"}
    life.decides(TELL_MORE, "answer", details="Kotona.").decides(RETURN, "keep")
    asked = customers_view(life.record)
    assert (asked.open_requests, asked.told, asked.offer) == ((), ("Kotona.",), Offer(()))


def test_the_page_shows_an_offer_once_it_was_sent() -> None:
    life = Life().is_concluded().offers("refund", cents="4900")
    assert customers_view(life.record).offer == Offer(())
    life.sends_the_answer().is_asked(TaskKind.CHOOSE_REMEDY)
    seen = customers_view(life.record)
    assert (seen.offer.remedies, seen.choice, seen.delivered) == ((Remedy.REFUND,), "", False)
    life.chooses("refund").decides(TaskKind.DELIVER_REMEDY, "delivered")
    seen = customers_view(life.record)
    assert (seen.choice, seen.delivered) == ("refund", True)


@pytest.mark.parametrize("choice", ["solved", "take_back"])
def test_nothing_needs_to_be_written_when_a_customer_ends_the_case(choice: str) -> None:
    assert flaws(choice) == []
