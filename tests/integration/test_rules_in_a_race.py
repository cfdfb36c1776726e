"""Two items of a case that change in the same moment: in either order the rule between them holds."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from kuultu.domain.cases.case import Outcome, Stage
from kuultu.domain.cases.link_view import LinkView
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.services.cases.link_action import ActionResult, NotRecorded, Recorded, act
from kuultu.services.cases.link_view import look
from kuultu.services.cases.workflow_steps import STEPS
from kuultu.services.dossiers import dossier_of
from kuultu.web.link_page import link_page
from tests.integration.mailbox import last
from tests.integration.wire import Wire
from tests.integration.world import MANAGER, World

PEKKA = "pekka.puro@example.com"
LEO = {"colleague_name": "Leo", "colleague_email": "leo@example.com", "colleague_question": "Mitä tapahtui?"}
CONCLUSION = {"choice": "ours", "facts": "Laatikko putosi.", "root_cause": "delivery"}
WISH = {
    "answers": {"nps": 10, "why": "Soittakaa, niin kerron."},
    "contact": {"name": "Aino", "phone": "+358 40 000 0000", "consent": True, "wants_contact": True},
}


def seen(world: World, link: str) -> LinkView:
    """A link as somebody sees it before somebody else acts; nobody goes on from the page, so mails come at once."""
    view = look(link.rpartition("/")[2], world.now)
    assert isinstance(view, LinkView)
    return replace(view, token="")


def status(result: ActionResult) -> int:
    """The status of the page that tells somebody that the act was not recorded."""
    assert isinstance(result, NotRecorded)
    return link_page(result.view).status_code


def about_to(step: str, world: World, case_id: str) -> Callable[[], None]:
    """The workflow has read the case for a step, and takes the step when this is called."""
    dossier = dossier_of(case_id)
    return lambda: STEPS[step](dossier, world.now) and None


@pytest.fixture
def unanswered_offer(world: World) -> str:
    """A case whose customer has not chosen in time, and is asked whether it helped; the offer is still open."""
    return world.comes_to_no_choice()


@pytest.mark.parametrize(("answer", "step"), [("solved", "close"), ("not_solved", "reopen")])
def test_r03_a_choice_made_while_the_case_ends_is_delivered(
    world: World, unanswered_offer: str, answer: str, step: str
) -> None:
    choosing = seen(world, last("reply").link)
    world.clicks(last("follow-up").link, answer)
    ends = about_to(step, world, unanswered_offer)
    assert act(choosing, {"choice": "repair"}, world.now) == Recorded()
    ends()
    assert world.carries(unanswered_offer) is Stage.DELIVER
    assert world.record(unanswered_offer).case.round == 1


@pytest.mark.parametrize(("answer", "step"), [("solved", "close"), ("not_solved", "reopen")])
def test_r03_a_choice_made_a_moment_after_the_end_is_told_so(
    world: World, unanswered_offer: str, answer: str, step: str
) -> None:
    choosing = seen(world, last("reply").link)
    world.clicks(last("follow-up").link, answer)
    about_to(step, world, unanswered_offer)()
    assert status(act(choosing, {"choice": "repair"}, world.now)) == 410
    offered = [task for task in world.record(unanswered_offer).tasks if task.kind is TaskKind.CHOOSE_REMEDY]
    assert [task.decision for task in offered] == [None]


@pytest.mark.parametrize("first", ["choice", "settled"])
def test_r04_what_is_chosen_while_the_customer_calls_it_settled_is_delivered_first(
    world: World, unanswered_offer: str, first: str
) -> None:
    acts = [
        (seen(world, last("reply").link), {"choice": "repair"}),
        (seen(world, last("reply").links[-1]), {"choice": "solved"}),
    ]
    for view, fields in acts if first == "choice" else reversed(acts):
        assert act(view, fields, world.now) == Recorded()
    assert world.carries(unanswered_offer) is Stage.DELIVER
    assert world.does(unanswered_offer, "task-deliver_remedy", "delivered") is Stage.CLOSED
    assert world.record(unanswered_offer).case.outcome is Outcome.RECOVERED


def test_r05_a_wish_that_is_a_complaint_after_all_is_not_closed_in_the_same_moment(world: World) -> None:
    case_id = world.begins_case(**WISH)
    page = seen(world, last("task-call").links[-1])
    world.clicks(last("task-call").link, "reached", said="Aino kertoi.")
    ends = about_to("close", world, case_id)
    assert act(page, {"choice": "handle"}, world.now) == Recorded()
    ends()
    assert world.carries(case_id) is Stage.TRIAGE


def test_r05_a_wish_that_was_closed_a_moment_before_stays_closed_and_the_owner_is_told(world: World) -> None:
    case_id = world.begins_case(**WISH)
    page = seen(world, last("task-call").links[-1])
    world.clicks(last("task-call").link, "reached", said="Aino kertoi.")
    about_to("close", world, case_id)()
    assert status(act(page, {"choice": "handle"}, world.now)) == 410
    assert world.record(case_id).case.outcome is Outcome.CONTACT


def test_r05_a_customer_who_calls_it_settled_a_moment_after_the_end_is_told_so(
    world: World, unanswered_offer: str
) -> None:
    page = seen(world, last("follow-up").links[-1])
    world.clicks(last("follow-up").link, "solved")
    about_to("close", world, unanswered_offer)()
    assert status(act(page, {"choice": "solved", "text": "Kiitos!"}, world.now)) == 410


@pytest.mark.parametrize("first", ["decision", "hand-over"])
def test_r06_a_decision_and_a_hand_over_both_stand_and_the_new_owner_goes_on(world: World, first: str) -> None:
    case_id = world.comes_to_conclude()
    acts = [
        (seen(world, last("task-conclude").link), CONCLUSION),
        (seen(world, last("task-end_reflection").links[-1]), {"choice": "hand_over", "owner_email": PEKKA}),
    ]
    for view, fields in acts if first == "decision" else reversed(acts):
        assert act(view, fields, world.now) == Recorded()
    assert world.carries(case_id) is Stage.PROPOSE
    assert last("task-propose_remedy").to == PEKKA


@pytest.mark.parametrize("first", [0, 1])
def test_r08_after_two_last_answers_at_once_the_case_goes_on_once(world: World, wire: Wire, first: int) -> None:
    case_id = world.begins_case()
    world.triages(case_id, **LEO, ask_customer="Missä lommo on?")
    views = [seen(world, last(kind).link) for kind in ("task-statement", "request-tell_more")]
    before = len(wire.told)
    for view in (views[first], views[1 - first]):
        assert act(view, {"choice": "decline"}, world.now) == Recorded()
    assert len(wire.told) == before + 1
    assert world.carries(case_id) is Stage.REFLECT


def test_r07_an_approval_and_its_passing_on_exclude_each_other(world: World) -> None:
    from kuultu.domain.cases.task_deadlines import handed_to
    from kuultu.domain.people import Person
    from kuultu.store import tasks

    case_id = world.comes_to_conclude()
    world.concludes(case_id, "ours")
    world.proposes(case_id, "offer", remedies="refund", amount="500")
    view = seen(world, last("task-approve_remedy").link)
    assert view.task.assignee.email == MANAGER
    assert act(view, {"choice": "approve"}, world.now) == Recorded()
    assert tasks.change(view.task, handed_to(view.task, Person("Pekka Puro", PEKKA))) is None
    assert world.carries(case_id) is Stage.REPLY
