"""Anybody can give anybody's address: what Kuultu mails there is little, and soon holds no word of the sender's."""

from datetime import timedelta

import pytest

from kuultu.domain.mail.mail import MailState
from kuultu.domain.responses.response import Contact
from kuultu.services.mail.unasked_mails import MOST, MOST_QUOTING
from kuultu.services.sweep import sweep
from kuultu.store.mails import MailItem
from tests.integration.http import submit
from tests.integration.mailbox import Received, last, mailbox
from tests.integration.wire import Wire
from tests.integration.world import CUSTOMER, DAY, World, submission

HAPPY = {"nps": 10, "why": "Kiitos!"}
WORDS = "Paketti oli rikki."


def acknowledgements() -> list[Received]:
    """The newest last."""
    return [mail for mail in mailbox() if mail.kind == "acknowledgement"]


def floods(world: World, times: int, **changes: object) -> list[str]:
    """Somebody sends so many answers, all with the address of one customer."""
    return [world.begins_case(**changes) for _ in range(times)]


def test_of_many_answers_with_an_address_few_are_acknowledged_there(world: World) -> None:
    floods(world, MOST + 2)
    quoting = [WORDS in mail.words for mail in acknowledgements()]
    assert quoting == [True] * MOST_QUOTING + [False] * (MOST - MOST_QUOTING)


def test_a_letter_without_the_senders_words_holds_no_name_either(world: World) -> None:
    floods(world, MOST_QUOTING + 1)
    assert "Hei Aino," in acknowledgements()[0].words
    assert "Aino" not in acknowledgements()[-1].words


def test_g5_a_mail_that_is_not_sent_has_a_known_fate_and_the_case_goes_on(world: World) -> None:
    *_, case_id = floods(world, MOST + 1)
    assert MailItem.get(f"{case_id}-1-acknowledgement-0").state == MailState.SUPPRESSED
    assert world.record(case_id).case.acknowledged


def test_thanks_count_as_acknowledgements_do(world: World) -> None:
    for _ in range(MOST + 2):
        world.hears(answers=HAPPY)
    assert len(mailbox()) == MOST
    assert "Aino" not in mailbox()[-1].words


def test_g5_a_mail_that_ses_takes_at_the_twelfth_attempt_is_one_mail_and_holds_the_customers_words(
    world: World, wire: Wire
) -> None:
    wire.refuse("SendEmail", "TooManyRequestsException", status=429, times=MOST + 1)
    case_id = world.hears()
    for _ in range(MOST + 1):
        world.carries(case_id)
        world.passes(timedelta(minutes=15))
        sweep(world.now)
    assert [WORDS in mail.words for mail in acknowledgements()] == [True]


def test_tomorrow_the_address_is_written_to_again(world: World) -> None:
    floods(world, MOST + 1)
    world.passes(DAY)
    floods(world, 1)
    assert len(acknowledgements()) == MOST + 1
    assert WORDS in acknowledgements()[-1].words


def test_spellings_of_one_mailbox_count_together(world: World) -> None:
    for number in range(MOST + 2):
        address = CUSTOMER.replace("@", f"+{number}@") if number % 2 else CUSTOMER.upper()
        world.hears(answers=HAPPY, contact={"email": address, "consent": True})
    assert len(mailbox()) == MOST


def test_the_table_of_limits_holds_no_address(world: World) -> None:
    from kuultu.store.limits import LimitItem

    floods(world, 1)
    counted = [item for item in LimitItem.scan() if item.limit.startswith("unasked#")]
    assert [len(item.taken) for item in counted] == [1]
    assert "aino" not in counted[0].limit
    assert counted[0].ttl - world.now <= timedelta(days=2)


@pytest.mark.parametrize(
    ("name", "greeted"),
    [
        ("Aino Esimerkki", "Aino"),
        ("Jean-Luc O’Neill", "Jean-Luc"),
        ("VOITIT 1000 e: evil.example/voitto | Avaa heti", ""),
        ("evil.example", ""),
        ("Aino @Shop", ""),
        ("Aino\u2028Maksa lasku", ""),
        ("Aino " + "a" * 100, ""),
    ],
)
def test_a_greeting_holds_a_first_name_or_none(name: str, greeted: str) -> None:
    assert Contact(name=name).first_name == greeted


def test_what_is_no_name_greets_nobody_and_stands_in_no_sentence_of_a_mail_to_staff(world: World) -> None:
    case_id = world.begins_case(contact={"name": "Avaa evil.example heti", "email": CUSTOMER, "consent": True})
    assert "Helsingin myymälä Hei, " in last("acknowledgement").words
    world.passes(3 * DAY)
    world.is_swept(case_id)
    assert "heti odottaa" not in last("reminder-triage").words


@pytest.mark.parametrize("end", ["\u2028", "\u2029"])
def test_a_name_of_several_lines_or_paragraphs_is_refused(aws: None, end: str) -> None:
    contact = {"name": f"Aino,{end}Maksa lasku", "email": CUSTOMER, "consent": True}
    answer = submit(submission(contact=contact))
    assert answer.status == 422
    assert [(one["pointer"], one["code"]) for one in answer.json["errors"]] == [("/contact/name", "invalid-text")]
