"""Cases in the console: late ones first, by whose turn it is; the page of a case is the one behind the mailed link."""

import csv
import io
import re
from typing import Any

import pytest

from kuultu.domain.cases.case import CaseRecord, Outcome
from kuultu.domain.cases.stages import stage_of
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.store import cases
from kuultu.store.case_items import CASE_KEY, CaseItem
from kuultu.store.task_items import TaskItem
from kuultu.web.console.session_cookie import SESSION
from tests.integration.console import signed_in_as
from tests.integration.http import GatewayResponse, open_console, send_console
from tests.integration.mailbox import last
from tests.integration.page import Page
from tests.integration.world import DAY, MANAGER, OWNER, World

DIRECTOR, OF_TURKU, NO_UNIT = "director@example.com", "owner.turku@example.com", "deputy.helsinki@example.com"
LIST = "/console/cases"


def ids(answer: GatewayResponse) -> list[str]:
    """The rows of a list, in order."""
    return re.findall(r'<tr data-id="([a-z0-9]+)"', answer.body)


def total(answer: GatewayResponse) -> int:
    """The number that a list tells."""
    found = re.search(r'data-total="(\d+)"', answer.body)
    assert found, answer.body
    return int(found[1])


def way(answer: GatewayResponse, rel: str) -> str:
    """The address of the next or previous page."""
    found = re.search(rf'<a href="([^"]+)" rel="{rel}"', answer.body)
    assert found
    return found[1].replace("&amp;", "&")


def row_of(case_id: str, who: str = MANAGER, query: str = "") -> dict[str, str]:
    """The row of a case in the table of a view."""
    table = open_console(f"{LIST}.csv{query}", signed_in_as(who))
    rows = csv.DictReader(io.StringIO(table.body.removeprefix("\ufeff")))
    return next(row for row in rows if row["id"] == case_id)


def test_the_list_says_where_each_case_stands_as_the_record_does(world: World) -> None:
    case_id, told = world.begins_case(), []

    def stands() -> None:
        row = row_of(case_id)
        assert row["stage"] == stage_of(world.record(case_id)).value
        told.append((row["stage"], row["waits_for"]))

    stands()
    world.triages(case_id, colleague_name="Leo", colleague_email="leo@example.com", colleague_question="Mitä?")
    stands()
    world.clicks(last("task-statement").link, "decline")
    world.carries(case_id)
    stands()
    world.reflects(case_id)
    stands()
    world.concludes(case_id, "ours")
    stands()
    world.proposes(case_id, "offer", remedies="repair")
    stands()
    world.replies(case_id)
    stands()
    world.does(case_id, "reply", "repair")
    stands()
    world.does(case_id, "task-deliver_remedy", "delivered")
    stands()
    world.waits_a_week(case_id)
    stands()
    assert told == [
        ("triage", "us"),
        ("find_out", "us"),
        ("reflect", "time"),
        ("conclude", "us"),
        ("propose", "us"),
        ("reply", "us"),
        ("choose", "customer"),
        ("deliver", "us"),
        ("wait", "time"),
        ("follow_up", "customer"),
    ]
    world.does(case_id, "follow-up", "solved")
    assert ids(open_console(LIST, signed_in_as(OWNER))) == []
    assert row_of(case_id, query="?stage=closed")["outcome"] == "recovered"


def test_a_case_that_is_passed_on_leaves_the_list_of_its_unit(world: World) -> None:
    case_id = world.begins_case()
    assert ids(open_console(LIST, signed_in_as(OWNER))) == [case_id]
    world.triages(case_id, ask_customer="Missä näin kävi?")
    sent = {"choice": "hand_over", "unit": "turku", "reason": "Turun asia."}
    assert send_console(f"{LIST}/{case_id}", sent, signed_in_as(OWNER)).status == 303
    assert ids(open_console(LIST, signed_in_as(OWNER))) == []
    assert ids(open_console(LIST, signed_in_as(OF_TURKU))) == [case_id]
    row = row_of(case_id, OF_TURKU)
    assert (row["unit"], row["stage"], row["waits_for"]) == ("turku", "find_out", "customer")


def test_late_cases_stand_first_then_those_whose_time_ends_next(world: World) -> None:
    late = world.begins_case()
    world.passes(3 * DAY)
    later = world.begins_case()
    world.passes(DAY / 24)
    newest = world.begins_case(context={"unit": "turku"})
    first = open_console(LIST, signed_in_as(DIRECTOR))
    assert ids(first) == [late, later, newest]
    assert ids(open_console(f"{LIST}?late=yes", signed_in_as(DIRECTOR))) == [late]
    assert ids(open_console(f"{LIST}?late=no", signed_in_as(DIRECTOR))) == [later, newest]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"read", "asked", "swedish", "turku"}),
        ("waits_for=us", {"read", "swedish", "turku"}),
        ("waits_for=customer", {"asked"}),
        ("stage=triage", {"read", "swedish", "turku"}),
        ("stage=find_out", {"asked"}),
        ("language=sv", {"swedish"}),
        ("topic=delivery", {"swedish"}),
        ("touchpoint=till", {"swedish"}),
        ("unit=turku", {"turku"}),
        ("survey=visit", set()),
        ("owner=owner.turku@example.com", {"turku"}),
        ("with=owner.helsinki@example.com", {"read", "asked", "swedish"}),
        ("text=rikki", {"read", "asked", "turku"}),
        ("text=ORDER-7", {"swedish"}),
        ("from=2026-11-24", {"turku"}),
        ("to=2026-11-23", {"read", "asked", "swedish"}),
        ("outcome=not_a_complaint", {"dismissed"}),
        ("outcome=recovered", set()),
        ("stage=closed", {"dismissed"}),
        ("stage=closed&text=rikki", {"dismissed"}),
        ("stage=closed&text=sininen", set()),
        ("stage=closed&from=2026-11-25", set()),
    ],
)
def test_count_rows_and_files_of_a_view_agree(query: str, found: set[str], world: World) -> None:
    dismissed = world.begins_case()
    world.triages(dismissed, "not_a_complaint")
    asked = world.begins_case()
    world.triages(asked, ask_customer="Missä näin kävi?")
    begun = {
        "dismissed": dismissed,
        "asked": asked,
        "read": world.begins_case(),
        "swedish": world.begins_case(
            language="sv",
            answers={"nps": 2, "why": "Trasig.", "topics": ["delivery"]},
            context={"unit": "helsinki", "touchpoint": "till", "reference": "order-7"},
        ),
    }
    world.passes(DAY)
    begun["turku"] = world.begins_case(context={"unit": "turku"})
    director = signed_in_as(DIRECTOR)

    page, table, file = (open_console(f"{LIST}{end}?{query}", director) for end in ("", ".csv", ".json"))

    wanted = sorted(begun[name] for name in found)
    rows = list(csv.DictReader(io.StringIO(table.body.removeprefix("\ufeff"))))
    assert sorted(ids(page)) == sorted(row["id"] for row in rows) == sorted(row["id"] for row in file.json) == wanted
    assert total(page) == len(wanted)


def test_pages_lead_on_and_back_and_show_each_case_once(world: World) -> None:
    long = {"nps": 2, "why": "Paketti tuli perille rikki, ja myyjä oli tyly. " * 20}
    begun = [world.begins_case(answers=long, contact=None) for _ in range(30)]
    owner = signed_in_as(OWNER)
    for case_id in begun:
        open_console(f"{LIST}/{case_id}", owner)
    manager = signed_in_as(MANAGER)
    first = open_console(LIST, manager)
    second = open_console(way(first, "next"), manager)
    assert [len(ids(page)) for page in (first, second)] == [25, 5]
    assert sorted(ids(first) + ids(second)) == sorted(begun)
    assert (total(second), ids(open_console(way(second, "prev"), manager))) == (30, ids(first))
    assert len(first.body.encode()) <= 30_000


@pytest.mark.parametrize("query", ["from=yesterday", "stage=lunch", "waits_for=godot", "outcome=bad", "late=2"])
def test_an_unusable_condition_is_told_and_lists_nothing(query: str, world: World) -> None:
    world.begins_case()
    answer = open_console(f"{LIST}?{query}", signed_in_as(OWNER))
    assert (answer.status, ids(answer)) == (422, [])
    assert open_console(f"{LIST}.csv?{query}", signed_in_as(OWNER)).status == 422


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


def test_a_file_is_noted_with_its_view(world: World) -> None:
    from kuultu.store.looks import latest_looks

    world.begins_case()
    open_console(f"{LIST}.csv?stage=triage", signed_in_as(OWNER))
    (look,) = latest_looks("cases", 5)
    assert (look.who, look.what) == (OWNER, f"{LIST}?stage=triage")


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


NOT_YET: list[Any] = ["unit", "listed", "listed_at"]


def as_before(case_id: str, record: CaseRecord) -> None:
    """Make the items of a case those of a release that had no lists."""
    items: list[Any] = [CaseItem(case_id, CASE_KEY), *(TaskItem(case_id, task.key) for task in record.tasks)]
    for item in items:
        names = [*NOT_YET, "traits"] if isinstance(item, CaseItem) else NOT_YET
        item.update([getattr(type(item), name).remove() for name in names])


def test_an_open_case_of_an_earlier_release_is_listed_from_the_next_look_of_the_sweep(world: World) -> None:
    case_id = world.begins_case()
    as_before(case_id, world.record(case_id))
    manager = signed_in_as(MANAGER)
    assert (ids(open_console(LIST, manager)), open_console(f"{LIST}/{case_id}", manager).status) == ([], 200)
    world.passes(DAY)
    world.is_swept(case_id)
    assert ids(open_console(f"{LIST}?stage=triage&unit=helsinki", signed_in_as(MANAGER))) == [case_id]


def test_a_case_of_an_earlier_release_that_closes_before_is_in_no_list(world: World) -> None:
    case_id = world.begins_case()
    as_before(case_id, world.record(case_id))
    world.triages(case_id, "not_a_complaint")
    assert world.record(case_id).case.outcome
    assert ids(open_console(f"{LIST}?stage=closed", signed_in_as(MANAGER))) == []


def test_a_task_that_a_closed_case_has_left_open_is_no_case(world: World) -> None:
    case_id = world.begins_case()
    assert cases.close(world.record(case_id).case, Outcome.SILENT, world.now)
    assert ids(open_console(LIST, signed_in_as(OWNER))) == []
    assert ids(open_console(f"{LIST}?outcome=silent", signed_in_as(OWNER))) == [case_id]


def test_a_dismissed_case_that_the_customer_objects_to_is_open_again(world: World) -> None:
    case_id = world.begins_case()
    world.triages(case_id, "not_a_complaint")
    assert ids(open_console(LIST, signed_in_as(OWNER))) == []
    world.does(case_id, "thanks", "take_back", text="Asia on kesken.")
    row = row_of(case_id)
    assert (row["stage"], row["owner"], row["outcome"]) == ("triage", MANAGER, "")
    assert ids(open_console(f"{LIST}?stage=closed", signed_in_as(OWNER))) == []


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
