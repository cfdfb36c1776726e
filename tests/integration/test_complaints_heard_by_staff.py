"""Complaints that staff hear and enter: handled like every other."""

import pytest

from kuultu.domain.cases.case import Outcome
from kuultu.store.responses import ResponseItem, find
from tests.integration.at_the_counter import PHONE, SAID, entered
from tests.integration.mailbox import last, mailbox
from tests.integration.world import CUSTOMER, OWNER, World


def test_a_complaint_with_a_good_score_or_none_becomes_a_case_and_is_thanked_by_mail(world: World) -> None:
    case_id = entered(world, nps="10", name="Aino Esimerkki", email=CUSTOMER)
    assert world.record(case_id).case.owner.email == OWNER
    thanks = last("acknowledgement")
    assert thanks.to == CUSTOMER
    assert "Näin kirjasimme sen, kun kerroit:" in thanks.words
    assert SAID in thanks.words


@pytest.mark.parametrize(
    ("heard", "told"),
    [
        ("counter", "Yksi meistä kuuli tämän asiakkaalta tiskillä (Helsingin myymälä)"),
        ("phone", "Yksi meistä kuuli tämän asiakkaalta puhelimessa (Helsingin myymälä)"),
        ("mail", "Asiakas kirjoitti tästä meille (Helsingin myymälä)"),
        ("", "Yksi meistä kuuli tämän asiakkaalta (Helsingin myymälä)"),
    ],
)
def test_the_owner_is_told_where_it_was_heard(world: World, heard: str, told: str) -> None:
    entered(world, heard=heard)
    assert told in last("task-triage").words
    assert "Asiakas pettyi" in last("task-triage").words
    assert told in world.sees(last("task-triage").link).words


def test_whoever_left_only_a_number_is_called(world: World) -> None:
    case_id = entered(world, phone=PHONE)
    assert [mail.kind for mail in mailbox() if mail.to == CUSTOMER] == []
    world.triages(case_id)
    world.reflects(case_id)
    world.concludes(case_id, "ours")
    world.proposes(case_id, "offer", remedies="replacement")
    assert last("task-call").to == OWNER


def test_without_contact_details_the_case_is_handled_inside(world: World) -> None:
    case_id = entered(world)
    world.triages(case_id)
    world.reflects(case_id)
    world.concludes(case_id, "ours")
    assert world.record(case_id).case.outcome is Outcome.ANONYMOUS
    assert {mail.to for mail in mailbox()} & {CUSTOMER} == set()


def test_a_danger_that_staff_hear_of_is_told_to_the_manager_at_once(world: World) -> None:
    entered(world, topics=["safety"])
    assert "kuuli tämän asiakkaalta tiskillä" in last("alert").words


def test_the_page_of_the_case_and_its_history_say_that_we_heard_the_customer(world: World) -> None:
    case_id = entered(world)
    page = world.sees(last("task-triage").links[-1])
    assert "Kuulimme asiakasta, ja asian hoito alkoi." in page.words
    response = find(case_id)
    assert response
    assert response.entered


def test_only_what_staff_entered_is_kept_with_a_place(world: World) -> None:
    heard, written = entered(world), world.hears()
    kept = {item.response_id: item.context.get("heard") for item in ResponseItem.scan()}
    assert kept == {heard: "counter", written: None}
    found = find(written)
    assert found
    assert not found.entered
