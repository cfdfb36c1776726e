"""Cases that began on the previous definition of the machine finish, with the steps of today."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from kuultu.domain.cases.case import Outcome
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.services.cases.task_flow import let_lapse
from kuultu.services.dossiers import dossier_of
from kuultu.settings import settings
from tests.statemachines.definition import PREVIOUS
from tests.statemachines.handled_case import Ended, HandledCase
from tests.statemachines.people import ROUND
from tests.statemachines.real_world import REGION, RealSteps, real_world
from tests.statemachines.recordings import ASKED, fill_in, happened, left_at, recorded, replay, since, up_to
from tests.statemachines.scripted_steps import states_of

OUTCOMES = {
    "unhappy again, then helped": Outcome.RECOVERED,
    "not a complaint": Outcome.NOT_A_COMPLAINT,
    "without an address": Outcome.ANONYMOUS,
    "time ran out, and steps broke": Outcome.RECOVERED,
}


@pytest.fixture
def previous(_utc: None) -> Iterator[RealSteps]:
    """A world in which the previous machine still runs."""
    with real_world(PREVIOUS) as steps:
        yield steps


def nobody_chooses_in_time(handled: HandledCase) -> None:
    """The offer stays open, and the case goes on."""
    choosing = handled.task(TaskKind.CHOOSE_REMEDY)
    assert choosing
    let_lapse(dossier_of(handled.id), choosing, datetime.now(UTC))


def executions() -> list[str]:
    """The names of all executions that were ever started."""
    found = states_of(REGION).list_executions(stateMachineArn=settings().state_machine_arn)
    return [execution["name"] for execution in found["executions"]]


@pytest.fixture(scope="module")
def carried(_utc: None) -> tuple[Ended, list[str]]:
    """A whole round of a case that began on the previous machine, and all executions there were."""
    with real_world(PREVIOUS):
        handled = HandledCase.begun()
        handled.live_through(ROUND)
        return handled.ended(), executions()


def test_f23_a_case_that_began_on_the_previous_machine_finishes_on_it(carried: tuple[Ended, list[str]]) -> None:
    ended, executed = carried
    assert (ended.status, ended.case.outcome) == ("SUCCEEDED", Outcome.RECOVERED)
    assert executed == [ended.case.id]


def test_nobody_notices_which_machine_carries_a_case(carried: tuple[Ended, list[str]], recovered: Ended) -> None:
    assert [mail[:2] for mail in carried[0].mails] == [mail[:2] for mail in recovered.mails]


@pytest.mark.parametrize("title", OUTCOMES)
def test_f23_what_the_previous_machine_sent_is_understood_until_the_case_is_closed(
    previous: RealSteps, title: str
) -> None:
    handled = recorded(title)
    replay(handled, happened(title))
    assert handled.case.outcome is OUTCOMES[title]
    assert executions() == []


@pytest.mark.parametrize("asked", ASKED)
def test_a_case_that_the_previous_steps_left_open_is_finished(previous: RealSteps, asked: str) -> None:
    handled = left_at(asked)
    replay(handled, since(asked))
    assert handled.case.outcome is Outcome.RECOVERED
    assert executions() == []


def test_what_is_chosen_is_delivered_before_the_previous_machine_asks_again(steps: RealSteps) -> None:
    handled = recorded("helped")
    replay(handled, up_to("send_reply"))
    fill_in(TaskKind.CHOOSE_REMEDY, handled)
    assert handled.task(TaskKind.DELIVER_REMEDY)


def test_the_previous_machine_cannot_close_a_case_in_which_something_is_to_be_delivered(steps: RealSteps) -> None:
    handled = recorded("helped")
    replay(handled, up_to("follow_up"))
    nobody_chooses_in_time(handled)
    fill_in(TaskKind.CHOOSE_REMEDY, handled)
    fill_in(TaskKind.FOLLOW_UP, handled)
    replay(handled, happened("helped")[-1:])
    assert handled.case.outcome is None
