"""Whole cases, from the answer to the end: every mail in its order, and nothing more."""

import pytest

from kuultu.domain.cases.case import Outcome, Stage
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.services.cases.workflow_steps import ask_for_task, take_step
from tests.integration.mailbox import kinds_and_readers, last, mailbox
from tests.integration.world import CUSTOMER, DAY, MANAGER, OWNER, World

BEGINNING = [("acknowledgement", CUSTOMER), ("task-triage", OWNER), ("task-end_reflection", MANAGER)]
CONCLUDING = [("task-conclude", OWNER), ("task-propose_remedy", OWNER), ("task-reply", OWNER)]
HANDLING = [*CONCLUDING, ("reply", CUSTOMER), ("follow-up", CUSTOMER)]
SECOND_ROUND = [("task-triage", MANAGER), *((kind, MANAGER) for kind, _ in CONCLUDING)]
ENDED = [("ended", OWNER), ("ended", MANAGER)]
UNSOLVED = [("news", OWNER)]
SECOND_ROUND += [("reply", CUSTOMER), ("follow-up", CUSTOMER)]


def outcome(world: World, case_id: str) -> Outcome | None:
    return world.record(case_id).case.outcome


def goes_round_again(world: World, case_id: str) -> None:
    """The customer is still unhappy, and the manager takes the case through another round."""
    world.clicks(last("follow-up").link, "not_solved", score="2")
    world.carries(case_id)
    world.triages(case_id)
    world.reflects(case_id)
    world.concludes(case_id)
    world.replies(case_id)
    world.waits_a_week(case_id)


def test_an_unhappy_customer_is_recovered(world: World) -> None:
    case_id = world.comes_to_follow_up()
    world.clicks(last("follow-up").link, "solved", score="9", ease="6")
    assert world.carries(case_id) is Stage.CLOSED
    assert outcome(world, case_id) is Outcome.RECOVERED
    assert kinds_and_readers() == BEGINNING + HANDLING + ENDED


def test_a_customer_who_is_unhappy_again_is_heard_by_the_manager_and_then_recovered(world: World) -> None:
    case_id = world.comes_to_follow_up()
    goes_round_again(world, case_id)
    world.clicks(last("follow-up").link, "solved", score="8")
    assert world.carries(case_id) is Stage.CLOSED
    assert outcome(world, case_id) is Outcome.RECOVERED
    assert kinds_and_readers() == BEGINNING + HANDLING + UNSOLVED + SECOND_ROUND + [("ended", MANAGER)]


def test_a_case_is_reopened_twice_and_then_closed_as_not_recovered(world: World) -> None:
    case_id = world.comes_to_follow_up()
    goes_round_again(world, case_id)
    goes_round_again(world, case_id)
    world.clicks(last("follow-up").link, "not_solved")
    assert world.carries(case_id) is Stage.CLOSED
    assert outcome(world, case_id) is Outcome.NOT_RECOVERED
    assert kinds_and_readers() == BEGINNING + HANDLING + UNSOLVED + SECOND_ROUND * 2 + [
        ("thanks", CUSTOMER),
        ("ended", MANAGER),
    ]


def test_a_reopened_case_begins_its_clocks_again_and_has_its_old_tasks_on_record(world: World) -> None:
    case_id = world.comes_to_follow_up()
    world.clicks(last("follow-up").link, "not_solved")
    assert world.carries(case_id) is Stage.TRIAGE
    case = world.record(case_id).case
    assert (case.round, case.owner.email, case.reflection_planned_until) == (2, MANAGER, world.now + DAY)
    assert len(world.record(case_id).tasks) == 8


def test_a_manager_who_is_owner_too_gets_one_mail_with_both_links(world: World) -> None:
    case_id = world.comes_to_follow_up()
    world.clicks(last("follow-up").link, "not_solved")
    world.carries(case_id)
    triage, early_end, *_ = mailbox()[-1].links
    assert mailbox()[-1].kind == "task-triage"
    assert world.clicks(early_end, "end", reason="Lapsen terveys.") is None
    assert world.clicks(triage, "handle") is None
    assert world.carries(case_id) is Stage.CONCLUDE


def test_a_link_of_an_earlier_round_acts_no_more_in_the_next(world: World) -> None:
    case_id = world.comes_to_follow_up()
    first = last("task-end_reflection").link
    world.clicks(last("follow-up").link, "not_solved")
    world.carries(case_id)
    view = world.clicks(first, "end", reason="Lapsen terveys.")
    assert view is not None
    assert view.problem
    assert view.problem.status == 410


def test_a_silent_customer_is_not_taken_for_a_happy_one(world: World) -> None:
    case_id = world.comes_to_follow_up()
    world.passes(14 * DAY)
    assert world.carries(case_id) is Stage.CLOSED
    assert outcome(world, case_id) is Outcome.SILENT
    assert kinds_and_readers() == BEGINNING + HANDLING + ENDED


def test_what_is_not_a_complaint_is_closed_and_the_customer_is_told_so(world: World) -> None:
    case_id = world.begins_case(language="en")
    world.triages(case_id, "not_a_complaint")
    assert outcome(world, case_id) is Outcome.NOT_A_COMPLAINT
    assert kinds_and_readers() == [*BEGINNING, ("thanks", CUSTOMER), ("ended", MANAGER)]
    assert "there's nothing for us to put right" in last("thanks").words


def test_what_is_not_a_complaint_of_somebody_unknown_is_closed_without_a_mail_to_them(world: World) -> None:
    case_id = world.begins_case(contact=None)
    world.triages(case_id, "not_a_complaint")
    assert outcome(world, case_id) is Outcome.NOT_A_COMPLAINT
    assert kinds_and_readers() == [*BEGINNING[1:], ("ended", MANAGER)]


@pytest.mark.parametrize("comment", ["", "Kahva irtosi taas."])
def test_a_customer_need_not_say_why_they_are_still_unhappy_to_be_heard_again(world: World, comment: str) -> None:
    case_id = world.comes_to_follow_up()
    world.clicks(last("follow-up").link, "not_solved", comment=comment)
    assert world.carries(case_id) is Stage.TRIAGE
    assert mailbox()[-1].to == MANAGER
    assert comment in mailbox()[-1].words


def test_an_anonymous_customer_is_learned_from_without_a_mail(world: World) -> None:
    case_id = world.comes_to_conclude(contact=None)
    world.concludes(case_id)
    assert outcome(world, case_id) is Outcome.ANONYMOUS
    assert [reader for _, reader in kinds_and_readers()] == [OWNER, MANAGER, OWNER, OWNER, MANAGER]


def test_a_customer_who_left_a_phone_number_only_is_called_and_never_closed_without_an_answer(world: World) -> None:
    case_id = world.comes_to_conclude(contact={"phone": "+358 40 000 0000", "consent": True, "wants_contact": True})
    assert "+358 40 000 0000" in last("task-triage").words
    world.concludes(case_id)
    world.proposes(case_id)
    assert kinds_and_readers()[-1] == ("task-call", OWNER)
    assert outcome(world, case_id) is None
    assert CUSTOMER not in [reader for _, reader in kinds_and_readers()]


def test_a_happy_customer_who_wants_to_be_contacted_is_not_told_that_we_let_them_down(world: World) -> None:
    contact = {"email": CUSTOMER, "consent": True, "wants_contact": True}
    world.begins_case(language="en", answers={"nps": 10}, contact=contact)
    assert "write to you by Thursday" in last("acknowledgement").words
    assert "sorry" not in last("acknowledgement").words


def test_a_case_handed_over_goes_on_with_whom_the_owner_named(world: World) -> None:
    case_id = world.begins_case()
    world.triages(case_id, owner_email="pekka.puro@example.com")
    world.reflects(case_id)
    world.concludes(case_id)
    world.replies(case_id)
    staff = [reader for kind, reader in kinds_and_readers() if kind in {"task-conclude", "task-reply"}]
    assert staff == ["pekka.puro@example.com"] * 2
    assert world.record(case_id).case.owner.email == "pekka.puro@example.com"


def test_f21_every_step_can_be_taken_again_and_sends_nothing_more(world: World) -> None:
    case_id = world.comes_to_follow_up()
    before = (world.record(case_id), kinds_and_readers())
    for _ in range(2):
        take_step("take_up", case_id, None, world.now)
        take_step("acknowledge", case_id, None, world.now)
        ask_for_task(TaskKind.TRIAGE, case_id, "token-of-triage", None, world.now)
        take_step("send_reply", case_id, None, world.now)
        ask_for_task(TaskKind.FOLLOW_UP, case_id, "token-of-wait", None, world.now)
    assert (world.record(case_id), kinds_and_readers()) == before


def test_the_customer_is_asked_a_week_after_the_answer_and_not_a_moment_earlier(world: World) -> None:
    case_id = world.comes_to_conclude()
    world.concludes(case_id)
    world.replies(case_id)
    assert world.record(case_id).case.follow_up_at == world.now + 7 * DAY
    world.passes(7 * DAY - DAY / 86_400)
    assert world.carries(case_id) is Stage.WAIT


def test_a_customer_of_another_unit_is_that_units_business(world: World) -> None:
    world.begins_case(context={"unit": "turku"})
    assert kinds_and_readers()[1:] == [
        ("task-triage", "owner.turku@example.com"),
        ("task-end_reflection", "manager.turku@example.com"),
    ]


@pytest.mark.parametrize(("name", "answers"), [("support", {"ces": 2}), ("visit", {"csat": 1})])
def test_the_other_sample_surveys_open_cases_as_well(world: World, name: str, answers: dict[str, int]) -> None:
    world.begins_case(name, answers=answers)
    assert kinds_and_readers() == BEGINNING
