"""Mail that SES refuses: somebody is told, nothing is claimed that did not arrive, and a person sends it again."""

from datetime import timedelta

import pytest

from kuultu.domain.cases.calls import CallRole, open_calls
from kuultu.domain.cases.case import Outcome, Stage
from kuultu.domain.cases.customer_effects import CorrectAddress
from kuultu.domain.cases.events import AddressCorrected
from kuultu.services.cases.effect_loop import carry_out
from kuultu.services.dossiers import dossier_of
from kuultu.services.mail.mail_events import note
from kuultu.services.sweep import sweep
from tests.integration import post_office as answers
from tests.integration.mailbox import kinds_and_readers, last
from tests.integration.moto_backends import rows
from tests.integration.refusing import NEVER_TAKEN, Refusals
from tests.integration.world import CUSTOMER, DAY, MANAGER, OWNER, World

PHONE = {"name": "Aino Esimerkki", "email": CUSTOMER, "phone": "+358 40 123 4567", "consent": True}
MAIL_ONLY = {"name": "Aino Esimerkki", "email": CUSTOMER, "consent": True}
RIGHT = "aino.oikea@example.com"
QUARTER = timedelta(minutes=15)


def comes_to_a_refused_reply(world: World, refusals: Refusals, **contact: object) -> str:
    """A case whose answer SES refuses, and a sweep later."""
    case_id = world.comes_to_conclude(contact=contact or MAIL_ONLY)
    world.concludes(case_id)
    refusals.of_kind("reply")
    world.replies(case_id)
    world.is_swept(case_id)
    return case_id


def to_customer() -> list[str]:
    return [kind for kind, reader in kinds_and_readers() if reader == CUSTOMER]


def test_f27_the_owner_is_told_of_a_refused_answer_by_mail_and_on_the_page(world: World, refusals: Refusals) -> None:
    comes_to_a_refused_reply(world, refusals)
    told = last("bounced")
    assert (told.to, "Vastaus asiakkaalle ei lähtenyt (" in told.subject) == (OWNER, True)
    assert "asiakkaan osoite voi hyvin olla oikein" in told.words
    page = world.sees(told.link)
    assert "Vastaus asiakkaalle ei lähtenyt: sähköpostipalvelu ei ottanut sitä vastaan." in page.words
    assert "Vastauksemme ei ole vielä mennyt asiakkaalle perille." in page.words
    assert {("choice", "send_again"), ("choice", "correct_address")} <= set(page.radios)


def test_whoever_has_the_number_is_told_to_call(world: World, refusals: Refusals) -> None:
    comes_to_a_refused_reply(world, refusals, **PHONE)
    assert "+358 40 123 4567" in last("bounced").words


def test_a_refused_answer_is_told_in_a_call_where_there_is_a_number(world: World, refusals: Refusals) -> None:
    case_id = comes_to_a_refused_reply(world, refusals, **PHONE)
    assert "Uusi paketti on matkalla." in last("task-call").words
    said = {"said": "Pahoittelin.", "dispute_body": "yes"}
    assert world.does(case_id, "task-call", "reached", **said) is Stage.WAIT
    assert world.record(case_id).case.follow_up_at == world.now + 7 * DAY
    refusals.end()
    world.clicks(last("bounced").link, "send_again")
    world.is_swept(case_id)
    assert "reply" not in to_customer()


def test_a_refused_answer_that_is_sent_again_needs_no_call(world: World, refusals: Refusals) -> None:
    case_id = comes_to_a_refused_reply(world, refusals, **PHONE)
    refusals.end()
    world.clicks(last("bounced").link, "send_again")
    world.is_swept(case_id)
    assert to_customer().count("reply") == 1
    assert open_calls(world.record(case_id), CallRole.REPLY) == []
    world.waits_a_week(case_id)
    assert "follow-up" in to_customer()


def test_nobody_is_asked_whether_a_refused_answer_helped(world: World, refusals: Refusals) -> None:
    case_id = comes_to_a_refused_reply(world, refusals)
    for _ in range(20):
        world.passes(DAY)
        world.is_swept(case_id)
    assert "follow-up" not in to_customer()
    assert "reply" not in to_customer()
    assert world.record(case_id).case.outcome is None


def test_a_refused_answer_keeps_no_promise(world: World, refusals: Refusals) -> None:
    case_id = comes_to_a_refused_reply(world, refusals)
    for _ in range(12):
        world.passes(DAY)
        world.is_swept(case_id)
    assert to_customer().count("delay") == 2
    assert world.record(case_id).case.owner.email == MANAGER


def test_an_answer_that_is_sent_again_is_followed_up_seven_days_later(world: World, refusals: Refusals) -> None:
    case_id = comes_to_a_refused_reply(world, refusals)
    for _ in range(3):
        world.passes(DAY)
        world.is_swept(case_id)
    refusals.end()
    assert world.clicks(last("bounced").link, "send_again") is None
    world.passes(QUARTER)
    world.is_swept(case_id)
    assert to_customer().count("reply") == 1
    sent_at = world.now
    assert world.record(case_id).case.follow_up_at == sent_at + 7 * DAY
    while "follow-up" not in to_customer():
        world.passes(DAY / 4)
        world.is_swept(case_id)
    assert world.now - sent_at == 7 * DAY
    assert world.does(case_id, "follow-up", "solved") is Stage.CLOSED
    assert "pyysi lähettämään asiakkaan viestin uudelleen" in world.sees(last("ended").link).words


def test_a_choice_has_its_whole_time_from_the_answer_that_was_sent_at_last(world: World, refusals: Refusals) -> None:
    case_id = world.comes_to_conclude()
    world.concludes(case_id, "ours")
    world.proposes(case_id, "offer", remedies="refund", amount="20")
    refusals.of_kind("reply")
    world.replies(case_id)
    for _ in range(6):
        world.passes(DAY)
        world.is_swept(case_id)
    assert "reminder-choose_remedy" not in to_customer()
    refusals.end()
    world.clicks(last("bounced").link, "send_again")
    world.is_swept(case_id)
    assert world.carries(case_id) is Stage.CHOOSE
    for _ in range(4):
        world.passes(DAY)
        world.is_swept(case_id)
    assert to_customer()[-2:] == ["reply", "reminder-choose_remedy"]
    assert world.does(case_id, "reply", "refund") is Stage.DELIVER


def test_what_is_refused_again_is_told_again_and_not_sent_blindly(world: World, refusals: Refusals) -> None:
    case_id = comes_to_a_refused_reply(world, refusals)
    world.clicks(last("bounced").link, "send_again")
    for _ in range(5):
        world.passes(QUARTER)
        world.is_swept(case_id)
    assert refusals.refused == 2
    assert kinds_and_readers().count(("bounced", OWNER)) == 2


def test_whoever_runs_kuultu_has_refused_mail_sent_again_after_mending_the_cause(
    world: World, refusals: Refusals
) -> None:
    case_id = comes_to_a_refused_reply(world, refusals)
    refusals.end()
    sweep(world.now)
    assert "reply" not in to_customer()
    sweep(world.now, everything=True)
    assert "reply" in to_customer()
    assert world.record(case_id).case.undelivered == ()


def test_g4_what_may_have_arrived_is_sent_again_by_the_owner_alone(world: World, refusals: Refusals) -> None:
    case_id = world.comes_to_conclude()
    world.concludes(case_id)
    refusals.of_kind("reply", answers.HUNG_UP)
    world.replies(case_id)
    for _ in range(4):
        world.passes(QUARTER)
        world.is_swept(case_id)
    assert refusals.refused == 2
    assert "voinut mennä perille tai jäädä matkalle" in last("bounced").words
    refusals.end()
    sweep(world.now, everything=True)
    assert "reply" not in to_customer()
    world.clicks(last("bounced").link, "send_again")
    world.is_swept(case_id)
    assert "reply" in to_customer()


def test_an_answer_that_never_gets_through_ends_in_the_open_and_not_for_ever(world: World, refusals: Refusals) -> None:
    case_id = comes_to_a_refused_reply(world, refusals)
    days = 0
    while world.record(case_id).case.outcome is None:
        world.passes(DAY)
        world.is_swept(case_id)
        days += 1
    assert days == 28
    assert world.record(case_id).case.outcome is Outcome.SILENT
    assert "follow-up" not in to_customer()
    assert "Vastauksemme ei koskaan mennyt asiakkaalle perille" in last("ended").words


def test_a_colleagues_refused_mail_is_told_to_the_manager(world: World, refusals: Refusals) -> None:
    refusals.of_kind("task-triage")
    world.begins_case()
    sweep(world.now)
    told = last("bounced")
    assert (told.to, "Mari Lindholm" in told.words) == (MANAGER, True)
    assert "korjata osoitteen" not in told.words


def test_a_refused_mail_that_tells_of_a_refusal_ends_with_the_alarm(world: World, refusals: Refusals) -> None:
    refusals.of_kind("")
    world.begins_case()
    for _ in range(8):
        world.passes(QUARTER)
        sweep(world.now)
    assert refusals.refused <= 6
    assert {kind for kind, _ in kinds_and_readers()} == {NEVER_TAKEN}
    assert [row["mail_id"] for row in rows("mails") if row.get("attention") and row["state"] == "needs_a_person"] == []


@pytest.mark.parametrize("event", ["Reject", "Rendering Failure"])
def test_f28_what_ses_took_and_then_never_sent_is_told_too(world: World, event: str) -> None:
    case_id = world.comes_to_conclude()
    world.concludes(case_id)
    world.replies(case_id)
    (mail_id,) = [row["mail_id"] for row in rows("mails") if row["kind"] == "reply"]
    note(mail_id, event, world.now)
    sweep(world.now)
    assert last("bounced").to == OWNER
    assert world.record(case_id).case.undelivered == (mail_id,)


def test_an_address_to_which_no_mail_can_be_sent_is_told_as_one_that_takes_none(world: World) -> None:
    case_id = world.begins_case()
    wrong = AddressCorrected(world.now, OWNER, "äinö@example.com")
    carry_out([CorrectAddress(wrong)], dossier_of(case_id), world.now)
    world.triages(case_id, ask_customer="Missä lommo on?")
    for _ in range(3):
        sweep(world.now)
    assert kinds_and_readers().count(("bounced", OWNER)) == 1
    assert "osoitteessa on virhe" in last("bounced").words
    page = world.sees(last("bounced").link)
    assert ("choice", "correct_address") in page.radios
    assert ("choice", "send_again") not in page.radios
    assert world.clicks(last("bounced").link, "correct_address", customer_email=RIGHT) is None
    sweep(world.now)
    assert last("request-tell_more").to == RIGHT
