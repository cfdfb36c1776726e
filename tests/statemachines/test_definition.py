"""The machine itself: readable, complete, and in step with the code that it calls."""

import json
import re
from pathlib import Path

import pytest

from infra import state_machine
from kuultu import errors
from kuultu.domain.case import Stage
from kuultu.domain.tasks import ENQUIRIES, TaskKind
from kuultu.services.handling import STEPS
from tests.conftest import ROOT
from tests.statemachines.definition import (
    TEXT,
    WHERE,
    Way,
    called,
    filled_in,
    hurried,
    payload,
    stages,
    states,
    substitutions,
    tasks,
    ways_out,
)

NOT_ASKED = {*ENQUIRIES, TaskKind.END_REFLECTION, TaskKind.CONFIRM_READ, TaskKind.CASE}
"""What people do, or may do, without the workflow waiting for each of them."""


def retried(task: dict[str, list[dict[str, list[str]]]]) -> set[str]:
    """The errors after which a Task is tried again."""
    return {error for rule in task["Retry"] for error in rule["ErrorEquals"]}


@pytest.mark.parametrize("file", state_machine.files(), ids=lambda file: file.name)
def test_each_file_can_be_read_in_one_go(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) < 250


def test_the_story_begins_where_a_case_is_taken_up() -> None:
    assert json.loads(TEXT)["StartAt"] == "Take up the case"


def test_a_state_that_two_files_tell_is_refused(tmp_path: Path) -> None:
    for name, begins in (("one", {"StartAt": "Close"}), ("other", {})):
        told = {**begins, "States": {"Close": {"Type": "Succeed"}}}
        (tmp_path / f"{name}.asl.json").write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(state_machine.NamedTwice, match="Close"):
        state_machine.text(tmp_path)


def test_a_state_that_one_file_tells_twice_is_refused(tmp_path: Path) -> None:
    twice = '{"StartAt": "Close", "States": {"Close": {"Type": "Succeed"}, "Close": {"Type": "Fail"}}}'
    (tmp_path / "one.asl.json").write_text(twice, encoding="utf-8")
    with pytest.raises(state_machine.NamedTwice, match="Close"):
        state_machine.text(tmp_path)


def test_the_interpreters_here_can_run_it() -> None:
    assert "QueryLanguage" not in TEXT
    assert not re.search(r"\{%|\"(Arguments|Output|Assign)\"", TEXT), "JSONata is not for moto's interpreter"


def test_statelint_has_nothing_to_say(tmp_path: Path) -> None:
    """What cfn-lint has to say of it, `make check` hears when it lints the template."""
    from statelint.linter import Linter

    whole = tmp_path / "whole.asl.json"
    whole.write_text(TEXT, encoding="utf-8")
    assert Linter.validate(str(whole)) == []


def test_every_blank_in_the_file_is_filled_in_by_the_stack() -> None:
    stack = (ROOT / "infra" / "components" / "workflow.py").read_text(encoding="utf-8")
    supplied = re.search(r"definition_substitutions=\{([^}]*)\}", stack)
    assert supplied
    assert substitutions() == set(re.findall(r'"(\w+)":', supplied[1]))


def test_every_step_of_the_code_is_taken_and_no_other() -> None:
    assert {called(task) for task in tasks("step").values()} == set(STEPS)


def test_every_question_of_the_code_is_asked_and_no_other() -> None:
    assert {called(task) for task in tasks("ask").values()} == set(TaskKind) - NOT_ASKED


def test_no_two_states_call_for_the_same() -> None:
    names = [called(task) for task in tasks().values()]
    assert len(names) == len(set(names))


def test_every_stage_of_a_case_has_a_way_in() -> None:
    assert set(stages()) == set(Stage) - {Stage.CLOSED}
    assert states()[WHERE]["Default"] == "Closed"


@pytest.mark.parametrize("name", [name for name, state in states().items() if state["Type"] == "Choice"])
def test_choices_look_at_the_recorded_stage_and_nothing_else(name: str) -> None:
    for rule in states()[name]["Choices"]:
        assert rule["Variable"] == "$.case.stage"
        assert rule["StringEquals"] in set(Stage)


@pytest.mark.parametrize("name", tasks())
def test_every_task_is_tried_again_caught_and_timed(name: str) -> None:
    task = tasks()[name]
    assert {"Lambda.ServiceException", "Lambda.TooManyRequestsException", "States.TaskFailed"} <= retried(task)
    assert task["Catch"][-1] == {"ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "Left to the sweep"}
    assert ("TimeoutSeconds" in task) != ("TimeoutSecondsPath" in task)


@pytest.mark.parametrize("name", tasks())
def test_every_error_of_ours_that_is_tried_again_can_be_raised(name: str) -> None:
    ours = {error for error in retried(tasks()[name]) if "." not in error}
    assert all(issubclass(getattr(errors, error), errors.KuultuError) for error in ours)


@pytest.mark.parametrize("name", tasks("ask"))
def test_a_question_is_asked_with_a_token_and_as_much_time_as_the_input_says(name: str) -> None:
    task = tasks()[name]
    assert task["Resource"] == "arn:aws:states:::lambda:invoke.waitForTaskToken"
    assert task["TimeoutSecondsPath"] == "$.waits.answer_seconds"
    assert payload(task)["callback.$"] == "$$.Task.Token"


@pytest.mark.parametrize("name", tasks("ask"))
def test_when_time_runs_out_the_record_says_how_the_case_goes_on(name: str) -> None:
    caught = tasks()[name]["Catch"][0]
    assert caught["ErrorEquals"] == ["States.Timeout"]
    assert caught["Next"] == json.loads(TEXT)["StartAt"]


@pytest.mark.parametrize("name", tasks("step"))
def test_a_step_answers_at_once_with_where_the_case_stands(name: str) -> None:
    task = tasks()[name]
    assert task["Resource"] == "arn:aws:states:::lambda:invoke"
    assert set(task["ResultSelector"]) == {"stage.$", "reflection_ends_at.$", "follow_up_at.$"}
    assert task["ResultPath"] == "$.case"


@pytest.mark.parametrize("name", tasks())
def test_a_task_hands_over_ids_step_names_and_its_token_only(name: str) -> None:
    sent = payload(tasks()[name])
    assert set(sent) in (
        {"step", "case_id.$", "execution.$"},
        {"ask", "case_id.$", "execution.$", "callback.$"},
    )
    assert sent["case_id.$"] == "$.case_id"


@pytest.mark.parametrize("name", states())
def test_states_are_named_as_a_manager_would_say_it(name: str) -> None:
    assert re.fullmatch(r"[A-Z][a-z]*( [a-z]+)*\??", name)
    assert len(name) <= 40


@pytest.mark.parametrize("name", [name for name in states() if name != "Closed"])
def test_every_state_says_what_it_is_for(name: str) -> None:
    assert states()[name]["Comment"].endswith(".")


def test_the_ways_out_of_a_state_lead_to_different_places() -> None:
    """So that a history, which tells places only, tells which way was taken."""
    ways: list[Way] = re.findall(r'"(?:Next|Default)": "([^"]+)"', TEXT)
    assert len(ways) == len(ways_out(states()))


def test_the_machine_in_haste_differs_in_numbers_only() -> None:
    def without_numbers(text: str) -> object:
        return json.loads(text, parse_int=lambda _: 0, parse_float=lambda _: 0)

    assert without_numbers(hurried()) == without_numbers(TEXT)
    assert "${" not in filled_in()
