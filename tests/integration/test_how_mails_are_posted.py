"""What SES is given for a mail: one reader, both parts, and what it is."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kuultu.domain.mail.mail import Letter, MailState
from kuultu.services.mail.mail_sending import send_once
from kuultu.store.mails import MailItem
from tests.integration.post_office import LETTER, MAIL, PostOffice


def send(letter: Letter = LETTER) -> None:
    send_once(MAIL, lambda: letter, datetime(2026, 11, 23, 9, 30, tzinfo=UTC))


def test_a_mail_carries_both_parts_and_says_what_it_is(post_office: PostOffice) -> None:
    send()
    body = {name: part["Data"] for name, part in post_office.letter["Body"].items()}
    headers = {header["Name"]: header["Value"] for header in post_office.letter["Headers"]}
    assert body == {"Text": "Hei!", "Html": "<p>Hei!</p>"}
    assert (headers["X-Kuultu-Mail"], headers["Auto-Submitted"]) == ("thanks", "auto-generated")


def test_a_mail_goes_to_one_reader_from_our_sender(post_office: PostOffice) -> None:
    send()
    posted = post_office.posted[0]
    assert posted["Destination"] == {"ToAddresses": ["aino@example.com"]}
    assert posted["FromEmailAddress"] == "feedback@example.com"


@pytest.mark.parametrize(
    ("written", "spelled"),
    [
        ("aino@pähkinä.fi", "aino@xn--phkin-grae.fi"),
        ("aino@straße.de", "aino@xn--strae-oqa.de"),
        ("aino@βόλος.com", "aino@xn--nxasmm1c.com"),
        (f"aino@{'ß' * 32}.de", "aino@xn--zcaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.de"),
    ],
)
def test_a_mail_goes_to_the_domain_that_was_written(post_office: PostOffice, written: str, spelled: str) -> None:
    send(replace(LETTER, to=written))
    assert post_office.posted[0]["Destination"] == {"ToAddresses": [spelled]}


def test_a_mail_to_an_address_that_no_mail_reaches_calls_a_person(post_office: PostOffice) -> None:
    send(replace(LETTER, to="aino@\u200b.fi"))
    assert post_office.posted == []
    assert MailItem.get(MAIL.id).state == MailState.NEEDS_A_PERSON
