"""How a case ends, by what the customer says."""

import pytest

from kuultu.domain.cases.case import Outcome
from kuultu.domain.cases.outcome import case_outcome
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks.follow_up import recovered
from tests.unit.helpers.builders import Life, survey


@pytest.mark.parametrize(
    ("choice", "score", "helped"),
    [
        ("solved", None, True),
        ("solved", 0, True),
        ("partly", None, False),
        ("partly", 6, False),
        ("partly", 7, True),
        ("partly", 10, True),
        ("partly", 0, False),
        ("not_solved", None, False),
        ("not_solved", 10, False),
    ],
)
def test_a_customer_is_recovered_by_what_they_say_first_and_their_score_second(
    choice: str, score: int | None, helped: bool
) -> None:
    assert recovered(choice, score, survey()) is helped


@pytest.mark.parametrize(("name", "score", "helped"), [("support", 3, False), ("support", 4, True), ("visit", 3, True)])
def test_better_than_negative_is_judged_on_the_surveys_own_scale(name: str, score: int, helped: bool) -> None:
    assert recovered("partly", score, survey(name)) is helped


def outcome(life: Life) -> Outcome:
    return case_outcome(life.record)


def test_the_outcome_is_what_the_customer_said() -> None:
    assert outcome(Life().is_answered().says("solved", "yes")) is Outcome.RECOVERED
    assert outcome(Life().is_answered().says("not_solved", "no")) is Outcome.NOT_RECOVERED


def test_silence_is_never_success() -> None:
    asked = Life().is_answered().is_asked(TaskKind.FOLLOW_UP).lets_expire(TaskKind.FOLLOW_UP)
    assert outcome(asked) is Outcome.SILENT
    assert outcome(Life(reachable=False)) is Outcome.SILENT


def test_an_anonymous_case_ends_as_anonymous_and_a_slip_as_not_a_complaint() -> None:
    assert outcome(Life(anonymous=True, reachable=False)) is Outcome.ANONYMOUS
    slip = Life(anonymous=True, reachable=False).decides(TaskKind.TRIAGE, "not_a_complaint")
    assert outcome(slip) is Outcome.NOT_A_COMPLAINT


def test_an_answer_of_an_earlier_round_does_not_speak_for_the_last_one() -> None:
    assert outcome(Life().is_answered().says("not_solved", "no").is_reopened().is_answered()) is Outcome.SILENT
