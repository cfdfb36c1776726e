"""The page of a case in the console is the one behind the mailed link: whoever has the case acts, the unit reads."""

import re

import pytest

from kuultu.domain.cases.task_kind import TaskKind
from kuultu.web.console.session_cookie import SESSION
from tests.integration.console import signed_in_as
from tests.integration.console_lists import DIRECTOR, LIST, NO_UNIT, OF_TURKU, ids
from tests.integration.http import GatewayResponse, open_console, send_console
from tests.integration.mailbox import last
from tests.integration.page import Page
from tests.integration.wire import Wire
from tests.integration.world import MANAGER, OWNER, World


def task_address(answer: GatewayResponse) -> str:
    """The address of the first task of the reader on the page of a case."""
    found = re.search(r'<a class="button" href="(/console/cases/[^"]+/tasks/[^"]+)"', answer.body)
    assert found, answer.body
    return found[1]


def test_whoever_has_the_case_acts_on_the_same_page_as_behind_the_link(world: World) -> None:
    case_id = world.begins_case()
    owner = signed_in_as(OWNER)
    page = open_console(f"{LIST}/{case_id}", owner)
    form = Page(page.body).forms[0]
    assert (page.status, form) == (200, {"method": "post", "data-kind": "case"})
    assert ("choice", "hand_over") in Page(page.body).radios

    sent = {"choice": "hand_over", "owner_email": MANAGER, "reason": "Olen poissa."}
    acted = send_console(f"{LIST}/{case_id}", sent, owner)

    assert (acted.status, acted.headers["location"]) == (303, f"{LIST}/{case_id}")
    assert world.record(case_id).case.owner.email == MANAGER
    after = open_console(f"{LIST}/{case_id}", owner)
    assert [form.get("data-kind") for form in Page(after.body).forms] == [None]
    assert send_console(f"{LIST}/{case_id}", sent, owner).status == 404


def test_a_task_is_done_in_the_console_as_behind_its_link(world: World) -> None:
    case_id = world.begins_case()
    owner = signed_in_as(OWNER)
    address = task_address(open_console(f"{LIST}/{case_id}", owner))
    form = open_console(address, owner)
    assert (form.status, Page(form.body).forms[0]["data-kind"]) == (200, "triage")

    unchosen = send_console(address, {"reason": "Katson."}, owner)
    done = send_console(address, {"choice": "handle"}, owner)

    assert (unchosen.status, done.status, done.headers["location"]) == (422, 303, address)
    assert world.decision(case_id, TaskKind.TRIAGE).by == OWNER
    seen = open_console(address, owner)
    assert (seen.status, f'href="{LIST}/{case_id}"' in seen.body) == (200, True)
    assert send_console(address, {"choice": "not_a_complaint", "reason": "Vahinko."}, owner).status == 409


def test_the_first_decision_stands_whether_it_came_by_link_or_in_the_console(world: World) -> None:
    case_id = world.begins_case()
    owner = signed_in_as(OWNER)
    address = task_address(open_console(f"{LIST}/{case_id}", owner))
    assert world.clicks(last("task-triage").link, "handle") is None
    assert send_console(address, {"choice": "not_a_complaint", "reason": "Vahinko."}, owner).status == 409
    assert send_console(address, {"choice": "handle"}, owner).status == 303


ROLES = [OWNER, MANAGER, OF_TURKU, "manager.turku@example.com", DIRECTOR]


READS, ACTS, NEITHER = (200, 404), (200, 422), (404, 404)


@pytest.mark.parametrize(
    ("unit", "can"),
    [
        ("helsinki", (ACTS, ACTS, NEITHER, NEITHER, READS)),
        ("turku", (NEITHER, NEITHER, ACTS, ACTS, READS)),
    ],
)
def test_who_reads_a_case_and_who_acts_follows_from_role_and_unit(
    unit: str, can: tuple[tuple[int, int], ...], world: World
) -> None:
    case_id = world.begins_case(context={"unit": unit})
    address = f"{LIST}/{case_id}"
    found = {}
    for who in ROLES:
        cookies = signed_in_as(who)
        found[who] = (open_console(address, cookies).status, send_console(address, {}, cookies).status)
        listed = case_id in ids(open_console(LIST, cookies))
        assert listed is (found[who] != NEITHER)
    assert found == dict(zip(ROLES, can, strict=True))


@pytest.mark.parametrize("path", [LIST, f"{LIST}.csv", f"{LIST}.json", f"{LIST}/ID", f"{LIST}/ID/tasks/1.triage"])
@pytest.mark.parametrize("who", ["", "forged", NO_UNIT])
def test_whoever_is_not_signed_in_is_led_to_the_page_for_it(path: str, who: str, world: World) -> None:
    case_id = world.begins_case()
    brought = signed_in_as(who) if "@" in who else {SESSION: who}
    asked = [open_console(path.replace("ID", case_id), brought)]
    asked += [send_console(path.replace("ID", case_id), {"choice": "handle"}, brought)] if "ID" in path else []
    assert {(one.status, one.headers["location"].partition("?")[0]) for one in asked} == {(303, "/console/sign-in")}
    assert not world.record(case_id).tasks[0].decision


@pytest.mark.parametrize("who", [MANAGER, OF_TURKU, DIRECTOR])
def test_somebody_elses_task_is_nobodys(who: str, world: World) -> None:
    case_id = world.begins_case()
    address = f"{LIST}/{case_id}/tasks/1.triage"
    cookies = signed_in_as(who)
    assert open_console(address, cookies).status == 404
    assert send_console(address, {"choice": "handle"}, cookies).status == 404


@pytest.mark.parametrize("path", [f"{LIST}/nobody", f"{LIST}/ID/tasks/1.reply", f"{LIST}/ID/tasks/triage"])
def test_an_address_of_nothing_is_unknown(path: str, world: World) -> None:
    case_id = world.begins_case()
    assert open_console(path.replace("ID", case_id), signed_in_as(OWNER)).status == 404


def test_a_form_from_another_site_changes_nothing(world: World) -> None:
    case_id = world.begins_case()
    sent = {"choice": "hand_over", "owner_email": MANAGER, "reason": "Olen poissa."}
    foreign = {"Sec-Fetch-Site": "cross-site"}
    assert send_console(f"{LIST}/{case_id}", sent, signed_in_as(OWNER), foreign).status == 403
    assert world.record(case_id).case.owner.email == OWNER


def test_the_owner_reads_the_case_while_others_are_asked(world: World) -> None:
    case_id = world.begins_case()
    world.triages(case_id, ask_customer="Missä näin kävi?")
    owner = signed_in_as(OWNER)
    assert open_console(f"{LIST}/{case_id}", owner).status == 200
    assert open_console(f"{LIST}/{case_id}/tasks/1.find_out", owner).status == 404


def test_a_form_that_comes_back_takes_no_right_that_acting_lacks(world: World, wire: Wire) -> None:
    one, _ = world.begins_case(**alone()), world.begins_case(**alone())
    owner = signed_in_as(OWNER)
    wire.sent.clear()
    answer = send_console(f"{LIST}/{one}", {"choice": "hand_over"}, owner)
    assert (answer.status, task_address(answer)) == (422, f"{LIST}/{one}/tasks/1.triage")
    assert "BatchGetItem" not in wire.sent


def test_a_colleagues_statement_is_read_by_nobody_who_could_not_read_it_before(world: World) -> None:
    said = "Teippi loppui kesken."
    case_id = world.begins_case()
    world.triages(case_id, colleague_name="Leo", colleague_email="leo@example.com", colleague_question="Mitä?")
    world.clicks(last("task-statement").link, "answer", statement=said)
    pages = {who: open_console(f"{LIST}/{case_id}", signed_in_as(who)) for who in (OWNER, MANAGER, DIRECTOR)}
    assert {who: said in page.body for who, page in pages.items()} == {OWNER: True, MANAGER: True, DIRECTOR: False}
    assert all(page.status == 200 for page in pages.values())


def test_the_unit_goes_on_reading_a_case_whose_owner_it_is_no_more(world: World) -> None:
    case_id = world.begins_case()
    world.triages(case_id, owner_email=MANAGER)
    page = open_console(f"{LIST}/{case_id}", signed_in_as(OWNER))
    assert (page.status, [form.get("data-kind") for form in Page(page.body).forms]) == (200, [None])


def test_whoever_passes_a_case_to_another_unit_comes_back_to_the_list(world: World) -> None:
    case_id = world.begins_case()
    sent = {"choice": "hand_over", "unit": "turku", "reason": "Turun asia."}
    acted = send_console(f"{LIST}/{case_id}", sent, signed_in_as(OWNER))
    assert (acted.status, acted.headers["location"]) == (303, LIST)
    assert world.record(case_id).case.unit == "turku"


def test_list_and_page_say_who_looked_lately_and_not_the_reader(world: World) -> None:
    case_id = world.begins_case()
    owner, manager = signed_in_as(OWNER), signed_in_as(MANAGER)
    open_console(f"{LIST}/{case_id}", owner)
    name = world.record(case_id).case.owner.name
    told = f"{name} katsoi"
    assert told in open_console(LIST, manager).body
    assert told in open_console(f"{LIST}/{case_id}", manager).body
    assert told not in open_console(LIST, owner).body
    assert told not in open_console(f"{LIST}/{case_id}", owner).body


JONO = {"nps": 2, "why": "Kassalla oli pitkä jono, eikä kukaan avannut toista."}


def alone(**changes: object) -> dict[str, object]:
    """A customer without contact details and reference."""
    return {"answers": JONO, "contact": None, "context": {"unit": "helsinki"}} | changes


def test_a_case_that_is_perhaps_the_same_is_shown_and_joined_by_a_person(world: World) -> None:
    one, other = world.begins_case(**alone()), world.begins_case(**alone())
    elsewhere = world.begins_case(**alone(context={"unit": "turku"}))
    owner = signed_in_as(OWNER)
    page = open_console(f"{LIST}/{one}", owner)
    assert re.findall(r'data-like="([a-z0-9]+)"', page.body) == [other]
    asked = open_console(f"{LIST}/{one}/join?with={other}", owner)
    assert Page(asked.body).forms[0] == {"method": "post", "data-kind": "join"}

    joined = [send_console(f"{LIST}/{one}/join?with={other}", {}, owner) for _ in range(2)]

    assert {(answer.status, answer.headers["location"]) for answer in joined} == {(303, f"{LIST}/{one}")}
    for case_id, partner in ((one, other), (other, one)):
        after = open_console(f"{LIST}/{case_id}", owner).body
        assert ("data-like" in after, f'href="{LIST}/{partner}"' in after) == (False, True)
    assert send_console(f"{LIST}/{one}/join?with={elsewhere}", {}, owner).status == 404
    assert send_console(f"{LIST}/{one}/join?with={one}", {}, owner).status == 404


def test_whoever_only_reads_a_case_joins_nothing(world: World) -> None:
    one, other = world.begins_case(**alone()), world.begins_case(**alone())
    director = signed_in_as(DIRECTOR)
    page = open_console(f"{LIST}/{one}", director).body
    assert ("data-like" in page, "/join" in page) == (True, False)
    assert send_console(f"{LIST}/{one}/join?with={other}", {}, director).status == 404
