"""Responses that are not unhappy are answered with thanks, once."""

from datetime import UTC, datetime, timedelta

import pytest

from kuultu.services.sweep import sweep
from kuultu.store.responses import ResponseItem
from tests.integration import executions
from tests.integration.mailbox import kinds_and_readers, mailbox
from tests.integration.stream import deliver, record, respond
from tests.integration.wire import Wire
from tests.integration.world import CUSTOMER

pytestmark = pytest.mark.usefixtures("aws")


@pytest.mark.parametrize("answers", [{"nps": 10}, {"nps": 8}])
def test_a_response_that_is_not_unhappy_is_thanked_once_and_opens_no_case(answers: dict[str, int]) -> None:
    response_id = respond(answers=answers)
    for _ in range(10):
        deliver(record(response_id))
    assert kinds_and_readers() == [("thanks", CUSTOMER)]
    assert executions.executions() == []


@pytest.mark.parametrize(("words", "good"), [({}, True), ({"why": "Hajosi heti, haluan rahat takaisin."}, False)])
def test_nobody_says_that_it_went_well_about_words_that_nobody_has_read(words: dict[str, str], good: bool) -> None:
    deliver(record(respond(answers={"nps": 9, **words})))
    (mail,) = mailbox()
    assert ("miten hyvin kaikki sujui" in mail.words) is good
    assert ("Jos jokin jäi vaivaamaan" in mail.words) is not good


def test_thanks_are_said_in_the_customers_language_and_signed_by_a_person() -> None:
    deliver(record(respond(answers={"nps": 10}, language="sv")))
    mail = mailbox()[0]
    assert "Hej Aino," in mail.words
    assert "Mari Lindholm" in mail.words
    assert "Tack" in mail.subject
    assert mail.links == []


@pytest.mark.parametrize("contact", [None, {"phone": "+358 40 000 0000", "consent": True}])
def test_a_happy_customer_who_left_no_address_gets_no_mail(contact: dict[str, object] | None) -> None:
    response_id = respond(answers={"nps": 10}, contact=contact)
    assert deliver(record(response_id)) == []
    assert mailbox() == []
    assert ResponseItem.get(response_id).handled_at is not None


def test_thanks_that_ses_would_not_take_yet_hold_up_no_other_answer_and_are_sent_once(wire: Wire) -> None:
    happy, unhappy = respond(answers={"nps": 10}), respond()
    wire.refuse("SendEmail", "TooManyRequestsException", status=429)
    assert deliver(record(happy), record(unhappy, number=2)) == []
    assert (executions.executions(), wire.sent.count("SendEmail")) == ([unhappy], 1)
    wire.heal()
    for _ in range(2):
        sweep(datetime.now(UTC) + timedelta(minutes=1))
    assert kinds_and_readers() == [("thanks", CUSTOMER)]
