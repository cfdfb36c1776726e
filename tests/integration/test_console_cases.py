"""Cases in the console: late ones first, by whose turn it is; the page of a case is the one behind the mailed link."""

import csv
import io
import re

import pytest

from kuultu.domain.cases.stages import stage_of
from tests.integration.console import signed_in_as
from tests.integration.http import GatewayResponse, open_console
from tests.integration.mailbox import last
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
    world.triages(case_id, unit="turku", ask_customer="Missä näin kävi?")
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
    cases = {
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
    cases["turku"] = world.begins_case(context={"unit": "turku"})
    director = signed_in_as(DIRECTOR)

    page, table, file = (open_console(f"{LIST}{end}?{query}", director) for end in ("", ".csv", ".json"))

    wanted = sorted(cases[name] for name in found)
    rows = list(csv.DictReader(io.StringIO(table.body.removeprefix("\ufeff"))))
    assert sorted(ids(page)) == sorted(row["id"] for row in rows) == sorted(row["id"] for row in file.json) == wanted
    assert total(page) == len(wanted)


@pytest.mark.parametrize("query", ["from=yesterday", "stage=lunch", "waits_for=godot", "outcome=bad", "late=2"])
def test_an_unusable_condition_is_told_and_lists_nothing(query: str, world: World) -> None:
    world.begins_case()
    answer = open_console(f"{LIST}?{query}", signed_in_as(OWNER))
    assert (answer.status, ids(answer)) == (422, [])
    assert open_console(f"{LIST}.csv?{query}", signed_in_as(OWNER)).status == 422
