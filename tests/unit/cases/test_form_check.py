"""What may be filled in through each link."""

from collections.abc import Mapping

import pytest

from kuultu.domain.cases.address_check import MOST_PEOPLE, AddressCheck
from kuultu.domain.cases.form_check import checked_form
from kuultu.domain.cases.shared_mailbox import looks_shared
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import ENTRIES
from kuultu.domain.people import somebody_at
from kuultu.domain.responses.submission import LONGEST_TEXT
from kuultu.errors import Invalid
from kuultu.services.email_address import email_flaw
from tests.unit.helpers.builders import survey

TRIAGE, CONCLUDE = TaskKind.TRIAGE, TaskKind.CONCLUDE
PROPOSE, FOLLOW_UP = TaskKind.PROPOSE_REMEDY, TaskKind.FOLLOW_UP
CUSTOMER = "aino@example.com"
PEOPLE = (somebody_at("pekka@example.com"), somebody_at("myymala@example.com"), somebody_at(CUSTOMER))
CONCLUSION = {"choice": "ours", "facts": "f", "root_cause": "delivery"}
REQUIRED = {
    TaskKind.END_REFLECTION: {"reason": "r"},
    CONCLUDE: {"facts": "f", "root_cause": "other"},
    TaskKind.REPLY: {"message": "m"},
}


FORMS = {kind: entry.form for kind, entry in ENTRIES.items() if entry.form.choices}


def filled_in(kind: TaskKind, data: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """The choice and the fields of a filled form."""
    return checked_form(FORMS[kind], data, survey(), AddressCheck(email_flaw, CUSTOMER, PEOPLE))


def flaws(kind: TaskKind, **data: str) -> list[tuple[str, str]]:
    """Where, and why, a form has to be filled in again."""
    try:
        filled_in(kind, data)
    except Invalid as refused:
        return [(flaw.pointer, flaw.code) for flaw in refused.flaws]
    return []


@pytest.mark.parametrize("kind", list(FORMS))
def test_each_choice_of_each_form_is_taken_and_no_other(kind: TaskKind) -> None:
    required = REQUIRED.get(kind, {})
    for choice in FORMS[kind].choices:
        assert filled_in(kind, {"choice": choice, **required}) == (choice, required)
    assert flaws(kind, choice="whatever", **required) == flaws(kind, **required) == [("choice", "choose")]


def test_every_kind_of_task_but_the_gate_of_enquiries_has_a_form() -> None:
    assert set(TaskKind) - set(FORMS) == {TaskKind.FIND_OUT}


@pytest.mark.parametrize("kind", list(REQUIRED))
def test_what_is_required_is_asked_for_even_when_it_is_blank(kind: TaskKind) -> None:
    blank = dict.fromkeys(REQUIRED[kind], "  \n ")
    expected = [(name, "required") for name in REQUIRED[kind]]
    assert flaws(kind, choice=FORMS[kind].choices[0], **blank) == expected


def test_fields_come_trimmed_and_blank_ones_not_at_all() -> None:
    data = {"choice": "handle", "ask_customer": " Missä? \n", "colleague_name": " "}
    assert filled_in(TRIAGE, data) == ("handle", {"ask_customer": "Missä?"})


@pytest.mark.parametrize("end", ["", "_2", "_10"])
@pytest.mark.parametrize("kind", [TRIAGE, TaskKind.CASE])
def test_people_can_be_asked_up_to_ten_of_each_role(kind: TaskKind, end: str) -> None:
    people = {f"{role}_email{end}": "pekka@example.com" for role in ("colleague", "third_party")}
    assert flaws(kind, choice=FORMS[kind].choices[0], **people) == []


@pytest.mark.parametrize(
    "name", ["colleague_email_11", "colleague_email_1", "ask_customer_2", "approver", "cents", "x"]
)
def test_fields_that_no_form_has_are_refused(name: str) -> None:
    assert flaws(TRIAGE, choice="handle", **{name: "x"}) == [(name, "unknown-field")]


@pytest.mark.parametrize("name", ["cents", "approver", "approver_name"])
def test_what_the_rules_record_cannot_be_sent_in_a_form(name: str) -> None:
    assert flaws(PROPOSE, choice="offer", remedies="refund", **{name: "1"}) == [(name, "unknown-field")]


@pytest.mark.parametrize("name", ["owner_email", "colleague_email", "third_party_email_3"])
@pytest.mark.parametrize("value", ["pekka", "pekka@", "a@example.com\nb@example.com"])
def test_an_address_is_one_address(name: str, value: str) -> None:
    assert flaws(TRIAGE, choice="handle", **{name: value}) == [(name, "invalid-email")]


@pytest.mark.parametrize(
    "name", ["info", "Asiakaspalvelu", "info.helsinki", "hr-fi", "kaikki+x", "henkilokunta", "kundtjanst", "support_1"]
)
def test_a_mailbox_that_several_people_read_is_known_by_its_name(name: str) -> None:
    assert looks_shared(f"{name}@example.com")


@pytest.mark.parametrize("name", ["pekka", "pekka.info", "informant", "tukiainen", "allan"])
def test_a_persons_own_mailbox_is_not_taken_for_a_shared_one(name: str) -> None:
    assert not looks_shared(f"{name}@info.example.com")


TYPED = ["owner_email", "colleague_email", "colleague_email_2", "third_party_email"]


@pytest.mark.parametrize("kind", [TRIAGE, TaskKind.CASE])
@pytest.mark.parametrize("name", TYPED)
@pytest.mark.parametrize("customer", [CUSTOMER, "Aino@Example.com", "aino+koti@example.com"])
def test_no_case_and_no_question_goes_to_the_customer_whoever_insists(kind: TaskKind, name: str, customer: str) -> None:
    named = {"choice": FORMS[kind].choices[0], name: customer, "despite_warnings": "on"}
    assert flaws(kind, **named) == [(name, "is-customer")]


@pytest.mark.parametrize("name", TYPED)
def test_a_case_or_a_question_goes_to_a_shared_mailbox_only_when_somebody_insists(name: str) -> None:
    shared = {"choice": "handle", name: "myymala@example.com"}
    assert flaws(TRIAGE, **shared) == [(name, "group-address")]
    assert flaws(TRIAGE, **shared, despite_warnings="on") == []


@pytest.mark.parametrize("kind", [TRIAGE, TaskKind.CASE])
def test_a_case_goes_to_people_of_the_directory_only(kind: TaskKind) -> None:
    stranger = {"choice": FORMS[kind].choices[0], "owner_email": "stranger@example.com", "despite_warnings": "on"}
    assert flaws(kind, **stranger) == [("owner_email", "not-in-directory")]
    assert flaws(kind, **stranger | {"owner_email": "Pekka@example.com"}) == []


STRANGER = "stranger@example.com"


@pytest.mark.parametrize("name", ["colleague_email", "colleague_email_2", "third_party_email"])
def test_an_address_outside_the_directory_is_shown_back_once_before_a_question_goes_there(name: str) -> None:
    asked = {"choice": "handle", name: STRANGER}
    assert flaws(TRIAGE, **asked) == [(name, "not-known")]
    assert flaws(TRIAGE, **asked, despite_unknown="on") == []


def test_one_stranger_among_the_recipients_is_shown_back() -> None:
    shared = {**CONCLUSION, "share_with": f"pekka@example.com\n{STRANGER}"}
    assert flaws(CONCLUDE, **shared) == [("share_with", "not-known")]
    assert flaws(CONCLUDE, **shared, despite_unknown="on") == flaws(CONCLUDE, **CONCLUSION, share_with="") == []


def test_one_shared_mailbox_among_those_who_get_a_conclusion_is_warned_about() -> None:
    shared = "sari@example.com\nhenkilokunta@example.com"
    assert flaws(CONCLUDE, **CONCLUSION, share_with=shared) == [("share_with", "group-address")]
    assert flaws(CONCLUDE, **CONCLUSION, share_with=shared, despite_warnings="on", despite_unknown="on") == []


def test_a_warning_that_is_overruled_makes_no_bad_address_good() -> None:
    assert flaws(CONCLUDE, **CONCLUSION, share_with="info@", despite_warnings="on") == [("share_with", "invalid-email")]


def test_a_conclusion_is_shared_with_so_many_people_and_no_more() -> None:
    people = [f"sari.{number}@example.com" for number in range(MOST_PEOPLE + 1)]
    assert flaws(CONCLUDE, **CONCLUSION, share_with="\n\n".join(people[1:]), despite_unknown="on") == []
    assert flaws(CONCLUDE, **CONCLUSION, share_with="\n".join(people)) == [("share_with", "too-many")]


@pytest.mark.parametrize(
    ("kind", "choice", "name", "good", "bad"),
    [
        (TaskKind.TELL_MORE, "answer", "wish", "price_reduction", "money"),
        (PROPOSE, "offer", "remedies", "refund,gift_card", "refund,money"),
        (PROPOSE, "offer", "remedies", "apology", "apology,"),
        (FOLLOW_UP, "partly", "score", "10", "11"),
        (FOLLOW_UP, "partly", "score", "0", "-1"),
        (FOLLOW_UP, "partly", "ease", "7", "0"),
    ],
)
def test_a_field_with_a_list_takes_what_is_on_it(kind: TaskKind, choice: str, name: str, good: str, bad: str) -> None:
    assert flaws(kind, choice=choice, **{name: good}) == []
    assert flaws(kind, choice=choice, **{name: bad}) == [(name, "not-offered")]


@pytest.mark.parametrize(
    ("amount", "codes"), [("49,90 €", []), ("ilmainen", ["invalid-amount"]), ("0", ["invalid-amount"])]
)
def test_a_sum_must_be_one(amount: str, codes: list[str]) -> None:
    assert [code for _, code in flaws(PROPOSE, choice="offer", remedies="refund", amount=amount)] == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("ä" * LONGEST_TEXT, []),
        ("ä" * (LONGEST_TEXT + 1), ["too-long"]),
        ("a\x00b", ["invalid-text"]),
        ("\ud800", ["invalid-text"]),
    ],
)
def test_a_text_is_a_text_of_some_length(text: str, codes: list[str]) -> None:
    found = [code for _, code in flaws(TaskKind.STATEMENT, choice="answer", statement=text)]
    assert found == codes


def test_everything_that_must_be_changed_is_said_at_once() -> None:
    found = flaws(CONCLUDE, choice="", root_cause="weather", share_with="pekka", x="y")
    assert dict(found) == {
        "x": "unknown-field",
        "choice": "choose",
        "facts": "required",
        "root_cause": "not-offered",
        "share_with": "invalid-email",
    }


def test_what_is_told_in_a_call_is_one_of_what_can_be_told() -> None:
    told = {"choice": "reached", "said": "s"}
    assert flaws(TaskKind.CALL, **told, wish="refund", remedy="none_of_these", solved="partly") == []
    wrong = [("wish", "not-offered"), ("remedy", "not-offered"), ("solved", "not-offered")]
    assert sorted(flaws(TaskKind.CALL, **told, wish="moon", remedy="moon", solved="moon")) == sorted(wrong)
