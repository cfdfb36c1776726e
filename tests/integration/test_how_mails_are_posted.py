"""What SES is given for a mail: one reader, both parts, and what it is."""

from dataclasses import replace
from datetime import UTC, datetime

from kuultu.domain.mail.mail import Letter
from kuultu.services.mail.mail_sending import send_once
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


def test_a_domain_with_other_letters_is_spelled_as_the_mail_system_spells_it(post_office: PostOffice) -> None:
    send(replace(LETTER, to="aino@pähkinä.fi"))
    assert post_office.posted[0]["Destination"] == {"ToAddresses": ["aino@xn--phkin-grae.fi"]}
