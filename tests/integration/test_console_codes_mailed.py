"""The mails with codes for the console: to staff alone, once, with nothing of them kept."""

from datetime import timedelta

import pytest
from time_machine import Traveller

from kuultu.web.console.session_cookie import SESSION, SIGN_IN_COOKIE
from mail_events.handler import handle as note_event
from sign_in_mails.handler import handle as mail_codes
from tests.integration.console import ask_for_code, asked_as, deliver, enter, last_code, last_letter
from tests.integration.moto_backends import rows
from tests.integration.wire import Wire
from tests.integration.world import OWNER

pytestmark = pytest.mark.usefixtures("aws")

STRANGER = "stranger@example.com"


def test_the_mail_holds_the_code_in_subject_and_first_line_and_no_link(wire: Wire) -> None:
    _, code = asked_as(OWNER, wire)
    simple, told = last_letter(wire)["Content"]["Simple"], f"{code[:4]} {code[4:]}"
    text = simple["Body"]["Text"]["Data"]
    assert simple["Subject"]["Data"].startswith(told)
    assert text.startswith(told)
    assert "://" not in text + simple["Body"]["Html"]["Data"]
    assert {"Name": "X-Kuultu-Mail", "Value": "sign-in"} in simple["Headers"]


def test_the_mail_is_in_the_language_of_the_person_and_says_what_to_do_if_somebody_else_asked(wire: Wire) -> None:
    asked_as(OWNER.upper(), wire)
    letter = last_letter(wire)
    assert letter["Destination"]["ToAddresses"] == [OWNER]
    assert letter["FromEmailAddress"].startswith('"Kuultu, Kattila & Kannu"')
    assert letter["ReplyToAddresses"] == ["director@example.com"]
    assert "Jos et pyytänyt" in letter["Content"]["Simple"]["Body"]["Text"]["Data"]


def test_the_code_stands_in_no_table_event_or_ledger(wire: Wire) -> None:
    cookies = ask_for_code(OWNER).cookies
    deliver(wire)
    code = last_code(wire)
    kept = str([rows(table) for table in ("sessions", "limits", "mails")]) + str(wire.invoked)
    assert code not in kept.replace(" ", "")
    assert cookies[SIGN_IN_COOKIE] not in kept
    assert rows("mails") == []


def test_g8_logs_hold_neither_code_nor_address_nor_token(
    wire: Wire, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG", logger="kuultu")
    asked = ask_for_code(OWNER).cookies
    deliver(wire)
    code = last_code(wire)
    entered = [enter(typed, asked) for typed in ("1", "00000000", code)][-1].cookies
    logged = caplog.text + "".join(capfd.readouterr())
    assert "SignedIn" in logged
    secrets = [code, f"{code[:4]} {code[4:]}", OWNER, "Mari", asked[SIGN_IN_COOKIE], entered[SESSION]]
    assert [secret for secret in secrets if secret in logged] == []


def test_the_event_for_the_mail_holds_nothing_but_the_key_of_the_sign_in(wire: Wire) -> None:
    ask_for_code(OWNER)
    [(name, event)] = wire.invoked
    assert (name, list(event)) == ("sign-in-mails", ["sign_in"])
    assert rows("sessions")[0]["key"] == f"sign-in#{event['sign_in']}"


def test_s03_nobody_but_staff_gets_a_mail(wire: Wire) -> None:
    for address in (STRANGER, "liisa@example.com"):  # a member of the directory without a unit
        ask_for_code(address)
    deliver(wire)
    assert wire.letters == []


def test_a_lambda_that_is_asked_twice_mails_once(wire: Wire) -> None:
    ask_for_code(OWNER)
    deliver(wire)
    deliver(wire)
    assert len(wire.letters) == 1


def test_a_mail_that_ses_did_not_take_is_sent_when_lambda_asks_again(wire: Wire) -> None:
    cookies = ask_for_code(OWNER).cookies
    wire.refuse("SendEmail", "TooManyRequestsException", status=429)
    with pytest.raises(Exception, match="service that we need"):
        deliver(wire)
    wire.heal()
    wire.letters.clear()
    deliver(wire)
    assert enter(last_code(wire), cookies).status == 303


@pytest.mark.parametrize(("code", "status"), [("InternalFailure", 500), ("MessageRejected", 400)])
def test_a_mail_of_unknown_fate_or_one_that_ses_refuses_is_not_sent_again(wire: Wire, code: str, status: int) -> None:
    ask_for_code(OWNER)
    wire.refuse("SendEmail", code, status=status)
    deliver(wire)
    sent = len(wire.letters)
    wire.heal()
    deliver(wire)
    assert len(wire.letters) == sent == 1


def test_no_code_is_mailed_for_a_sign_in_that_is_over_or_never_was(wire: Wire, clock: Traveller) -> None:
    ask_for_code(OWNER)
    clock.shift(timedelta(minutes=10))
    deliver(wire)
    mail_codes({"sign_in": "0" * 64}, object())
    assert wire.letters == []
    assert len(rows("sessions")) == 1


def test_what_ses_reports_of_such_a_mail_changes_nothing(wire: Wire) -> None:
    asked_as(OWNER, wire)
    tag = last_letter(wire)["EmailTags"][0]["Value"]
    for kind in ("Send", "Delivery", "Bounce", "Complaint"):
        note_event({"detail": {"eventType": kind, "mail": {"tags": {"mail_id": [tag]}}}}, object())
    assert rows("mails") == []


def test_if_lambda_takes_no_call_the_page_says_so(wire: Wire, no_waiting: None) -> None:
    wire.refuse("Invoke", "ServiceException", status=500)
    answer = ask_for_code(OWNER)
    assert (answer.status, answer.cookies) == (503, {})
