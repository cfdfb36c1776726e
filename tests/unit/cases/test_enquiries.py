"""Enquiries: who is asked what, how each ends, and who must have been heard."""

from dataclasses import replace

import pytest

from kuultu.domain.cases.enquiries import on_its_way, statements_of_colleagues, times_asked, unheard
from kuultu.domain.cases.enquiry import MOST_OF_A_ROLE, Enquiry, enquiries_in, suffixes
from kuultu.domain.cases.findings import all_found_out, enquiry_outcome
from kuultu.domain.cases.payloads.finding_out import Conclusion
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks.confirm_read import share_name
from kuultu.domain.people import Person, somebody_at
from tests.unit.helpers.builders import COLLEAGUE, Life

TRIAGE, TELL_MORE, STATEMENT = TaskKind.TRIAGE, TaskKind.TELL_MORE, TaskKind.STATEMENT
RETURN, INSPECT = TaskKind.RETURN_PRODUCT, TaskKind.INSPECT
CARRIER = Person("Posti", "carrier@example.com")


def test_a_form_that_asks_nobody_holds_no_enquiry() -> None:
    assert enquiries_in({"owner_email": "pekka@example.com", "colleague_name": "Pekka", "return_product": ""}) == ()


def test_a_form_asks_the_customer_people_of_each_role_and_for_the_product() -> None:
    asked = {"ask_customer": "Missä?", "return_product": "on", "third_party_email": CARRIER.email}
    colleague = {"colleague_email": COLLEAGUE.email, "colleague_name": COLLEAGUE.name, "colleague_question": "Mitä?"}
    assert enquiries_in(asked | colleague) == (
        Enquiry(TELL_MORE, "customer", None, "Missä?"),
        Enquiry(STATEMENT, "colleague", COLLEAGUE, "Mitä?"),
        Enquiry(STATEMENT, "third_party", somebody_at(CARRIER.email)),
        Enquiry(RETURN),
    )


def test_repeated_fields_ask_several_people_each_their_own_question() -> None:
    fields = {f"colleague_email{end}": f"kollega{end}@example.com" for end in suffixes()}
    fields |= {f"colleague_question{end}": f"Kysymys{end}" for end in suffixes()}
    asked = enquiries_in(fields)
    assert [one.question for one in asked] == ["Kysymys", *(f"Kysymys_{number}" for number in range(2, 11))]
    assert len({one.name for one in asked}) == MOST_OF_A_ROLE


def test_a_gap_between_repeated_fields_moves_no_question_to_another_person() -> None:
    asked = enquiries_in({"third_party_email_3": CARRIER.email, "third_party_question_2": "Kenelle?"})
    assert [(one.person and one.person.email, one.question) for one in asked] == [(CARRIER.email, "")]


def test_the_same_question_to_the_same_person_is_the_same_enquiry_however_the_address_is_spelt() -> None:
    first = Enquiry(STATEMENT, "colleague", COLLEAGUE, "Mitä?")
    assert replace(first, person=Person("P.", COLLEAGUE.email.upper())).name == first.name
    others = [replace(first, question="Milloin?"), replace(first, role="third_party"), replace(first, person=CARRIER)]
    assert len({first.name, *(one.name for one in others)}) == 4


def test_a_product_is_returned_once_in_a_round() -> None:
    assert Enquiry(RETURN).name == ""


@pytest.mark.parametrize(
    ("kind", "choice", "outcome"),
    [
        (TELL_MORE, "answer", "answered"),
        (TELL_MORE, "decline", "declined"),
        (STATEMENT, "answer", "answered"),
        (STATEMENT, "decline", "declined"),
        (RETURN, "sent", "answered"),
        (RETURN, "keep", "declined"),
        (INSPECT, "fault_found", "answered"),
        (INSPECT, "no_fault", "answered"),
        (INSPECT, "not_received", "not_received"),
    ],
)
def test_each_enquiry_ends_with_an_outcome(kind: TaskKind, choice: str, outcome: str) -> None:
    assert enquiry_outcome(Life().decides(kind, choice).task(kind)) == outcome


def test_an_enquiry_is_open_until_it_times_out() -> None:
    life = Life().is_asked(STATEMENT)
    assert enquiry_outcome(life.task(STATEMENT)) == "open"
    assert enquiry_outcome(life.lets_expire(STATEMENT).task(STATEMENT)) == "timed_out"


def asked_at_triage(**fields: str) -> Life:
    """A case whose owner asked this at triage, and everything was asked."""
    life = Life().decides(TRIAGE, "handle", **fields)
    for one in enquiries_in(fields):
        life.is_asked(one.kind, one.name, one.person, **one.details)
    return life


def test_where_nobody_was_asked_all_is_found_out() -> None:
    assert all_found_out(asked_at_triage().record)


def test_what_triage_asked_for_is_waited_for_even_before_it_was_made() -> None:
    assert not all_found_out(Life().decides(TRIAGE, "handle", ask_customer="Missä?").record)


@pytest.mark.parametrize("end", ["answer", "decline", "time"])
def test_all_is_found_out_once_every_enquiry_has_ended_in_whatever_way(end: str) -> None:
    life = asked_at_triage(ask_customer="Missä?", colleague_email=COLLEAGUE.email)
    first, last = life.record.of_kind(TELL_MORE, STATEMENT)
    life.decides(first.kind, "decline", first.name)
    assert not all_found_out(life.record)
    life.lets_expire(last.kind, last.name) if end == "time" else life.decides(last.kind, end, last.name)
    assert all_found_out(life.record)


def test_a_product_that_was_sent_is_found_out_about_only_when_it_was_inspected() -> None:
    life = asked_at_triage(return_product="on").decides(RETURN, "sent", tracking="JJFI123")
    assert (on_its_way(life.record), all_found_out(life.record)) == (life.task(RETURN), False)
    life.is_asked(INSPECT)
    assert (on_its_way(life.record), all_found_out(life.record)) == (None, False)
    assert all_found_out(life.decides(INSPECT, "not_received").record)


@pytest.mark.parametrize("end", ["keep", "time"])
def test_a_product_that_does_not_come_back_is_not_waited_for(end: str) -> None:
    life = asked_at_triage(return_product="on")
    life.lets_expire(RETURN) if end == "time" else life.decides(RETURN, end)
    assert (on_its_way(life.record), all_found_out(life.record)) == (None, True)


def test_colleagues_are_to_be_heard_and_third_parties_are_not_waited_for() -> None:
    life = Life().is_asked(STATEMENT, "pekka", COLLEAGUE, role="colleague")
    life.is_asked(STATEMENT, "posti", CARRIER, role="third_party").is_asked(TELL_MORE)
    assert unheard(life.record) == [life.task(STATEMENT, "pekka")]
    assert unheard(life.lets_expire(STATEMENT, "pekka").record) == []


def test_what_colleagues_said_is_remembered_over_rounds_and_what_others_said_is_not_theirs() -> None:
    life = Life().hears(COLLEAGUE, "Myymälässä oli ruuhka.").hears(CARRIER, "Katu oli suljettu.", "third_party")
    life.is_reopened().is_asked(STATEMENT, "pekka", COLLEAGUE, role="colleague").decides(STATEMENT, "decline", "pekka")
    assert statements_of_colleagues(life.record) == ["Myymälässä oli ruuhka."]


def test_it_is_counted_how_often_the_customer_was_asked_to_explain() -> None:
    life = Life().is_asked(TELL_MORE, "1").is_asked(TELL_MORE, "2").is_asked(RETURN).is_reopened()
    assert times_asked(life.is_asked(TELL_MORE, "1").record) == 3


def test_a_conclusion_is_shared_once_with_each_person_however_often_and_however_spelt() -> None:
    shared = "sari.salo@example.com\n\n ulla@example.com \nSari.Salo@example.com\n"
    addresses = Conclusion.read({"share_with": shared}).recipients
    assert addresses == ["Sari.Salo@example.com", "ulla@example.com"]
    assert share_name(addresses[0]) == share_name("sari.salo@example.com") != share_name(addresses[1])
    assert Conclusion.read({}).recipients == []
