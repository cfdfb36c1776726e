"""The machine itself: readable, complete, and in step with the code that it calls."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from kuultu import errors
from kuultu.domain.cases.case import Stage
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import ENQUIRIES, PAGES
from kuultu.services.cases.workflow_steps import STEPS, TAKE_UP
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

OLDER = {"acknowledge"}
"""Steps for cases that began on an older definition."""

NOT_ASKED = {*ENQUIRIES, TaskKind.END_REFLECTION, TaskKind.CONFIRM_READ, *PAGES}
"""What people do, or may do, without the workflow waiting for each of them."""


def any_task(kind: str) -> dict[str, Any]:
    """One Task of a kind; the build makes all of a kind alike."""
    return next(iter(tasks(kind).values()))


def retried(task: dict[str, Any]) -> set[str]:
    """The errors after which a Task is tried again."""
    return {error for rule in task["Retry"] for error in rule["ErrorEquals"]}


def test_the_story_begins_where_a_case_is_taken_up() -> None:
    assert json.loads(TEXT)["StartAt"] == "Acknowledge or take up"


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
    assert {called(task) for task in tasks("step").values()} == {TAKE_UP, *STEPS} - OLDER


def test_every_question_of_the_code_is_asked_and_no_other() -> None:
    assert {called(task) for task in tasks("ask").values()} == set(TaskKind) - NOT_ASKED


def test_no_two_states_call_for_the_same() -> None:
    names = [called(task) for task in tasks().values()]
    assert len(names) == len(set(names))


def test_every_stage_of_a_case_has_a_way_in() -> None:
    assert set(stages()) == set(Stage) - {Stage.ACKNOWLEDGE, Stage.CLOSED}
    assert states()[WHERE]["Default"] == "Closed"


@pytest.mark.parametrize("name", [name for name, state in states().items() if state["Type"] == "Choice"])
def test_choices_look_at_the_recorded_stage_and_nothing_else(name: str) -> None:
    for rule in states()[name]["Choices"]:
        assert rule["Variable"] == "$.case.stage"
        assert rule["StringEquals"] in set(Stage)


@pytest.mark.parametrize("kind", ["step", "ask"])
def test_every_task_is_tried_again_caught_and_timed(kind: str) -> None:
    task = any_task(kind)
    assert {"Lambda.ServiceException", "Lambda.TooManyRequestsException", "States.TaskFailed"} <= retried(task)
    assert task["Catch"][-1] == {"ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "Left to the sweep"}
    assert ("TimeoutSeconds" in task) != ("TimeoutSecondsPath" in task)


@pytest.mark.parametrize("kind", ["step", "ask"])
def test_every_error_of_ours_that_is_tried_again_can_be_raised(kind: str) -> None:
    ours = {error for error in retried(any_task(kind)) if "." not in error}
    assert all(issubclass(getattr(errors, error), errors.KuultuError) for error in ours)


def test_a_question_is_asked_with_a_token_and_as_much_time_as_the_input_says() -> None:
    task = any_task("ask")
    assert task["Resource"] == "arn:aws:states:::lambda:invoke.waitForTaskToken"
    assert task["TimeoutSecondsPath"] == "$.waits.answer_seconds"
    assert payload(task)["callback.$"] == "$$.Task.Token"


def test_when_time_runs_out_the_record_says_how_the_case_goes_on() -> None:
    caught = any_task("ask")["Catch"][0]
    assert caught["ErrorEquals"] == ["States.Timeout"]
    assert caught["Next"] == json.loads(TEXT)["StartAt"]


def test_a_step_answers_at_once_with_where_the_case_stands() -> None:
    task = any_task("step")
    assert task["Resource"] == "arn:aws:states:::lambda:invoke"
    assert set(task["ResultSelector"]) == {"stage.$", "reflection_ends_at.$", "follow_up_at.$"}
    assert task["ResultPath"] == "$.case"


@pytest.mark.parametrize(("kind", "token"), [("step", set()), ("ask", {"callback.$"})])
def test_a_task_hands_over_ids_step_names_and_its_token_only(kind: str, token: set[str]) -> None:
    sent = payload(any_task(kind))
    assert set(sent) == {kind, "case_id.$", "execution.$"} | token
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
