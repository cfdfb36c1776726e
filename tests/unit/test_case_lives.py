"""Where a case stands, by what is on record and nothing else (promise G7: a recorded decision stands)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuultu.domain.case import Outcome, Stage, TaskKind
from kuultu.domain.handling import stage_of
from tests.unit.builders import DAY, NOW, Life

TRIAGE, CONCLUDE, REPLY, FOLLOW_UP = TaskKind.TRIAGE, TaskKind.CONCLUDE, TaskKind.REPLY, TaskKind.FOLLOW_UP


def stages_of(life: Life, *steps: tuple[str, object]) -> list[Stage]:
    """The stage before, and after each step."""
    seen = [stage_of(life.file)]
    for step, arguments in steps:
        getattr(life, step)(*arguments) if isinstance(arguments, tuple) else getattr(life, step)(**arguments)
        seen.append(stage_of(life.file))
    return seen


def test_a_case_goes_through_every_stage_in_the_order_of_the_story() -> None:
    seen = stages_of(
        Life(acknowledged=False),
        ("becomes", {"acknowledged": True}),
        ("is_asked", (TRIAGE,)),
        ("decides", (TRIAGE, "handle")),
        ("is_asked", (CONCLUDE,)),
        ("decides", (CONCLUDE, "ours")),
        ("decides", (REPLY, "send")),
        ("becomes", {"follow_up_at": NOW + 7 * DAY}),
        ("is_asked", (FOLLOW_UP,)),
        ("says", ("solved", "yes")),
        ("becomes", {"outcome": Outcome.RECOVERED}),
    )
    story = "acknowledge triage triage reflect conclude reply send_reply wait follow_up close closed"
    assert seen == story.split()


def test_an_unhappy_follow_up_leads_back_to_triage_in_the_next_round() -> None:
    life = Life().is_answered()
    seen = stages_of(life, ("is_asked", (FOLLOW_UP,)), ("says", ("not_solved", "no")), ("is_reopened", ()))
    assert seen == ["wait", "follow_up", "reopen", "triage"]
    assert life.file.case.round == 2


def test_what_is_not_a_complaint_is_closed_without_another_word() -> None:
    assert stages_of(Life(), ("decides", (TRIAGE, "not_a_complaint"))) == ["triage", "close"]


def test_a_customer_who_left_no_mail_address_is_not_answered_but_the_conclusion_is_drawn() -> None:
    seen = stages_of(Life(reachable=False), ("decides", (TRIAGE, "handle")), ("decides", (CONCLUDE, "ours")))
    assert seen == ["triage", "reflect", "close"]


def test_a_follow_up_that_nobody_answered_lets_the_case_close() -> None:
    life = Life().is_answered().is_asked(FOLLOW_UP)
    assert stages_of(life, ("lets_expire", (FOLLOW_UP,))) == ["follow_up", "close"]


def test_a_case_is_reopened_twice_and_the_third_unhappy_answer_closes_it() -> None:
    life = Life()
    seen = []
    for _ in range(3):
        life.is_answered().says("not_solved", "no")
        seen.append(stage_of(life.file))
        life.is_reopened()
    assert seen == ["reopen", "reopen", "close"]


@pytest.mark.parametrize("choice", ["ours", "product", "third_party", "none", "unclear"])
def test_the_answer_is_written_whatever_the_conclusion_was(choice: str) -> None:
    life = Life().decides(TRIAGE, "handle").decides(CONCLUDE, choice)
    assert stage_of(life.file) is Stage.REPLY


ORDER = list(Stage)
RECORDED = st.sampled_from(
    [
        (TRIAGE, None),
        (TRIAGE, "handle"),
        (TRIAGE, "not_a_complaint"),
        (CONCLUDE, None),
        (CONCLUDE, "ours"),
        (REPLY, None),
        (REPLY, "send"),
        (FOLLOW_UP, None),
        (FOLLOW_UP, "solved"),
        (FOLLOW_UP, "not_solved"),
        ("acknowledged", True),
        ("follow_up_at", NOW),
    ]
)


def record(life: Life, what: TaskKind | str, value: object) -> None:
    """Record one thing as the store would: the first decision about a task stands."""
    if not isinstance(what, TaskKind):
        life.becomes(**{what: value})
    elif value is None and life.file.task(what) is None:
        life.is_asked(what)
    elif value and life.file.decision(what) is None:
        life.decides(what, str(value), recovered="yes" if value == "solved" else "no")


@given(st.booleans(), st.lists(RECORDED, max_size=14))
def test_whatever_is_recorded_in_whatever_order_a_round_only_goes_forward(
    reachable: bool, steps: list[tuple[TaskKind | str, object]]
) -> None:
    life = Life(acknowledged=False, reachable=reachable)
    seen = [ORDER.index(stage_of(life.file))]
    for what, value in steps:
        record(life, what, value)
        seen.append(ORDER.index(stage_of(life.file)))
    assert seen == sorted(seen)
