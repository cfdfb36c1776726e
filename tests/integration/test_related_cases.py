"""The same customer writes twice: both cases say so, and whoever has both of them can go from one to the other."""

import pytest

from kuultu.errors import Unknown
from kuultu.services.cases.link_view import look
from kuultu.services.dossiers import dossier_of
from kuultu.services.related_cases import related_to
from tests.integration import http
from tests.integration.mailbox import Received, kinds_and_readers, last, mailbox
from tests.integration.unfinished import falls_silent, finishes
from tests.integration.world import MANAGER, OWNER, World

JARI = "owner.turku@example.com"
TURKU = {"unit": "turku", "reference": "order-2"}
PHONE = {"name": "Aino", "phone": "040 123 4567", "consent": True}


def page_of_case(mail: Received) -> str:
    """The address of the page of the case in a mail, without what comes before."""
    return mail.links[-1].rpartition("/")[2]


def related(case_id: str) -> list[str]:
    """The ids of related cases."""
    return [one.case.id for one in related_to(dossier_of(case_id))]


def closes(world: World, case_id: str) -> None:
    """The case is closed at once."""
    world.triages(case_id, "not_a_complaint")


def test_the_owner_of_the_second_case_reads_of_the_first_in_the_mail(world: World) -> None:
    world.begins_case()
    assert "Sama" not in last("task-triage").words
    world.begins_case(context=TURKU)
    assert last("task-triage").to == JARI
    assert "Samalla asiakkaalla on auki toinenkin asia" in last("task-triage").words
    assert "Mari Lindholm" in last("task-triage").words


def test_the_owner_of_the_first_case_is_told_once_and_not_about_their_own(world: World) -> None:
    first = world.begins_case()
    second = world.begins_case(context=TURKU)
    world.carries(second)
    told = [mail for mail in mailbox() if "Asiakkaasi kirjoitti uudelleen" in mail.subject]
    assert [(mail.kind, mail.to) for mail in told] == [("news", OWNER)]
    assert "Jari Salonen" in told[0].words
    assert dossier_of(first).case.id in look(told[0].link.rpartition("/")[2], world.now).dossier.case.id
    before = kinds_and_readers()
    world.begins_case(context={"unit": "helsinki", "reference": "order-3"})
    assert ("news", OWNER) not in kinds_and_readers()[len(before) :]


@pytest.mark.parametrize(
    ("contact", "context", "found"),
    [
        (None, {"unit": "helsinki", "reference": "order-1001"}, False),
        ({"name": "Aino", "email": "AINO+a@example.com", "consent": True}, TURKU, True),
        ({"name": "Eero", "email": "eero@example.com", "consent": True}, {"reference": "order-1001"}, False),
    ],
)
def test_a_customer_is_the_same_by_address_or_number_never_by_the_order_alone(
    world: World, contact: dict[str, object] | None, context: dict[str, str], *, found: bool
) -> None:
    first = world.begins_case()
    second = world.begins_case(contact=contact, context=context)
    assert related(second) == ([first] if found else [])


def test_a_number_finds_the_case_of_a_customer_without_an_address(world: World) -> None:
    first = world.begins_case(contact=PHONE)
    second = world.begins_case(contact={**PHONE, "phone": "+358 40 1234567"}, context=TURKU)
    assert (related(first), related(second)) == ([second], [first])


def test_a_closed_case_is_related_by_the_same_order_only(world: World) -> None:
    closes(world, world.begins_case())
    again, other = world.begins_case(), world.begins_case(context=TURKU)
    assert len(related(again)) == 2
    assert related(other) == [again]
    token = page_of_case(next(mail for mail in mailbox()[4:] if mail.kind == "task-triage"))
    assert "samasta tilauksesta ennenkin" in world.sees(f"/l/{token}").words


def test_whoever_has_both_cases_goes_from_one_page_to_the_other(world: World) -> None:
    first = world.begins_case()
    token = page_of_case(last("task-triage"))
    second = world.begins_case(context={"unit": "helsinki", "reference": "order-2"})
    html = world.sees(f"/l/{token}").html
    assert f'<a href="?case={second}">' in html
    aside = look(token, world.now, second)
    assert aside.dossier.case.id == second
    assert [one.case.id for one in aside.related] == [first]


def test_whoever_has_one_of_them_only_hears_of_the_other(world: World) -> None:
    world.begins_case()
    token = page_of_case(last("task-triage"))
    second = world.begins_case(context=TURKU)
    page = world.sees(f"/l/{token}")
    assert "Jari Salonen" in page.words
    assert "?case=" not in page.html
    with pytest.raises(Unknown):
        look(token, world.now, second)


def test_a_link_leads_to_no_case_that_is_not_related_and_to_none_after_a_hand_over(world: World) -> None:
    world.begins_case()
    token = page_of_case(last("task-triage"))
    stranger = world.begins_case(contact={"name": "Eero", "email": "eero@example.com", "consent": True})
    with pytest.raises(Unknown):
        look(token, world.now, stranger)
    second = world.begins_case()
    assert look(token, world.now, second).dossier.case.id == second
    assert world.clicks(f"/l/{token}", "hand_over", owner_email=JARI) is None
    with pytest.raises(Unknown):
        look(token, world.now, second)


def test_an_action_on_a_related_case_is_one_on_that_case(world: World) -> None:
    world.begins_case()
    token = page_of_case(last("task-triage"))
    second = world.begins_case(context={"unit": "helsinki", "reference": "order-2"})
    form = {"choice": "hand_over", "owner_email": MANAGER}
    answer = http.send_form(f"{token}?case={second}", form)
    assert (answer.status, answer.headers["location"]) == (303, f"/l/{token}?case={second}")
    assert world.record(second).case.owner.email == MANAGER


def test_a_customer_who_left_an_address_only_later_is_found_too(world: World) -> None:
    first = world.begins_case()
    second = falls_silent(world, answers={"nps": 2})
    assert related(first) == []
    finishes(world, answers={"nps": 2})
    assert (related(first), related(second)) == ([second], [first])
