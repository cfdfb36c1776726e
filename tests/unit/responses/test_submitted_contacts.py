"""Who a customer says they are, and where the answer was given: each flaw by its code."""

import pytest

from kuultu.domain.responses.submission import LONGEST_LINE
from tests.unit.helpers.submitting import GOOD, check, flaws_of

CONSENT = {"consent": True}


@pytest.mark.parametrize("contact", [None, [], "aino@example.com", 5])
def test_contact_must_be_an_object(contact: object) -> None:
    assert flaws_of(GOOD | {"contact": contact}) == [("/contact", "wrong-type")]


@pytest.mark.parametrize("consent", [{}, {"consent": False}])
def test_contact_details_are_taken_only_with_consent(consent: dict[str, bool]) -> None:
    assert flaws_of(GOOD | {"contact": {"name": "Aino"} | consent}) == [("/contact/consent", "consent-required")]


@pytest.mark.parametrize("consent", [1, "true", None])
def test_consent_is_given_by_true_and_by_nothing_that_resembles_it(consent: object) -> None:
    flaws = flaws_of(GOOD | {"contact": {"name": "Aino", "consent": consent}})
    assert flaws == [("/contact/consent", "wrong-type"), ("/contact/consent", "consent-required")]


@pytest.mark.parametrize("blank", [{}, {"email": ""}, {"phone": ""}, {"phone": "  "}, {"phone": "\u200b"}])
def test_whoever_wants_to_be_contacted_says_how(blank: dict[str, str]) -> None:
    contact = {"wants_contact": True} | CONSENT | blank
    assert flaws_of(GOOD | {"contact": contact}) == [("/contact/wants_contact", "contact-missing")]


@pytest.mark.parametrize(("key", "longest"), [(key, LONGEST_LINE[key]) for key in ("name", "phone", "contact_when")])
def test_a_line_about_the_customer_has_a_greatest_length(key: str, longest: int) -> None:
    assert check(GOOD | {"contact": CONSENT | {key: "1" * longest}})
    assert flaws_of(GOOD | {"contact": CONSENT | {key: "1" * (longest + 1)}}) == [(f"/contact/{key}", "too-long")]


@pytest.mark.parametrize("key", ["unit", "reference", "touchpoint"])
def test_a_line_about_the_context_has_a_greatest_length(key: str) -> None:
    longest = LONGEST_LINE[key]
    assert check(GOOD | {"context": {key: "1" * longest}})
    assert flaws_of(GOOD | {"context": {key: "1" * (longest + 1)}}) == [(f"/context/{key}", "too-long")]


@pytest.mark.parametrize("line", ["a\nb", "a\r\nBcc: b@example.com", "a\x00", "a\x1b[0m"])
def test_a_line_is_one_line(line: str) -> None:
    assert flaws_of(GOOD | {"contact": CONSENT | {"name": line}}) == [("/contact/name", "invalid-text")]
    assert flaws_of(GOOD | {"context": {"unit": line}}) == [("/context/unit", "invalid-text")]


@pytest.mark.parametrize(
    "email",
    [
        "aino",
        "aino@",
        "@example.com",
        "aino@example",
        "aino@example..com",
        "aino @example.com",
        "Aino <aino@example.com>",
        "aino@example.com,pekka@example.com",
        "aino@example.com pekka@example.com",
        "aino@[127.0.0.1]",
        " ",
    ],
)
def test_a_mail_address_that_no_mail_can_be_sent_to_is_refused(email: str) -> None:
    assert flaws_of(GOOD | {"contact": CONSENT | {"email": email}}) == [("/contact/email", "invalid-email")]


@pytest.mark.parametrize("email", ["aino@example.com\r\nBcc: x@example.com", "aino\n@example.com"])
def test_a_mail_address_with_a_line_break_never_reaches_a_header(email: str) -> None:
    assert flaws_of(GOOD | {"contact": CONSENT | {"email": email}}) == [("/contact/email", "invalid-text")]


@pytest.mark.parametrize(
    "email", ["aino+palaute@example.com", "a@example.com", "AINO@EXAMPLE.COM", "o'brien@example.com"]
)
def test_an_unusual_mail_address_is_accepted_as_typed(email: str) -> None:
    assert check(GOOD | {"contact": CONSENT | {"email": email}}).contact.email == email


@pytest.mark.parametrize("context", [None, [], "x"])
def test_context_must_be_an_object(context: object) -> None:
    assert flaws_of(GOOD | {"context": context}) == [("/context", "wrong-type")]


@pytest.mark.parametrize("page", ["javascript:alert(1)", "data:text/html,x", "//shop.example", "shop.example"])
def test_a_page_is_an_http_address(page: str) -> None:
    assert flaws_of(GOOD | {"context": {"page": page}}) == [("/context/page", "invalid-address")]
