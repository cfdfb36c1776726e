"""The reading record: every look at a customer's data, for the administrator alone."""

import re

import pytest

from tests.integration.console import signed_in_as
from tests.integration.console_lists import ids
from tests.integration.http import open_console
from tests.integration.page import Page
from tests.integration.wire import Wire
from tests.integration.world import DAY, MANAGER, OWNER, World

DIRECTOR, LIST = "director@example.com", "/console/looks"


def told(address: str = LIST) -> list[str]:
    """The rows of the record as the administrator reads them."""
    page = open_console(address, signed_in_as(DIRECTOR))
    assert page.status == 200
    return [" ".join(Page(row).words.split()) for row in re.findall(r"(?s)<tr data-id.*?</tr>", page.body)]


def test_the_administrator_reads_who_looked_at_what_and_when(world: World) -> None:
    one = world.hears(answers={"nps": 10}, contact=None)
    open_console(f"/console/answers/{one}", signed_in_as(OWNER))
    world.passes(DAY / 24)
    open_console("/console/answers.csv?read=any", signed_in_as(MANAGER))

    newest, oldest = told()

    assert MANAGER in newest
    assert "/console/answers?read=any" in newest
    assert OWNER in oldest
    assert "11.30" in oldest
    assert told(f"{LIST}?who=OWNER") == [oldest]


def test_a_day_is_one_by_the_clock_on_the_wall(world: World) -> None:
    one = world.hears(answers={"nps": 10}, contact=None)
    world.passes(DAY * 13 / 24)  # half past midnight in Helsinki, half past ten in the evening in UTC
    open_console(f"/console/answers/{one}", signed_in_as(OWNER))
    assert [len(told(f"{LIST}?day={day}")) for day in ("2026-11-23", "2026-11-24", "2026-11-25")] == [0, 1, 0]
    assert len(told()) == 1


PERSONAL = ("/console/answers/ID", "/console/cases/ID", "/console/cases/ID/tasks/1.triage")
FILES = ("/console/answers.csv", "/console/answers.json", "/console/cases.csv", "/console/cases.json")


@pytest.mark.parametrize("path", [*PERSONAL, *FILES])
def test_asking_for_the_headers_alone_is_no_look(path: str, world: World, wire: Wire) -> None:
    case_id, owner = world.begins_case(), signed_in_as(OWNER)
    wire.sent.clear()
    assert open_console(path.replace("ID", case_id), owner, "HEAD").status == 200
    assert (wire.writes, told()) == ([], [])
    assert ids(open_console("/console/answers", owner)) == [case_id]


@pytest.mark.parametrize("who", [OWNER, MANAGER])
def test_nobody_else_reads_the_record(who: str, world: World) -> None:
    assert open_console(LIST, signed_in_as(who)).status == 404
    assert LIST not in open_console("/console", signed_in_as(who)).body
    assert LIST in open_console("/console", signed_in_as(DIRECTOR)).body


def test_an_unusable_day_is_told(world: World) -> None:
    answer = open_console(f"{LIST}?day=yesterday", signed_in_as(DIRECTOR))
    assert (answer.status, 'id="f-day-error"' in answer.body) == (422, True)


def test_a_page_of_the_record_is_bounded(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    one = world.hears(answers={"nps": 10}, contact=None)
    owner = signed_in_as(OWNER)
    for _ in range(30):
        world.passes(DAY / 10_000)
        open_console(f"/console/answers/{one}", owner)
    assert len(told()) == 25
    page = open_console(LIST, signed_in_as(DIRECTOR)).body
    following = re.search(r'<a href="([^"]+)" rel="next"', page)
    assert following
    assert len(told(following[1].replace("&amp;", "&"))) == 5
