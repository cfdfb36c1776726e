"""Responses: whether a customer may still be answering, and can be reached."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from kuultu.domain.responses.response import Contact
from tests.unit.helpers.builders import NOW, response

LATER = NOW + timedelta(minutes=30)


@pytest.mark.parametrize(
    ("partial", "quiet_at", "now", "rests"),
    [
        (True, LATER, NOW, True),
        (True, LATER, LATER, False),
        (True, None, NOW, False),
        (False, LATER, NOW, False),
    ],
)
def test_a_partial_answer_rests_while_the_customer_may_still_be_answering(
    partial: bool, quiet_at: datetime | None, now: datetime, rests: bool
) -> None:
    assert response(partial=partial, quiet_at=quiet_at).rests(now) is rests


@pytest.mark.parametrize(
    ("contact", "reachable", "anonymous"),
    [
        (Contact(email="aino@example.com"), True, False),
        (Contact(phone="+358 40 000 0000"), False, False),
        (Contact(name="Aino", wants_contact=True), False, True),
    ],
)
def test_mail_reaches_an_address_and_a_name_alone_is_nobody(contact: Contact, reachable: bool, anonymous: bool) -> None:
    told = response(contact)
    assert (told.reachable, told.anonymous) == (reachable, anonymous)


@pytest.mark.parametrize(
    ("name", "plain", "first"),
    [
        (" Aino Esimerkki ", "Aino Esimerkki", "Aino"),
        ("evil.example Aino", "", ""),
        ("A" * 61, "", ""),
        ("", "", ""),
    ],
)
def test_a_name_stands_in_our_sentences_only_if_it_looks_like_one(name: str, plain: str, first: str) -> None:
    contact = Contact(name=name)
    assert (contact.plain_name, contact.first_name) == (plain, first)


@pytest.mark.parametrize(
    ("changes", "begun"), [({}, False), ({"execution": "a-2"}, True), ({"case_begun": True}, True)]
)
def test_a_case_was_begun_on_a_response_when_an_execution_was_started(changes: dict[str, Any], begun: bool) -> None:
    assert response(**changes).begun is begun


@pytest.mark.parametrize(
    ("verdict", "email", "nothing"),
    [("positive", "", True), ("neutral", "", True), ("positive", "aino@example.com", False), ("negative", "", False)],
)
def test_a_content_customer_without_a_mail_address_asks_for_nothing(verdict: str, email: str, nothing: bool) -> None:
    assert response(Contact(email=email), verdict=verdict).asks_for_nothing is nothing
