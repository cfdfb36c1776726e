"""The sample data in the store: found again as they were made, and nothing follows from them."""

from datetime import UTC, datetime

from infra.local.sample.__main__ import main, real_clocks
from infra.local.sample.half_year import half_year_before
from infra.local.sample.occasions import ANSWERS
from infra.local.sample.settled_answers import settled_response
from infra.local.sample.settled_cases import settled_case
from kuultu.domain.responses.customer_keys import customer_keys
from kuultu.domain.responses.response import Response
from kuultu.store import answer_list, cases
from kuultu.store.case_items import CasePartitionItem
from kuultu.store.case_list import closed_cases
from kuultu.store.customer_cases import cases_under
from kuultu.store.listed import place_of
from kuultu.store.responses import ResponseItem
from kuultu.store.surveys import current_survey
from tests.integration.console import signed_in_as
from tests.integration.http import open_console

START = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
UNITS = ("helsinki", "turku")


def made() -> list[Response]:
    """The responses of the sample answers."""
    return [settled_response(one, current_survey(one.survey_id)) for one in half_year_before(START)]


def test_answers_are_listed_as_they_were_made_and_the_newest_are_unread(aws: None) -> None:
    main(START)
    listed = list(
        answer_list.listed_answers([(unit, read) for unit in UNITS for read in (True, False)], (None, None), "", 2000)
    )
    assert listed == sorted(made(), key=place_of, reverse=True)
    assert len(listed) == ANSWERS


def test_an_unhappy_answer_has_its_case_and_the_case_is_found_by_the_customer(aws: None) -> None:
    main(START)
    unhappy = [one for one in made() if one.needs_case]
    for one in unhappy[:10]:
        expected = settled_case(one, current_survey(one.survey_id), real_clocks(), START)
        record = cases.load(one.id)
        assert record
        assert record.case == expected.case
        assert sorted(record.tasks, key=lambda task: task.key) == sorted(expected.tasks, key=lambda task: task.key)
        assert {sighting.case_id for sighting in cases_under(customer_keys(one.contact))} >= (
            {one.id} if one.reachable else set()
        )


def test_nothing_of_it_needs_attention(aws: None) -> None:
    main(START)
    items = [*ResponseItem.scan(), *CasePartitionItem.scan()]
    assert len(items) > ANSWERS
    assert [item for item in items if getattr(item, "attention", None)] == []


def test_the_console_lists_the_closed_cases_and_shows_each(aws: None) -> None:
    main(START)
    listed = list(closed_cases(UNITS, (None, None), "", 2000))
    assert {case.id for _, case in listed} == {one.id for one in made() if one.needs_case}
    director = signed_in_as("director@example.com")
    pages = [open_console(f"/console/cases/{case.id}", director).status for _, case in listed[::12]]
    assert set(pages) == {200}
