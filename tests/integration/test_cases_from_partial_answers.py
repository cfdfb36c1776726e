"""Cases that begin on a partial answer: after a quiet period, and marked as such wherever they are read."""

from datetime import timedelta

import pytest

from kuultu.services import sweep
from kuultu.services.cases import handling_start
from kuultu.store.responses import ResponseItem
from tests.integration import executions
from tests.integration.mailbox import last, mailbox
from tests.integration.unfinished import LESS, NOT_SENT, UNFINISHED, falls_silent, finishes, says
from tests.integration.wire import Wire
from tests.integration.world import World, submission


@pytest.mark.parametrize("everything", [False, True])
def test_a_partial_answer_begins_nothing_while_the_customer_may_still_answer(world: World, everything: bool) -> None:
    says(world)
    world.passes(LESS)
    sweep.sweep(world.now, everything=everything)
    assert (executions.executions(), mailbox()) == ([], [])


def test_an_unhappy_partial_answer_is_a_case_after_the_quiet_period_and_one_only(world: World) -> None:
    response_id = falls_silent(world)
    sweep.sweep(world.now)
    handling_start.begin_handling(response_id, world.now)
    assert executions.executions() == [response_id]
    assert ResponseItem.get(response_id).attention is None


def test_each_further_answer_gives_the_customer_another_half_hour(world: World) -> None:
    says(world)
    world.passes(LESS)
    says(world, answers={"nps": 2})
    world.passes(LESS)
    sweep.sweep(world.now)
    assert executions.executions() == []


def test_a_content_partial_answer_opens_no_case_and_is_done_with(world: World) -> None:
    response_id = falls_silent(world, answers={"nps": 10})
    assert (executions.executions(), mailbox()) == ([], [])
    assert ResponseItem.get(response_id).handled_at is not None


def test_a_complete_answer_that_comes_in_time_is_handled_at_once_like_any_other(world: World) -> None:
    says(world)
    response_id = says(world, partial=False)
    assert executions.executions() == [response_id]


def test_both_parts_of_the_owners_mails_say_that_the_answer_was_not_sent_to_the_end(world: World, wire: Wire) -> None:
    case_id = falls_silent(world)
    world.triages(case_id)
    world.reflects(case_id)
    assert NOT_SENT in last("task-conclude").words
    parts = [part["Data"] for letter in wire.letters for part in letter["Content"]["Simple"]["Body"].values()]
    about_answers = [part for part in parts if "Paketti oli rikki." in part]
    assert len(about_answers) == 4
    assert all(NOT_SENT in part for part in about_answers)


def test_the_mails_of_urgency_and_standstill_say_so_too(world: World) -> None:
    case_id = falls_silent(world, answers={"nps": 1, "topics": ["safety"]})
    assert NOT_SENT in last("alert").words
    for _ in range(10):
        world.passes(timedelta(days=1))
        world.is_swept(case_id)
    assert NOT_SENT in last("escalation").words


def test_the_pages_of_the_case_say_so(world: World) -> None:
    case_id = falls_silent(world)
    triage = last("task-triage")
    assert NOT_SENT in world.sees(triage.links[0]).words
    assert NOT_SENT in world.sees(triage.links[-1]).words
    finishes(world)
    assert NOT_SENT not in world.sees(triage.links[0]).words
    assert world.record(case_id).case.round == 1


def test_a_customer_whose_program_sent_an_address_reads_that_the_answer_was_not_finished(world: World) -> None:
    case_id = falls_silent(world, contact=submission()["contact"])
    world.triages(case_id, ask_customer="Mitä tapahtui?")
    assert UNFINISHED in last("acknowledgement").words
    assert UNFINISHED in world.sees(last("request-tell_more").link).words
