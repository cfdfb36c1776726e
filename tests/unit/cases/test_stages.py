"""Where a case stands, by what is on record and nothing else (promise G7: a recorded decision stands)."""

from collections.abc import Callable

import pytest

from kuultu.domain.cases.case import Outcome, Stage
from kuultu.domain.cases.stages import TIME_TO_ASK, asked_at, lacks_task, stage_of
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import ENTRIES, entry_of
from tests.unit.helpers.builders import COLLEAGUE, DAY, NOW, Life

TRIAGE, FIND_OUT, CONCLUDE, SHARED = TaskKind.TRIAGE, TaskKind.FIND_OUT, TaskKind.CONCLUDE, TaskKind.CONFIRM_READ
PROPOSE, APPROVE, REPLY = TaskKind.PROPOSE_REMEDY, TaskKind.APPROVE_REMEDY, TaskKind.REPLY
CHOOSE, DELIVER, FOLLOW_UP = TaskKind.CHOOSE_REMEDY, TaskKind.DELIVER_REMEDY, TaskKind.FOLLOW_UP

Step = Callable[[Life], Life]


def stages_of(life: Life, *steps: Step) -> list[Stage]:
    """The stage before, and after each step."""
    seen = [stage_of(life.record)]
    for step in steps:
        seen.append(stage_of(step(life).record))
    return seen


def test_a_case_goes_through_every_stage_in_the_order_of_the_story() -> None:
    seen = stages_of(
        Life(acknowledged=False),
        lambda life: life.becomes(acknowledged=True),
        lambda life: life.is_asked(TRIAGE),
        lambda life: life.decides(TRIAGE, "handle", return_product="on"),
        lambda life: life.is_asked(TaskKind.RETURN_PRODUCT),
        lambda life: life.decides(TaskKind.RETURN_PRODUCT, "keep"),
        lambda life: life.is_asked(CONCLUDE),
        lambda life: life.decides(CONCLUDE, "ours", share_with="sari@example.com"),
        lambda life: life.is_asked(SHARED, "sari"),
        lambda life: life.offers("refund", approver="outi@example.com"),
        lambda life: life.decides(APPROVE, "approve"),
        lambda life: life.decides(REPLY, "send"),
        lambda life: life.becomes(replies_sent=1, follow_up_at=NOW + 7 * DAY).is_asked(CHOOSE),
        lambda life: life.chooses("refund"),
        lambda life: life.decides(DELIVER, "delivered"),
        lambda life: life.is_asked(FOLLOW_UP),
        lambda life: life.says("solved"),
        lambda life: life.becomes(outcome=Outcome.RECOVERED),
    )
    story = "acknowledge triage triage find_out find_out reflect conclude share propose approve reply send_reply"
    assert seen == [*story.split(), *["choose", "deliver", "wait", "follow_up", "close", "closed"]]


def test_an_unhappy_follow_up_leads_back_to_triage_in_the_next_round() -> None:
    life = Life().is_answered()
    seen = stages_of(
        life,
        lambda life: life.is_asked(FOLLOW_UP),
        lambda life: life.says("not_solved"),
        lambda life: life.is_reopened(),
    )
    assert seen == ["wait", "follow_up", "reopen", "triage"]
    assert life.record.case.round == 2


def test_what_is_not_a_complaint_is_closed_without_another_word() -> None:
    assert stages_of(Life(), lambda life: life.decides(TRIAGE, "not_a_complaint")) == ["triage", "close"]


def test_a_customer_who_left_no_contact_details_is_not_answered_but_conclusions_are_drawn_and_shared() -> None:
    seen = stages_of(
        Life(reachable=False, anonymous=True),
        lambda life: life.decides(TRIAGE, "handle"),
        lambda life: life.decides(CONCLUDE, "ours", share_with="sari@example.com"),
        lambda life: life.is_asked(SHARED, "sari"),
    )
    assert seen == ["triage", "reflect", "share", "close"]


def test_a_follow_up_that_nobody_answered_lets_the_case_close() -> None:
    life = Life().is_answered().is_asked(FOLLOW_UP)
    assert stages_of(life, lambda life: life.lets_expire(FOLLOW_UP)) == ["follow_up", "close"]


def test_a_case_is_reopened_twice_and_the_third_unhappy_answer_closes_it() -> None:
    life = Life()
    seen = []
    for _ in range(3):
        life.is_answered().says("not_solved")
        seen.append(stage_of(life.record))
        life.is_reopened()
    assert seen == ["reopen", "reopen", "close"]


@pytest.mark.parametrize("fault", ["ours", "product", "third_party", "none", "unclear"])
def test_something_is_proposed_whatever_the_conclusion_was(fault: str) -> None:
    assert stage_of(Life().is_concluded(fault).record) is Stage.PROPOSE


def test_everybody_asked_at_triage_is_waited_for_before_the_conclusion() -> None:
    life = Life().decides(TRIAGE, "handle", ask_customer="Missä?", colleague_email=COLLEAGUE.email)
    assert stage_of(life.record) is Stage.FIND_OUT


def test_who_is_asked_once_all_was_found_out_does_not_lead_the_case_back() -> None:
    life = Life().decides(TRIAGE, "handle").decides(FIND_OUT, "settled")
    life.is_asked(TaskKind.STATEMENT, "pekka", COLLEAGUE, role="colleague")
    assert stage_of(life.record) is Stage.REFLECT
    assert stage_of(life.is_asked(CONCLUDE).record) is Stage.CONCLUDE


def test_a_conclusion_is_shared_with_each_person_before_the_case_goes_on() -> None:
    life = Life().is_concluded(share_with="sari@example.com\nSari@Example.com\n\nulla@example.com\n")
    steps: list[Step] = [lambda life: life.is_asked(SHARED, "sari"), lambda life: life.is_asked(SHARED, "ulla")]
    assert stages_of(life, *steps) == ["share", "share", "propose"]


def test_a_case_that_was_answered_before_proposals_existed_goes_on_after_its_answer() -> None:
    life = Life().is_concluded()
    seen = stages_of(
        life,
        lambda life: life.decides(REPLY, "send"),
        lambda life: life.becomes(follow_up_at=NOW + 7 * DAY),
        lambda life: life.is_asked(FOLLOW_UP),
        lambda life: life.says("not_solved"),
        lambda life: life.is_reopened(),
    )
    assert seen == ["propose", "send_reply", "wait", "follow_up", "reopen", "triage"]


def test_a_case_from_before_proposals_whose_answer_was_only_asked_for_is_proposed_something_first() -> None:
    assert stage_of(Life().is_concluded().is_asked(REPLY).record) is Stage.PROPOSE


def test_each_kind_of_task_is_asked_for_at_stages_of_its_own() -> None:
    asked = [stage for entry in ENTRIES.values() for stage in entry.stages]
    assert len(asked) == len(set(asked))
    assert [asked_at(stage) for stage in (Stage.SHARE, Stage.SEND_REPLY, Stage.REOPEN, Stage.CLOSE)] == [None] * 4
    assert asked_at(Stage.REFLECT) is CONCLUDE


def partly_settled() -> Life:
    """A case of whose matter the customer says that a part is settled."""
    return Life().is_answered().waits(7).says("partly", score="9", comment="Rahat puuttuvat yhä.").waits(1)


def test_what_is_settled_partly_goes_back_to_the_same_owner_and_is_asked_about_again() -> None:
    told = stages_of(
        partly_settled(),
        lambda life: life.decides(TaskKind.PROPOSE_REMEDY, "nothing", "2"),
        lambda life: life.decides(TaskKind.REPLY, "send", "2", message="m"),
        lambda life: life.becomes(replies_sent=2),
        lambda life: life.is_asked(TaskKind.FOLLOW_UP, "2"),
        lambda life: life.says("solved", "2"),
    )
    assert told == ["propose", "reply", "send_reply", "wait", "follow_up", "close"]


def test_what_is_settled_partly_for_the_second_time_goes_to_the_manager() -> None:
    life = partly_settled().decides(TaskKind.PROPOSE_REMEDY, "nothing", "2").sends_the_answer()
    assert stage_of(life.says("partly", "2").record) is Stage.REOPEN


def test_the_follow_up_that_is_due_is_the_one_that_was_asked_or_the_next() -> None:
    name = entry_of(TaskKind.FOLLOW_UP).due_name
    assert name(Life().record) == ""
    assert name(Life().is_answered().is_asked(TaskKind.FOLLOW_UP).record) == ""
    assert name(partly_settled().record) == "2"
    assert name(partly_settled().is_asked(TaskKind.FOLLOW_UP, "2").record) == "2"


@pytest.mark.parametrize(
    ("life", "lacks"),
    [
        (Life(), True),
        (Life().is_asked(TRIAGE).decides(TRIAGE, "not_a_complaint", reason="Kiitos."), False),
        (Life().is_asked(TRIAGE), False),
        (Life().is_asked(TRIAGE).decides(TRIAGE, "handle", return_product="on"), True),
    ],
)
def test_a_case_lacks_the_task_that_its_stage_asks_for_and_no_other(life: Life, lacks: bool) -> None:
    assert lacks_task(life.record, NOW) is lacks


def test_after_a_wait_the_workflow_has_some_time_to_ask() -> None:
    thinking = Life().is_asked(TRIAGE).decides(TRIAGE, "handle").record
    assert not lacks_task(thinking, thinking.reflection_ends_at + TIME_TO_ASK)
    assert lacks_task(thinking, thinking.reflection_ends_at + 2 * TIME_TO_ASK)


def test_a_follow_up_that_is_not_planned_yet_is_not_lacking() -> None:
    answered = Life().is_answered()
    planned = answered.record.case.follow_up_at
    assert planned
    assert lacks_task(answered.record, planned + 2 * TIME_TO_ASK)
    assert not lacks_task(answered.becomes(follow_up_at=None, replies_sent=1).record, NOW + 99 * DAY)
