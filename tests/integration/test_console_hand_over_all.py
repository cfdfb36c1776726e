"""All open cases of a person are handed over at once, by a manager, with the number and by the usual way."""

import re

import pytest

from kuultu.domain.cases.task_kind import TaskKind
from tests.integration.console import signed_in_as
from tests.integration.console_lists import DIRECTOR, LIST, NO_UNIT, OF_TURKU
from tests.integration.http import open_console, send_console
from tests.integration.page import Page
from tests.integration.world import MANAGER, OWNER, World

ALL_OF_OWNER = f"{LIST}/hand-over?from={OWNER}"


GIVEN = {"to": "deputy.helsinki@example.com", "reason": "Loma."}


def test_a_manager_hands_over_all_cases_of_somebody_with_the_number_and_by_the_usual_way(world: World) -> None:
    mine = {world.begins_case() for _ in range(3)}
    elsewhere = world.begins_case(context={"unit": "turku"})
    manager = signed_in_as(MANAGER)
    page = open_console(ALL_OF_OWNER, manager)
    assert (page.status, 'data-total="3"' in page.body) == (200, True)
    assert set(re.findall(r'<li data-id="([a-z0-9]+)"', page.body)) == mine
    assert Page(page.body).forms[0] == {"method": "post", "data-kind": "hand_over_all"}

    done = send_console(ALL_OF_OWNER, GIVEN, manager)

    assert done.status == 200
    for case_id in mine:
        record = world.record(case_id)
        assert (record.case.owner.email, record.case.events[-1].words) == (GIVEN["to"], GIVEN["reason"])
        assert world.task(case_id, TaskKind.TRIAGE).assignee.email == GIVEN["to"]
    assert world.record(elsewhere).case.owner.email == OF_TURKU


def test_a_second_hand_over_of_all_changes_nothing(world: World) -> None:
    case_id = world.begins_case()
    manager = signed_in_as(MANAGER)
    send_console(ALL_OF_OWNER, GIVEN, manager)
    before = world.record(case_id).case
    again = send_console(ALL_OF_OWNER, {**GIVEN, "to": MANAGER}, manager)
    assert (again.status, world.record(case_id).case) == (200, before)


@pytest.mark.parametrize(
    ("fields", "flawed"),
    [
        ({}, {"to", "reason"}),
        ({**GIVEN, "to": "stranger@example.com"}, {"to"}),
        ({**GIVEN, "to": OWNER}, {"to"}),
        ({**GIVEN, "reason": " "}, {"reason"}),
        ({**GIVEN, "reason": "x" * 2001}, {"reason"}),
    ],
)
def test_handing_over_all_needs_somebody_else_and_a_reason(
    fields: dict[str, str], flawed: set[str], world: World
) -> None:
    case_id = world.begins_case()
    answer = send_console(ALL_OF_OWNER, fields, signed_in_as(MANAGER))
    assert (answer.status, set(re.findall(r'<li><a href="#(\w+)"', answer.body))) == (422, flawed)
    assert world.record(case_id).case.owner.email == OWNER


@pytest.mark.parametrize(("who", "status"), [(OWNER, 404), (DIRECTOR, 404), (NO_UNIT, 303), (MANAGER, 200)])
def test_only_a_manager_hands_over_all_cases_of_somebody(who: str, status: int, world: World) -> None:
    case_id = world.begins_case()
    cookies = signed_in_as(who)
    assert open_console(ALL_OF_OWNER, cookies).status == status
    assert send_console(ALL_OF_OWNER, GIVEN, cookies).status == status
    assert (world.record(case_id).case.owner.email == OWNER) is (status != 200)


def test_a_case_that_cannot_be_handed_over_is_told_with_the_reason(world: World) -> None:
    from kuultu.services.console import hand_over_all
    from kuultu.services.console.sessions import staff_with

    kept, given = world.begins_case(), world.begins_case()
    staff = staff_with(MANAGER, world.now)
    assert staff
    asked = hand_over_all.cases_to_hand_over(OWNER, staff, world.now)
    send_console(f"{LIST}/{kept}", {"choice": "hand_over", "owner_email": MANAGER}, signed_in_as(OWNER))
    handed = hand_over_all.hand_over_all(asked, GIVEN, staff, world.now)
    assert (handed.done, [(row.case.id, why) for row, why in handed.undone]) == (1, [(kept, "handed-over")])
    assert world.record(given).case.owner.email == GIVEN["to"]
