"""How a case ends, by what the customer says."""

from kuultu.domain.cases.case import Outcome
from kuultu.domain.cases.outcome import case_outcome
from kuultu.domain.cases.task_kind import TaskKind
from tests.unit.helpers.builders import Life


def outcome(life: Life) -> Outcome:
    return case_outcome(life.record)


def test_the_outcome_is_what_the_customer_said() -> None:
    assert outcome(Life().is_answered().says("solved")) is Outcome.RECOVERED
    assert outcome(Life().is_answered().says("not_solved")) is Outcome.NOT_RECOVERED


def test_a_score_that_rose_makes_nobody_recovered() -> None:
    life = Life().is_answered().says("partly", score="10")
    assert outcome(life) is Outcome.NOT_RECOVERED


def test_silence_after_the_second_follow_up_is_no_success_either() -> None:
    life = Life().is_answered().says("partly").is_asked(TaskKind.FOLLOW_UP, "2").lets_expire(TaskKind.FOLLOW_UP, "2")
    assert outcome(life) is Outcome.SILENT


def test_silence_is_never_success() -> None:
    asked = Life().is_answered().is_asked(TaskKind.FOLLOW_UP).lets_expire(TaskKind.FOLLOW_UP)
    assert outcome(asked) is Outcome.SILENT
    assert outcome(Life(reachable=False)) is Outcome.SILENT


def test_an_anonymous_case_ends_as_anonymous_and_a_slip_as_not_a_complaint() -> None:
    assert outcome(Life(anonymous=True, reachable=False)) is Outcome.ANONYMOUS
    slip = Life(anonymous=True, reachable=False).decides(TaskKind.TRIAGE, "not_a_complaint")
    assert outcome(slip) is Outcome.NOT_A_COMPLAINT


def test_an_answer_of_an_earlier_round_does_not_speak_for_the_last_one() -> None:
    assert outcome(Life().is_answered().says("not_solved").is_reopened().is_answered()) is Outcome.SILENT
