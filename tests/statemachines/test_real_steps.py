"""The machine with the steps themselves: what the record says decides, whatever Step Functions heard."""

from datetime import UTC, datetime, timedelta

import pytest

from kuultu.domain.case import Outcome
from kuultu.domain.tasks import TaskKind
from kuultu.services import handling
from kuultu.services.sweeping import sweep
from tests.statemachines.journey import CUSTOMER, MANAGER, OWNER, TASKS, WORDS, Ended, Journey
from tests.statemachines.real_world import Happens, RealSteps, counting, eventually, nothing


def no_complaint_before(step: str, journey: Journey) -> Happens:
    """The owner, who was asked already, says "no complaint" in the moment before this step is taken."""

    def click(name: str) -> None:
        if name == step and journey.letter("task-triage"):
            journey.decide(TaskKind.TRIAGE, choice="not_a_complaint")

    return click


def break_first(*names: str) -> Happens:
    """Each of these breaks the first time."""
    left = set(names)

    def break_down(name: str) -> None:
        if name in left:
            left.remove(name)
            raise RuntimeError(name)

    return break_down


def break_always(name: str) -> None:
    """Nothing works but taking up a case."""
    if name != "take_up":
        raise RuntimeError(name)


def test_an_unhappy_customer_is_heard_and_recovered(recovered: Ended) -> None:
    assert recovered.status == "SUCCEEDED"
    assert recovered.case.outcome is Outcome.RECOVERED


def test_everybody_gets_their_mails_once_and_in_order(recovered: Ended) -> None:
    assert [(kind, reader) for kind, reader, _ in recovered.mails] == [
        ("acknowledgement", CUSTOMER),
        ("task-triage", OWNER),
        ("task-end_reflection", MANAGER),
        ("task-conclude", OWNER),
        ("task-reply", OWNER),
        ("reply", CUSTOMER),
        ("follow-up", CUSTOMER),
    ]


def test_step_functions_never_hears_who_the_customer_is_or_what_anybody_wrote(recovered: Ended) -> None:
    written = ("Aino", CUSTOMER, WORDS, "example.com", "order-1001", "huonosti")
    assert recovered.case.id in recovered.history
    assert not [one for one in written if one in recovered.history]


def test_step_functions_never_hears_what_an_error_of_ours_quotes(
    steps: RealSteps, monkeypatch: pytest.MonkeyPatch
) -> None:
    def quote(case_id: str, now: datetime) -> handling.Standing:
        raise ValueError(f"invalid literal: {CUSTOMER}")

    monkeypatch.setitem(handling.STEPS, "acknowledge", quote)  # type: ignore[arg-type]
    journey = Journey.begun()
    assert journey.end()["error"] == "LeftToTheSweep"
    assert CUSTOMER not in str(journey.history())


def test_a_follow_up_that_nobody_answers_expires_and_the_case_ends_silent(steps: RealSteps) -> None:
    journey = Journey.begun(answer_seconds=3)
    journey.decide(TaskKind.TRIAGE)
    journey.decide(TaskKind.CONCLUDE)
    eventually(lambda: journey.letter("task-reply"))
    with counting(ANSWER_DAYS="0.5"):
        journey.decide(TaskKind.REPLY)
        assert journey.end()["status"] == "SUCCEEDED"
    assert journey.case.outcome is Outcome.SILENT
    assert journey.decide(TaskKind.FOLLOW_UP) == 410


def test_time_that_runs_out_sends_no_mail_again_and_the_newer_token_is_heard(steps: RealSteps) -> None:
    asked: list[str] = []
    steps.after = asked.append
    journey = Journey.begun(answer_seconds=3)
    eventually(lambda: asked.count("triage") == 2 or None)
    journey.decide(TaskKind.TRIAGE, choice="not_a_complaint")
    assert journey.end()["status"] == "SUCCEEDED"
    assert journey.states().count("Take up the case") == 2
    assert [kind for kind, _, _ in journey.mails].count("task-triage") == 1


def test_a_decision_recorded_as_time_runs_out_wins(steps: RealSteps) -> None:
    """The owner clicks after the time-out, before the record is read: nobody listens on the token any more."""
    journey = Journey.begun(answer_seconds=3)
    steps.before = no_complaint_before("take_up", journey)
    assert journey.end()["status"] == "SUCCEEDED"
    assert journey.case.outcome is Outcome.NOT_A_COMPLAINT
    assert journey.states().count("Triage") == 1


def test_a_decision_recorded_just_after_time_ran_out_wins(steps: RealSteps) -> None:
    """The owner clicks after the record was read, before the question is asked again."""
    journey = Journey.begun(answer_seconds=3)
    steps.before = no_complaint_before("triage", journey)
    assert journey.end()["status"] == "SUCCEEDED"
    assert journey.case.outcome is Outcome.NOT_A_COMPLAINT
    assert journey.states().count("Triage") == journey.states().count("Take up the case") == 2


def test_a_step_that_dies_when_its_work_is_done_sends_nothing_twice(steps: RealSteps, recovered: Ended) -> None:
    steps.after = break_first("acknowledge", "triage", "send_reply", "follow_up")
    journey = Journey.begun()
    for kind in TASKS:
        journey.decide(kind)
    assert journey.end()["status"] == "SUCCEEDED"
    assert [kind for kind, _, _ in journey.mails] == [kind for kind, _, _ in recovered.mails]


def test_a_manager_who_ends_reflection_has_the_case_carried_on_at_once(steps: RealSteps) -> None:
    with counting(REFLECTION_DAYS="36000"):
        journey = Journey.begun()
        assert [journey.decide(kind) for kind in (TaskKind.TRIAGE, TaskKind.END_REFLECTION)] == [303, 303]
        assert journey.decide(TaskKind.CONCLUDE) == 303
    assert journey.end()["status"] == "ABORTED"
    assert journey.states(f"{journey.id}-2")[2:4] == ["Reflect", "Conclude"]


def test_what_a_broken_step_left_is_carried_on_by_the_sweep(steps: RealSteps) -> None:
    steps.before = break_always
    journey = Journey.begun()
    assert journey.end()["error"] == "LeftToTheSweep"
    steps.before = nothing
    sweep(datetime.now(UTC) + timedelta(hours=2))
    assert journey.decide(TaskKind.TRIAGE) == 303
    assert journey.letter("acknowledgement")
