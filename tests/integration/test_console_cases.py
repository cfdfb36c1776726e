"""Lists of cases in the console: late ones first, by whose turn it is; number, rows and files agree."""

import csv
import io
from typing import Any

import pytest

from kuultu.domain.cases.case import CaseRecord, Outcome
from kuultu.domain.cases.stages import stage_of
from kuultu.store import cases
from kuultu.store.case_items import CASE_KEY, CaseItem
from kuultu.store.task_items import TaskItem
from tests.integration.console import signed_in_as
from tests.integration.console_lists import DIRECTOR, LIST, OF_TURKU, ids, row_of, total, way
from tests.integration.http import open_console, send_console
from tests.integration.mailbox import last
from tests.integration.world import DAY, MANAGER, OWNER, World


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


def test_a_file_is_noted_with_its_view(world: World) -> None:
    from kuultu.store.looks import latest_looks

    world.begins_case()
    open_console(f"{LIST}.csv?stage=triage", signed_in_as(OWNER))
    (look,) = latest_looks("cases", 5)
    assert (look.who, look.what) == (OWNER, f"{LIST}?stage=triage")


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
