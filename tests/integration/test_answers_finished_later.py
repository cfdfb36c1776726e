"""Answers that are finished when their case has begun: it stays one case, and goes on with what is known now."""

from datetime import timedelta

from kuultu.domain.cases.case import Outcome, Stage
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.services import sweep
from kuultu.store import responses
from kuultu.store.responses import ResponseItem
from tests.integration import executions
from tests.integration.mailbox import kinds_and_readers, last
from tests.integration.unfinished import QUIET, falls_silent, finishes, says
from tests.integration.wire import Wire
from tests.integration.world import CUSTOMER, MANAGER, OWNER, World


def test_what_comes_after_the_case_has_begun_is_shown_in_it_and_opens_no_other(world: World) -> None:
    case_id = falls_silent(world)
    assert finishes(world, answers={"nps": 3, "why": "Kansi puuttui."}) == case_id
    assert executions.executions() == [case_id]
    assert "Kansi puuttui." in world.sees(last("task-triage").link).words


def test_a_further_partial_answer_after_the_case_has_begun_is_shown_and_rests_like_any_other(world: World) -> None:
    case_id = falls_silent(world)
    says(world, answers={"nps": 2, "why": "Kansi puuttui."})
    sweep.sweep(world.now, everything=True)
    assert ResponseItem.get(case_id).handled_at is None
    world.passes(QUIET)
    sweep.sweep(world.now)
    assert ResponseItem.get(case_id).handled_at == world.now
    assert "Kansi puuttui." in world.sees(last("task-triage").link).words
    assert ("news", OWNER) not in kinds_and_readers()


def test_a_customer_who_can_be_reached_only_then_is_thanked_and_promised_an_answer_from_then_on(world: World) -> None:
    case_id = falls_silent(world)
    world.passes(timedelta(days=2))
    finishes(world)
    sweep.sweep(world.now)
    assert kinds_and_readers().count(("acknowledgement", CUSTOMER)) == 1
    case = world.record(case_id).case
    assert (case.reachable, case.anonymous) == (True, False)
    assert case.promise_began_at == world.now - timedelta(minutes=2)
    assert case.promised_at > world.now + timedelta(days=2)


def test_the_owner_hears_once_that_the_answer_was_finished(world: World) -> None:
    falls_silent(world)
    finishes(world, answers={"nps": 3, "why": "Kansi puuttui."})
    sweep.sweep(world.now, everything=True)
    assert kinds_and_readers().count(("news", OWNER)) == 1
    assert "Kansi puuttui." in last("news").words
    assert "Asiakas lähetti loppuun vastauksen" in world.sees(last("news").link).words


def test_such_a_case_goes_on_to_an_answer(world: World) -> None:
    case_id = falls_silent(world)
    world.triages(case_id)
    finishes(world)
    world.reflects(case_id)
    world.concludes(case_id)
    assert world.carries(case_id) is Stage.PROPOSE


def test_a_customer_who_turns_out_to_be_content_still_has_a_case_that_a_person_looks_at(world: World) -> None:
    case_id = falls_silent(world)
    finishes(world, answers={"nps": 10})
    assert ("thanks", CUSTOMER) not in kinds_and_readers()
    world.triages(case_id, "not_a_complaint")
    assert kinds_and_readers().count(("thanks", CUSTOMER)) == 1
    assert world.record(case_id).case.outcome is Outcome.NOT_A_COMPLAINT


def test_a_customer_who_turns_out_to_be_unhappy_has_a_case_at_once(world: World) -> None:
    falls_silent(world, answers={"nps": 9})
    response_id = says(world, partial=False)
    assert executions.executions() == [response_id]


def test_danger_that_is_told_only_then_alerts_the_manager(world: World) -> None:
    case_id = falls_silent(world)
    finishes(world, answers={"nps": 1, "topics": ["safety"]})
    assert ("alert", MANAGER) in kinds_and_readers()
    assert world.record(case_id).case.urgent


def test_after_the_case_was_closed_its_owner_hears_of_the_rest_and_nothing_is_promised(world: World) -> None:
    case_id = falls_silent(world)
    world.triages(case_id, "not_a_complaint")
    finishes(world)
    assert "Asia on suljettu." in last("news").words
    assert ("acknowledgement", CUSTOMER) not in kinds_and_readers()


def test_a_complete_answer_that_comes_while_the_partial_one_is_begun_waits_for_its_own_turn(world: World) -> None:
    response_id = says(world, answers={"nps": 9})
    stale = responses.find(response_id)
    assert stale
    says(world, partial=False, contact=None)
    ResponseItem(response_id).update([ResponseItem.handled_at.remove()])
    responses.mark_handled(stale, world.now)
    assert not responses.note_case(stale)
    assert ResponseItem.get(response_id).handled_at is None


def test_a_crash_before_the_workflow_was_started_leaves_no_one_unheard(world: World, wire: Wire) -> None:
    response_id = says(world)
    world.passes(QUIET)
    wire.refuse("StartExecution", "AccessDeniedException")
    assert sweep.sweep(world.now)["failed"] == 1
    wire.heal()
    finishes(world)
    assert executions.executions() == [response_id]
    assert world.carries(response_id) is Stage.TRIAGE
    sweep.sweep(world.now)
    assert ResponseItem.get(response_id).handled_at is not None


def test_an_event_in_the_same_moment_does_not_lose_what_was_completed(world: World, wire: Wire) -> None:
    case_id = falls_silent(world)
    wire.refuse("SendEmail", "TooManyRequestsException", status=429)
    says(world, partial=False)
    world.passes(timedelta(minutes=2))
    assert sweep.sweep(world.now)["failed"] == 0
    wire.heal()
    world.passes(timedelta(minutes=15))
    sweep.sweep(world.now)
    assert kinds_and_readers().count(("acknowledgement", CUSTOMER)) == 1
    assert world.task(case_id, TaskKind.TRIAGE).open
