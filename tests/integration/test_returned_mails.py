"""Mail that comes back: the owner is told, nothing more is sent to that address, and a corrected one gets it all."""

import pytest

from kuultu.domain.mail.mail import MailState
from kuultu.services.mail.mail_events import note
from kuultu.services.sweep import sweep
from kuultu.store.mails import MailItem
from tests.integration.mailbox import kinds_and_readers, last, mailbox
from tests.integration.moto_backends import backend, rows
from tests.integration.world import CUSTOMER, DAY, MANAGER, OWNER, World, flaws

RIGHT = "aino.oikea@example.com"
PHONE = {"name": "Aino Esimerkki", "email": CUSTOMER, "phone": "+358 40 123 4567", "consent": True}


def comes_back(world: World, kind: str, how: str = "Bounce", subtype: str = "Permanent") -> None:
    """SES reports of the newest mail of a kind, and the sweep runs."""
    message_id = backend("ses").sent_messages[mailbox().index(last(kind))].id
    (mail_id,) = [row["mail_id"] for row in rows("mails") if row.get("message_id") == message_id]
    note(mail_id, how, world.now, subtype)
    sweep(world.now)


def to_customer() -> list[str]:
    return [kind for kind, reader in kinds_and_readers() if reader in {CUSTOMER, RIGHT}]


def test_the_owner_is_told_by_mail_and_on_the_page_whom_to_call(world: World) -> None:
    world.begins_case(contact=PHONE)
    comes_back(world, "acknowledgement")
    told = last("bounced")
    assert told.to == OWNER
    assert "+358 40 123 4567" in told.words
    assert CUSTOMER.partition("@")[0] in told.words
    page = world.sees(told.link)
    assert "Viestimme ei mene asiakkaalle perille. Soita hänelle: +358 40 123 4567." in page.words
    assert "Viestimme asiakkaalle palautui." in page.words
    assert "customer_email" in page.fields


def test_a_customer_without_a_number_is_said_to_have_none(world: World) -> None:
    world.begins_case()
    comes_back(world, "acknowledgement")
    assert "ei jättänyt puhelinnumeroa" in last("bounced").words


def test_a_complaint_is_told_as_one(world: World) -> None:
    world.begins_case(contact=PHONE)
    comes_back(world, "acknowledgement", "Complaint", "abuse")
    assert "roskapostiksi" in last("bounced").words


@pytest.mark.parametrize(("how", "subtype"), [("Bounce", "Transient"), ("Complaint", "not-spam")])
def test_what_may_pass_is_told_to_nobody(world: World, how: str, subtype: str) -> None:
    case_id = world.begins_case()
    comes_back(world, "acknowledgement", how, subtype)
    assert "bounced" not in dict(kinds_and_readers())
    world.triages(case_id, ask_customer="Missä lommo on?")
    assert "request-tell_more" in to_customer()


def test_f30_nothing_more_goes_to_that_address_and_the_owner_is_told_once(world: World) -> None:
    case_id = world.begins_case()
    comes_back(world, "acknowledgement")
    world.triages(case_id, ask_customer="Missä lommo on?")
    for _ in range(10):
        world.passes(DAY)
        world.is_swept(case_id)
    assert to_customer() == ["acknowledgement"]
    assert kinds_and_readers().count(("bounced", OWNER)) == 1


def test_a_second_mail_that_comes_back_is_no_second_message(world: World) -> None:
    case_id = world.begins_case()
    world.triages(case_id, ask_customer="Missä lommo on?")
    comes_back(world, "acknowledgement")
    comes_back(world, "request-tell_more")
    assert kinds_and_readers().count(("bounced", OWNER)) == 1
    assert len(world.record(case_id).case.undelivered) == 2


def correct(world: World, address: str) -> list[tuple[str, str]]:
    """The owner corrects the address on the page of the case, and the sweep runs; what was wrong with it."""
    view = world.clicks(last("bounced").link, "correct_address", customer_email=address)
    sweep(world.now)
    return flaws(view) if view else []


def test_a_corrected_address_gets_what_came_back_and_what_was_kept(world: World) -> None:
    case_id = world.begins_case()
    comes_back(world, "acknowledgement")
    world.triages(case_id, ask_customer="Missä lommo on?")
    assert correct(world, CUSTOMER) == [("customer_email", "same-address")]
    assert correct(world, RIGHT) == []
    sent = [mail for mail in mailbox() if mail.to == RIGHT]
    assert sorted(mail.kind for mail in sent) == ["acknowledgement", "request-tell_more"]
    assert world.does(case_id, "request-tell_more", "answer", details="Reunassa.")
    assert world.record(case_id).case.undelivered == ()
    assert ("choice", "correct_address") not in world.sees(last("bounced").link).radios


def test_what_says_nothing_new_after_the_answer_is_not_sent_again(world: World) -> None:
    case_id = world.begins_case()
    comes_back(world, "acknowledgement")
    world.triages(case_id)
    world.reflects(case_id)
    world.concludes(case_id)
    world.replies(case_id)
    assert to_customer() == ["acknowledgement"]
    assert "ei ole vielä lähetetty" in world.sees(last("task-reply").link).words
    assert correct(world, RIGHT) == []
    assert [mail.kind for mail in mailbox() if mail.to == RIGHT] == ["reply"]


def test_a_late_report_about_the_old_address_harms_the_new_one_not(world: World) -> None:
    case_id = world.begins_case()
    world.triages(case_id, ask_customer="Missä lommo on?")
    comes_back(world, "acknowledgement")
    old = last("request-tell_more")
    correct(world, RIGHT)
    message_id = backend("ses").sent_messages[mailbox().index(old)].id
    (mail_id,) = [row["mail_id"] for row in rows("mails") if row.get("message_id") == message_id]
    note(mail_id, "Bounce", world.now, "Permanent")
    sweep(world.now)
    sweep(world.now)
    assert [mail.kind for mail in mailbox() if mail.to == RIGHT] == ["acknowledgement", "request-tell_more"]
    assert kinds_and_readers().count(("bounced", OWNER)) == 1
    assert world.record(case_id).case.undelivered == ()


def test_of_a_colleagues_address_the_manager_is_told_and_of_the_managers_the_contact(world: World) -> None:
    world.begins_case()
    comes_back(world, "task-triage")
    told = last("bounced")
    assert (told.to, "Mari Lindholm" in told.words) == (MANAGER, True)
    comes_back(world, "task-end_reflection")
    told = last("bounced")
    assert (told.to, "Outi Rantanen" in told.words) == ("director@example.com", True)
    assert told.links == []


def test_of_somebody_outside_whom_the_owner_asked_the_owner_is_told_as_well(world: World) -> None:
    case_id = world.begins_case()
    asked = {"third_party_name": "Kuljetus", "third_party_email": "kuski@example.org"}
    world.triages(case_id, **asked, third_party_question="Milloin se purettiin?")
    comes_back(world, "task-statement")
    told = [mail for mail in mailbox() if mail.kind == "bounced"]
    assert sorted(mail.to for mail in told) == sorted([OWNER, MANAGER])
    assert all("Kuljetus" in mail.words for mail in told)


def test_the_thanks_of_a_happy_customer_that_come_back_are_noted_and_that_is_all(world: World) -> None:
    world.hears(answers={"nps": 10})
    comes_back(world, "thanks")
    (row,) = [one for one in rows("mails") if one["kind"] == "thanks"]
    assert (MailItem.get(row["mail_id"]).state, "attention" in row) == (MailState.BOUNCED.value, False)


def test_the_ledger_knows_the_recipient_by_a_hash_only(world: World) -> None:
    world.begins_case()
    assert not [row for row in rows("mails") if CUSTOMER in str(row)]
    assert all(row.get("recipient") for row in rows("mails"))
