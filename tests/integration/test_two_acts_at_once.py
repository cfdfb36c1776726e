"""Two acts on a case in the same moment: one of the two is told, whatever the order of their reads and writes."""

import pytest

from kuultu.domain.cases.link_view import LinkView
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.services.cases.link_action import ActionResult, NotRecorded, Recorded, act
from kuultu.services.cases.link_view import look
from kuultu.store.case_items import CASE_KEY, CaseItem
from kuultu.web.link_page import link_page
from tests.integration.mailbox import kinds_and_readers, last
from tests.integration.world import World, page_of

LEO = {"colleague_name": "Leo", "colleague_email": "leo@example.com", "colleague_question": "Mitä tapahtui?"} | {
    "despite_unknown": "yes"
}
CONCLUSION = {"choice": "ours", "facts": "Laatikko putosi.", "root_cause": "delivery"}


@pytest.fixture
def case_id(world: World) -> str:
    """A case whose owner is asked to conclude."""
    return world.comes_to_conclude()


def seen(world: World, link: str) -> LinkView:
    """A link as it is read before somebody else acts."""
    return look(link.rpartition("/")[2], world.now)


def concluding(world: World) -> LinkView:
    return seen(world, last("task-conclude").link)


def on_the_case(world: World) -> LinkView:
    return seen(world, last("task-conclude").links[-1])


def told(result: ActionResult) -> int:
    """The status of the page that tells somebody that the act was not recorded."""
    assert isinstance(result, NotRecorded)
    return link_page(result.view).status_code


def test_r01_a_conclusion_is_held_back_by_a_question_to_a_colleague_in_the_same_moment(
    world: World, case_id: str
) -> None:
    concluder, asker = concluding(world), on_the_case(world)
    assert act(asker, {"choice": "ask", **LEO}, world.now) == Recorded()
    result = act(concluder, CONCLUSION, world.now)
    assert isinstance(result, NotRecorded)
    assert told(result) == 409
    assert "Leo: " in page_of(result.view).words
    assert world.task(case_id, TaskKind.CONCLUDE).open


def test_r01_a_question_is_refused_after_a_conclusion_in_the_same_moment(world: World, case_id: str) -> None:
    concluder, asker = concluding(world), on_the_case(world)
    assert act(concluder, CONCLUSION, world.now) == Recorded()
    assert told(act(asker, {"choice": "ask", **LEO}, world.now)) == 410
    assert world.record(case_id).of_kind(TaskKind.STATEMENT) == []
    assert ("task-statement", "leo@example.com") not in kinds_and_readers()


def test_a_colleague_who_has_answered_in_the_same_moment_holds_up_nobody(world: World, case_id: str) -> None:
    concluder = concluding(world)
    world.clicks(last("task-conclude").links[-1], "ask", **LEO)
    world.clicks(last("task-statement").link, "decline")
    assert act(concluder, CONCLUSION, world.now) == Recorded()
    assert world.decision(case_id, TaskKind.CONCLUDE).choice == "ours"


def test_a_case_of_the_earlier_release_which_counted_no_questions_can_be_concluded(world: World, case_id: str) -> None:
    CaseItem(case_id, CASE_KEY).update([CaseItem.enquiries_added.remove()])
    assert act(concluding(world), CONCLUSION, world.now) == Recorded()


def test_of_two_conclusions_at_once_the_first_stands(world: World, case_id: str) -> None:
    first, second = concluding(world), concluding(world)
    assert act(first, CONCLUSION, world.now) == Recorded()
    assert told(act(second, CONCLUSION | {"choice": "none"}, world.now)) == 409
    assert act(second, CONCLUSION, world.now) == Recorded()


def test_r02_of_two_hand_overs_at_once_the_second_is_told_who_has_the_case(world: World, case_id: str) -> None:
    first, second = on_the_case(world), on_the_case(world)
    assert act(first, {"choice": "hand_over", "owner_email": "pekka.puro@example.com"}, world.now) == Recorded()
    result = act(second, {"choice": "hand_over", "owner_email": "manager.helsinki@example.com"}, world.now)
    assert isinstance(result, NotRecorded)
    assert told(result) == 409
    assert "Pekka Puro hoitaa nyt asiaa" in page_of(result.view).words
    assert world.record(case_id).case.owner.email == "pekka.puro@example.com"


def test_r02_two_hand_overs_at_once_to_the_same_person_are_one(world: World, case_id: str) -> None:
    first, second = on_the_case(world), on_the_case(world)
    for view in (first, second):
        assert act(view, {"choice": "hand_over", "owner_email": "pekka.puro@example.com"}, world.now) == Recorded()
