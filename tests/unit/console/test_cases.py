"""The lists of cases: which rows a view asks for, and in which order."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuultu.domain.cases.case import CaseRecord, Outcome
from kuultu.domain.cases.short_number import short_number
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.traits import Traits
from kuultu.domain.console.answers import HeardAnswer
from kuultu.domain.console.case_address import address_of_task, task_at
from kuultu.domain.console.cases import (
    CHOICES,
    FILTERS,
    MOST_OWNERS,
    MOST_WORDS,
    PATH,
    CaseLine,
    cases_view,
    had_task,
    is_of_closed,
    owners_in,
    rows_of,
    says,
    units_of,
)
from kuultu.domain.console.hand_over_all import LONGEST_REASON, HandOverAll, wanted
from kuultu.domain.console.listed_case import ListedCase
from kuultu.domain.console.staff import Staff, people_of
from kuultu.domain.console.view import Found, View
from kuultu.domain.people import somebody_at
from kuultu.domain.responses.response import Context
from kuultu.errors import Invalid
from tests.unit.console.test_listed_cases import CASE, case, task
from tests.unit.helpers.builders import DAY, MANAGER, NOW, OWNER, Life, response, survey

ZONE = "Europe/Helsinki"
TRAITS = Traits(("delivery", "staff"), "sv", "till")
ASKED = case(task(TaskKind.TELL_MORE), traits=TRAITS)
ENDED = case(outcome=Outcome.SILENT, closed_at=NOW + 2 * DAY)


def shown(cases: Iterable[ListedCase], query: dict[str, str]) -> list[str]:
    """The ids of the rows that a query asks for, in order."""
    return [row.case.id for row in rows_of(cases, cases_view(query), ZONE, NOW).values()]


@pytest.mark.parametrize(
    ("one", "query", "found"),
    [
        (ASKED, {}, True),
        (ASKED, {"late": "no", "waits_for": "customer", "stage": "find_out"}, True),
        (ASKED, {"late": "yes"}, False),
        (ASKED, {"waits_for": "us"}, False),
        (ASKED, {"stage": "triage"}, False),
        (ASKED, {"outcome": "silent"}, False),
        (ENDED, {"outcome": "silent", "stage": "closed"}, True),
        (ENDED, {"outcome": "recovered"}, False),
        (ASKED, {"survey": "after-purchase", "unit": "helsinki", "language": "sv", "touchpoint": "till"}, True),
        (ASKED, {"survey": "visit"}, False),
        (ASKED, {"unit": "turku"}, False),
        (ASKED, {"language": "fi"}, False),
        (ASKED, {"touchpoint": "web"}, False),
        (ASKED, {"topic": "staff"}, True),
        (ASKED, {"topic": "price"}, False),
        (ASKED, {"owner": OWNER.upper()}, True),
        (ASKED, {"owner": MANAGER}, False),
        (ASKED, {"from": "2026-11-23", "to": "2026-11-23"}, True),
        (ASKED, {"from": "2026-11-24"}, False),
        (ASKED, {"to": "2026-11-22"}, False),
        (ENDED, {"from": "2026-11-25", "to": "2026-11-25"}, True),  # the day of the end
        (ENDED, {"to": "2026-11-24"}, False),
        (ASKED, {"text": "x", "with": "x"}, True),  # a second look's
    ],
)
def test_a_view_asks_for_cases_by_every_condition(one: ListedCase, query: dict[str, str], found: bool) -> None:
    assert shown([one], query) == ([one.id] if found else [])


@pytest.mark.parametrize("person", ["owner", "with"])
def test_outcomes_are_not_asked_for_by_person(person: str) -> None:
    assert cases_view({person: OWNER, "outcome": "silent"}).flawed == ("outcome",)
    assert cases_view({person: OWNER, "stage": "closed"}).flawed == ()
    assert cases_view({"unit": "helsinki", "outcome": "silent"}).flawed == ()


def test_late_ones_come_first_then_the_nearest_deadline_then_the_oldest() -> None:
    late = replace(case(task(TaskKind.TRIAGE, due_at=NOW - DAY)), id="late")
    soon = replace(case(task(TaskKind.TRIAGE, due_at=NOW + DAY)), id="soon", opened_at=NOW - DAY)
    younger = replace(soon, id="younger", opened_at=NOW)
    never = replace(case(task(TaskKind.FIND_OUT, due_at=NOW + 9 * DAY)), id="never", follow_up_at=NOW - DAY, tasks=())
    assert shown([never, younger, soon, late], {}) == ["late", "soon", "younger", "never"]


def test_closed_ones_stand_by_their_end_the_latest_first() -> None:
    ended = [replace(ENDED, id=f"c{days}", closed_at=NOW + days * DAY) for days in (2, 9, 4)]
    assert shown(ended, {"stage": "closed"}) == ["c9", "c4", "c2"]


CASES = st.builds(
    lambda number, kind, due, unit, topics, owner: replace(
        case(task(kind, due_at=NOW + due * DAY)),
        id=f"case{number}",
        unit=unit,
        traits=Traits(topics),
        owner=somebody_at(owner),
    ),
    st.integers(0, 500),
    st.sampled_from([TaskKind.TRIAGE, TaskKind.TELL_MORE, TaskKind.REPLY, TaskKind.CHOOSE_REMEDY]),
    st.integers(-5, 5),
    st.sampled_from(["helsinki", "turku"]),
    st.sampled_from([(), ("delivery",), ("delivery", "staff")]),
    st.sampled_from([OWNER, MANAGER]),
)
QUERY = st.fixed_dictionaries(
    {},
    optional={
        **{name: st.sampled_from(values) for name, values in CHOICES.items() if name != "outcome"},
        "unit": st.sampled_from(["helsinki", "turku", "oulu"]),
        "topic": st.sampled_from(["delivery", "staff", "price"]),
        "owner": st.sampled_from([OWNER, MANAGER]),
    },
)


@given(st.lists(CASES, max_size=60, unique_by=lambda one: one.id), QUERY)
def test_the_number_the_pages_and_the_whole_of_any_view_agree(cases: list[ListedCase], query: dict[str, str]) -> None:
    found = Found(rows_of(cases, cases_view(query), ZONE, NOW))
    page, seen = found.page(""), []
    while True:
        seen += [row.case.id for row in page.rows]
        if page.following is None:
            break
        page = found.page(page.following)
    assert seen == [row.case.id for row in found.rows.values()]
    assert found.total == len(seen) == len(set(seen))
    lateness = [row.standing.late for row in found.rows.values()]
    assert lateness == sorted(lateness, reverse=True)


@pytest.mark.parametrize(
    ("query", "closed"),
    [({}, False), ({"stage": "triage"}, False), ({"stage": "closed"}, True), ({"outcome": "x"}, True)],
)
def test_closed_cases_are_asked_for_by_stage_or_outcome(query: dict[str, str], closed: bool) -> None:
    assert is_of_closed(cases_view(query)) is closed


def test_unusable_conditions_are_named() -> None:
    view = cases_view({"stage": "lunch", "waits_for": "godot", "outcome": "bad", "late": "2", "from": "yesterday"})
    assert set(view.flawed) == {"stage", "waits_for", "outcome", "late", "from"}
    assert set(view.flawed) < set(FILTERS)


def test_a_view_looks_in_the_units_that_the_person_sees() -> None:
    staff = Staff(somebody_at(OWNER), "fi", ZONE, owns=frozenset({"turku", "helsinki"}))
    units = [units_of(View(PATH, query), staff) for query in ({}, {"unit": "turku"}, {"unit": "oulu"})]
    assert units == [["helsinki", "turku"], ["turku"], []]


def test_words_reference_and_number_find_a_case() -> None:
    (row,) = rows_of([CASE], cases_view({}), ZONE, NOW).values()
    told = response(answers={"nps": 1, "why": "Paketti oli  Rikki."}, context=Context(reference="Order-7"))
    heard = HeardAnswer(told, survey())
    asked = ["rikki", "ORDER-7", "order", short_number(CASE.id), CASE.id, "sininen"]
    assert [says(row, heard, text) for text in asked] == [True, True, False, True, True, False]
    assert [says(row, None, text) for text in (row.number, "rikki")] == [True, False]
    assert [CaseLine(row, one, None).words for one in (heard, None)] == ["Paketti oli Rikki.", ""]


def test_a_list_shows_the_beginning_of_long_words() -> None:
    (row,) = rows_of([CASE], cases_view({}), ZONE, NOW).values()
    said = ["x" * MOST_WORDS, "x" * (MOST_WORDS + 1), "sana " * MOST_WORDS]
    told = [response(answers={"nps": 1, "why": words}) for words in said]
    begun = [CaseLine(row, HeardAnswer(one, survey()), None).words for one in told]
    assert begun == ["x" * MOST_WORDS, "x" * MOST_WORDS + " …", "sana " * (MOST_WORDS // 5) + "…"]


def test_the_owners_of_a_list_can_be_chosen_by_name() -> None:
    others = [replace(CASE, id=f"c{number}", owner=somebody_at(f"o{number:03}@example.com")) for number in range(60)]
    rows = rows_of([CASE, *others], cases_view({}), ZONE, NOW).values()
    owners = owners_in(rows)
    assert (len(owners), next(iter(owners.items()))) == (MOST_OWNERS, (OWNER, "Mari"))


def test_whoever_had_a_task_is_known_by_the_address() -> None:
    assert had_task([OWNER, MANAGER], MANAGER.upper())
    assert not had_task([OWNER], MANAGER)


def test_the_address_of_a_task_leads_to_the_task() -> None:
    record = Life().is_asked(TaskKind.TRIAGE).is_asked(TaskKind.STATEMENT, "leo", somebody_at("leo@example.com")).record
    for one in record.tasks:
        assert task_at(address_of_task(one).rpartition("/")[2], record) == one
    assert address_of_task(record.tasks[0]) == f"{PATH}/{record.case.id}/tasks/1.triage"
    assert task_at("1.reply", CaseRecord(record.case, ())) is None


ALL = HandOverAll(OWNER, "Mari", [], {MANAGER: "Outi"})


def test_handing_all_over_needs_somebody_of_the_directory_and_a_reason() -> None:
    assert wanted({"to": f" {MANAGER} ", "reason": " Loma. "}, ALL) == (MANAGER, "Loma.")


@pytest.mark.parametrize(
    ("fields", "flaws"),
    [
        ({}, [("to", "required"), ("reason", "required")]),
        ({"to": OWNER, "reason": "Loma."}, [("to", "required")]),
        ({"to": MANAGER, "reason": "x" * (LONGEST_REASON + 1)}, [("reason", "too-long-here")]),
    ],
)
def test_what_is_missing_to_hand_all_over_is_told(fields: dict[str, Any], flaws: list[tuple[str, str]]) -> None:
    with pytest.raises(Invalid) as refused:
        wanted(fields, ALL)
    assert [(flaw.pointer, flaw.code) for flaw in refused.value.flaws] == flaws


def test_people_are_offered_by_name_in_the_order_of_their_names() -> None:
    people = people_of([survey()])
    assert {OWNER, MANAGER} <= set(people)
    assert list(people.values()) == sorted(people.values(), key=str.casefold)
