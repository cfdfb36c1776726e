"""Payloads of decisions: kept as texts by field name, and read again, also those that an earlier release kept."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuultu.domain.cases.decisions import Fields, Payload
from kuultu.domain.cases.enquiry import COLLEAGUE, MOST_OF_A_ROLE, THIRD_PARTY, Enquiry
from kuultu.domain.cases.payloads.absences import AbsenceNote
from kuultu.domain.cases.payloads.calling import Call
from kuultu.domain.cases.payloads.case_page import CaseAction
from kuultu.domain.cases.payloads.customers_page import CustomerAction
from kuultu.domain.cases.payloads.finding_out import (
    Conclusion,
    Confirmation,
    EarlyEnd,
    Explanation,
    Inspection,
    ProductReturn,
    Settlement,
    Statement,
    Triage,
)
from kuultu.domain.cases.payloads.heard_complaint import HeardComplaint
from kuultu.domain.cases.payloads.putting_right import Approval, Delivery, FollowUp, Proposal, RemedyChoice, Reply
from kuultu.domain.cases.remedy import MONEY, MOST_CENTS, Remedy
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import ENTRIES, entry_of
from kuultu.domain.people import Person, somebody_at

TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]) | st.just("\n"), max_size=20)
LINES = TEXTS.map(lambda text: " ".join(text.split())).filter(bool)
PEOPLE = st.builds(Person, LINES, LINES)


def asked(role: str) -> st.SearchStrategy[list[Enquiry]]:
    """Any number of questions to people in this role."""
    return st.lists(
        st.builds(Enquiry, st.just(TaskKind.STATEMENT), st.just(role), PEOPLE, TEXTS), max_size=MOST_OF_A_ROLE
    )


ENQUIRIES = st.tuples(
    st.lists(st.builds(Enquiry, st.just(TaskKind.TELL_MORE), question=LINES), max_size=1),
    asked(COLLEAGUE),
    asked(THIRD_PARTY),
    st.lists(st.just(Enquiry(TaskKind.RETURN_PRODUCT)), max_size=1),
).map(lambda parts: tuple(one for part in parts for one in part))

VALUES: dict[object, st.SearchStrategy[Any]] = {
    str: TEXTS,
    bool: st.booleans(),
    int | None: st.none() | st.integers(0, MOST_CENTS),
    tuple[str, ...]: st.lists(LINES).map(tuple),
    tuple[Remedy, ...]: st.lists(st.sampled_from(Remedy), unique=True).map(tuple),
    tuple[Enquiry, ...]: ENQUIRIES,
    Person | None: st.none() | PEOPLE,
    Mapping[Remedy, int]: st.dictionaries(st.sampled_from(sorted(MONEY)), st.integers(1, MOST_CENTS)),
}


def any_of(payload: type[Payload]) -> st.SearchStrategy[Payload]:
    """Payloads of this class with whatever values."""
    declared: Any = fields(payload)  # type: ignore[arg-type]
    sums = {"cents": st.none() | st.integers(1, MOST_CENTS)} if payload is Proposal else {}
    return st.builds(payload, **({one.name: VALUES[one.type] for one in declared} | sums))


@pytest.mark.parametrize("kind", list(ENTRIES))
@given(st.data())
def test_what_is_kept_of_a_decision_is_read_as_it_was_decided(kind: TaskKind, data: st.DataObject) -> None:
    payload = data.draw(any_of(entry_of(kind).payload))
    kept = payload.written()
    assert type(payload).read(kept) == payload
    assert all(isinstance(text, str) and text for text in kept.values())


@given(st.data())
def test_a_question_that_is_read_again_is_the_same_enquiry(data: st.DataObject) -> None:
    triage = data.draw(st.builds(Triage, enquiries=ENQUIRIES))
    read = Triage.read(triage.written()).enquiries
    assert [(one.name, one.details) for one in read] == [(one.name, one.details) for one in triage.enquiries]


@pytest.mark.parametrize("payload", [entry.payload for entry in ENTRIES.values()])
def test_a_decision_without_any_field_keeps_nothing_and_is_read_from_nothing(payload: type[Payload]) -> None:
    assert payload().written() == {}
    assert payload.read({}) == payload()
    assert payload().text == ""


PEKKA = Enquiry(TaskKind.STATEMENT, COLLEAGUE, Person("Pekka", "pekka@x.fi"), "Mitä?")
ULLA = Enquiry(TaskKind.STATEMENT, COLLEAGUE, somebody_at("ulla.kallio@x.fi"))
POST = Enquiry(TaskKind.STATEMENT, THIRD_PARTY, somebody_at("posti@x.fi"))
EVERYBODY = (Enquiry(TaskKind.TELL_MORE, question="Missä?"), PEKKA, ULLA, POST, Enquiry(TaskKind.RETURN_PRODUCT))
ASKED = {
    "ask_customer": "Missä?",
    "colleague_name": "Pekka",
    "colleague_email": "pekka@x.fi",
    "colleague_question": "Mitä?",
    "colleague_email_2": "ulla.kallio@x.fi",
    "third_party_email_3": "posti@x.fi",
    "return_product": "on",
    "despite_warnings": "on",
}
SHARED = "sari@x.fi\r\n\n Ulla@x.fi \nsari@X.fi"
OFFERED = (Remedy.REFUND, Remedy.REPLACEMENT)
TO_APPROVE = {"cents": "12900", "approver": "m@x.fi", "approver_name": "M"}

EARLIER: list[tuple[Fields, Payload]] = [
    ({"owner_email": "uusi@x.fi", **ASKED}, Triage("uusi@x.fi", "", EVERYBODY, True)),
    ({}, Triage()),
    ({"reason": "Terveys vaarassa."}, EarlyEnd("Terveys vaarassa.")),
    ({}, Settlement()),
    ({"details": "Kotona.", "bought_at": "Turku", "wish": "refund"}, Explanation("Kotona.", "Turku", "refund")),
    ({"statement": "Oli ruuhka."}, Statement("Oli ruuhka.")),
    ({"tracking": "JJFI1"}, ProductReturn("JJFI1")),
    ({"finding": "Ehjä."}, Inspection("Ehjä.")),
    (
        {"facts": "f", "root_cause": "delivery", "share_with": SHARED, "despite_warnings": "on"},
        Conclusion("f", "delivery", ("sari@x.fi", "Ulla@x.fi", "sari@X.fi"), True),
    ),
    ({"comment": "Luettu."}, Confirmation("Luettu.")),
    (
        {"remedies": "refund,replacement", "amount": "129.00", "reason": "r", **TO_APPROVE},
        Proposal(OFFERED, 129_00, "r", Person("M", "m@x.fi")),
    ),
    ({"remedies": "refund", "amount": "49,90", "cents": "4990"}, Proposal((Remedy.REFUND,), 49_90)),
    ({"remedies": "repair", "cents": ""}, Proposal((Remedy.REPAIR,))),
    ({"remedies": "", "amount": "500", "reason": "r"}, Proposal((), None, "r")),
    (
        {"remedies": "repair", "approver": "outi.rantanen@x.fi"},
        Proposal((Remedy.REPAIR,), approver=somebody_at("outi.rantanen@x.fi")),
    ),
    ({"reason": "Liikaa."}, Approval("Liikaa.")),
    ({"message": "Kiitos.", "despite_warnings": "on"}, Reply("Kiitos.", True)),
    ({"message": "Kiitos."}, Reply("Kiitos.")),
    ({"wish": "Uusi."}, RemedyChoice("Uusi.")),
    ({"delivery_reference": "JJFI2"}, Delivery("JJFI2")),
    ({"score": "9", "recovered": "yes"}, FollowUp(9, None, "", True)),
    ({"score": "0", "ease": "7", "comment": "Ei.", "recovered": "no"}, FollowUp(0, 7, "Ei.", False)),
    ({"said": "Sovimme.", "dispute_body": "yes", "score": "3"}, Call("Sovimme.", dispute_body=True, score=3)),
    ({"owner_email": "uusi@x.fi", "reason": "r"}, CaseAction("uusi@x.fi", "r")),
    ({"from": "2027-07-01", "until": "2027-07-31"}, AbsenceNote("2027-07-01", "2027-07-31")),
    ({"name": "Aino", "heard": "phone"}, HeardComplaint("Aino", heard="phone")),
    ({"text": "Ei ollut vahinko."}, CustomerAction("Ei ollut vahinko.")),
]
"""Fields as an earlier release kept them, or as a form of its pages sent them."""


@pytest.mark.parametrize(("kept", "payload"), EARLIER)
def test_what_an_earlier_release_kept_is_read_as_it_was_meant(kept: Fields, payload: Payload) -> None:
    assert type(payload).read(kept) == payload


def test_what_an_earlier_release_kept_is_read_for_every_kind_of_task() -> None:
    assert {type(payload) for _, payload in EARLIER} == {entry.payload for entry in ENTRIES.values()}


def test_a_field_that_a_later_release_knows_is_left_out() -> None:
    assert Explanation.read({"details": "Kotona.", "mood": "angry"}) == Explanation("Kotona.")
    assert Proposal.read({"remedies": "repair", "mood": "angry"}) == Proposal((Remedy.REPAIR,))


def test_what_triage_writes_into_the_history_is_the_reason_or_the_question_to_the_customer() -> None:
    assert Triage(reason="Vahinko.").text == "Vahinko."
    assert Triage(enquiries=EVERYBODY).text == "Missä?"
    assert Triage(enquiries=(PEKKA,)).text == ""
