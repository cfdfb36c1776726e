"""Promises G4 and G5: no mail twice, and no mail silently missing. One POST for each attempt, counted on the wire."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from botocore.exceptions import ReadTimeoutError

from kuultu.domain.mail.mail import Letter, MailState
from kuultu.gateways.clients import client
from kuultu.services.mail.mail_events import note
from kuultu.services.mail.mail_sending import send_again, send_once
from kuultu.store import mails
from kuultu.store.mails import MailItem
from tests.integration import post_office as answers
from tests.integration.attention import due_keys
from tests.integration.post_office import LETTER, MAIL, PostOffice

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
QUARTER = timedelta(minutes=15)
UNSURE = [answers.HUNG_UP, answers.FAILED, answers.UNAVAILABLE]
HOPELESS = [answers.REJECTED, (400, "BadRequestException")]


def send(now: datetime = NOW) -> None:
    send_once(MAIL, lambda: LETTER, now)


def see_to_unsettled(now: datetime) -> None:
    """What the sweep does with mails whose fate should be known by now."""
    for mail, state, attempts in [mails.entry(key) for (key,) in due_keys("mails", now)]:
        send_again(mail, state, attempts, lambda: LETTER, now)


def state() -> str:
    return MailItem.get(MAIL.id).state


def test_g4_a_mail_is_one_post_and_is_sent(post_office: PostOffice) -> None:
    send()
    record = MailItem.get(MAIL.id)
    assert len(post_office.posted) == 1
    assert (record.state, record.message_id) == ("sent", "message-1")
    assert record.attention is None


def test_g4_the_same_mail_asked_for_ten_times_is_one_post(post_office: PostOffice) -> None:
    for _ in range(10):
        send()
    assert len(post_office.posted) == 1


@pytest.mark.parametrize("answer", UNSURE)
def test_g4_f26_a_mail_of_unknown_fate_is_one_post_and_waits(post_office: PostOffice, answer: tuple[int, str]) -> None:
    post_office.will_answer(answer)
    send()
    send()
    assert len(post_office.posted) == 1
    assert state() == "unknown"


def test_g4_f26_a_time_out_is_one_request_and_waits(post_office: PostOffice) -> None:
    requests = []

    def time_out(request: object, **_: object) -> None:
        requests.append(request)
        raise ReadTimeoutError(endpoint_url="https://email.example.com")

    client("sesv2", attempts=1).meta.events.register_first("before-send", time_out)
    send()
    client("sesv2", attempts=1).meta.events.unregister("before-send", time_out)
    assert len(requests) == 1
    assert state() == "unknown"


@pytest.mark.parametrize("answer", UNSURE)
def test_g4_f25_it_is_not_sent_again_within_a_quarter_of_an_hour(
    post_office: PostOffice, answer: tuple[int, str]
) -> None:
    post_office.will_answer(answer)
    send()
    see_to_unsettled(NOW + QUARTER - timedelta(seconds=1))
    assert len(post_office.posted) == 1


@pytest.mark.parametrize("answer", UNSURE)
def test_g4_f25_after_a_quarter_of_an_hour_it_is_sent_once_more(
    post_office: PostOffice, answer: tuple[int, str]
) -> None:
    post_office.will_answer(answer)
    send()
    for minute in (15, 16, 30, 60):
        see_to_unsettled(NOW + timedelta(minutes=minute))
    assert len(post_office.posted) == 2
    assert (state(), MailItem.get(MAIL.id).attempts) == ("sent", 2)


def test_g5_what_stays_unknown_after_the_retry_needs_a_person(post_office: PostOffice) -> None:
    post_office.will_answer(answers.HUNG_UP, answers.HUNG_UP)
    send()
    for minute in (15, 30, 45, 60):
        see_to_unsettled(NOW + timedelta(minutes=minute))
    assert len(post_office.posted) == 2
    assert state() == "needs_a_person"


def test_g4_f25_ses_own_word_that_it_was_sent_spares_the_retry(post_office: PostOffice) -> None:
    post_office.will_answer(answers.HUNG_UP)
    send()
    note(MAIL.id, "Send", NOW + timedelta(minutes=1))
    see_to_unsettled(NOW + QUARTER)
    assert len(post_office.posted) == 1
    assert state() == "sent"


def test_g5_a_crash_between_claim_and_send_is_made_good_after_a_quarter_of_an_hour(post_office: PostOffice) -> None:
    mails.claim(MAIL, NOW)
    send()
    see_to_unsettled(NOW + QUARTER)
    assert len(post_office.posted) == 1
    assert state() == "sent"


def test_g5_a_letter_that_cannot_be_written_ends_with_a_person_and_not_in_silence(post_office: PostOffice) -> None:
    def fail() -> Letter:
        raise LookupError

    with pytest.raises(LookupError):
        send_once(MAIL, fail, NOW)
    for minute in (15, 30):
        unsettled = next(mails.entry(key) for (key,) in due_keys("mails", NOW + timedelta(minutes=minute)))
        with suppress(LookupError):
            send_again(*unsettled, fail, NOW + timedelta(minutes=minute))
    assert (state(), post_office.posted) == ("needs_a_person", [])


@pytest.mark.parametrize("answer", HOPELESS)
def test_g5_f27_what_ses_refuses_for_good_is_not_tried_again_and_needs_a_person(
    post_office: PostOffice, answer: tuple[int, str]
) -> None:
    post_office.will_answer(answer)
    send()
    see_to_unsettled(NOW + timedelta(hours=1))
    assert len(post_office.posted) == 1
    assert state() == "needs_a_person"


def test_g5_f24_a_throttled_mail_is_released_and_sent_later_once(post_office: PostOffice) -> None:
    post_office.will_answer(*[answers.THROTTLED] * 3)
    send()
    assert state() == "released"
    for minute in (1, 2, 20):
        see_to_unsettled(NOW + timedelta(minutes=minute))
    assert len(post_office.posted) == 4
    assert state() == "sent"


def test_g5_a_throttled_mail_is_sent_by_the_next_try_of_its_step_too(post_office: PostOffice) -> None:
    post_office.will_answer(*[answers.THROTTLED] * 3)
    send()
    send(NOW + timedelta(seconds=2))
    send(NOW + timedelta(seconds=4))
    assert len(post_office.posted) == 4
    assert state() == "sent"


def test_a_mail_that_comes_too_fast_for_ses_is_tried_again_in_a_moment(post_office: PostOffice) -> None:
    post_office.will_answer(answers.THROTTLED)
    send()
    assert (len(post_office.posted), state()) == (2, "sent")


def test_g4_being_throttled_does_not_make_a_third_unsure_attempt_out_of_two(post_office: PostOffice) -> None:
    post_office.will_answer(answers.HUNG_UP, answers.THROTTLED, answers.HUNG_UP, answers.HUNG_UP)
    send()
    for minute in (15, 20, 40, 60, 80):
        see_to_unsettled(NOW + timedelta(minutes=minute))
    assert len(post_office.posted) == 3
    assert state() == "needs_a_person"


def test_g5_a_post_office_that_cannot_be_reached_releases_the_mail(post_office: PostOffice) -> None:
    post_office.port = 9
    send()
    assert state() == "released"


def test_the_state_after_each_answer_is_one_that_somebody_sees_to_or_that_is_final() -> None:
    seen_to = {MailState.CLAIMED, MailState.RELEASED, MailState.UNKNOWN, MailState.HELD}
    final = {MailState.SENT, MailState.DELIVERED, MailState.BOUNCED, MailState.COMPLAINED, MailState.NEEDS_A_PERSON}
    final |= {MailState.SUPPRESSED, MailState.GROUPED}
    waits_for_a_person = {MailState.WITHHELD}  # to correct the address: told to the owner, and on the case
    assert seen_to | final | waits_for_a_person == set(MailState)
