"""The files that tell the machine: a story in a few words, and the machinery that the build adds to its Tasks."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from infra import state_machine
from tests.statemachines.definition import tasks

END = {"Closed": {"Type": "Succeed"}}
SAYS_RETRY = {"Type": "Task", "Step": "close", "Retry": [], "Next": "Closed"}
SAYS_STEP = {"Type": "Wait", "TimestampPath": "$.case.follow_up_at", "Step": "close", "Next": "Closed"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the machinery as it is, and no story yet."""
    shutil.copy(state_machine.FOLDER / state_machine.MACHINERY, tmp_path)
    return tmp_path


def tell(folder: Path, states: dict[str, Any], name: str = "one", **others: object) -> None:
    """Write one file of a story."""
    (folder / f"{name}.asl.json").write_text(json.dumps({**others, "States": states}), encoding="utf-8")


def tell_one(folder: Path, state: dict[str, Any]) -> None:
    """Write a whole story of one state and the end."""
    tell(folder, {"Close": state, **END}, StartAt="Close")


@pytest.mark.parametrize("file", state_machine.files(), ids=lambda file: file.name)
def test_each_file_can_be_read_in_one_go(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) < 200


def test_a_state_that_two_files_tell_is_refused(folder: Path) -> None:
    tell(folder, END, "one", StartAt="Closed")
    tell(folder, END, "other")
    with pytest.raises(state_machine.NamedTwice, match="Closed"):
        state_machine.text(folder)


def test_a_state_that_one_file_tells_twice_is_refused(folder: Path) -> None:
    twice = '{"StartAt": "Close", "States": {"Close": {"Type": "Succeed"}, "Close": {"Type": "Fail"}}}'
    (folder / "one.asl.json").write_text(twice, encoding="utf-8")
    with pytest.raises(state_machine.NamedTwice, match="Close"):
        state_machine.text(folder)


@pytest.mark.parametrize(("word", "other"), [("Step", "Ask"), ("Ask", "Step")])
def test_a_task_gets_the_machinery_of_what_it_is(folder: Path, word: str, other: str) -> None:
    tell_one(folder, {"Comment": "The end.", "Type": "Task", word: "close", "Next": "Closed"})
    task = state_machine.definition(folder)["States"]["Close"]
    assert (task["Comment"], task["Type"], task["Next"]) == ("The end.", "Task", "Closed")
    assert task["Parameters"]["Payload"][word.lower()] == "close"
    assert not {word, other} & set(task)
    assert other.lower() not in task["Parameters"]["Payload"]


def test_one_edit_changes_how_every_task_is_tried_again(folder: Path) -> None:
    shutil.copytree(state_machine.FOLDER, folder, dirs_exist_ok=True)
    file = folder / state_machine.MACHINERY
    file.write_text(file.read_text(encoding="utf-8").replace('"MaxAttempts": 8', '"MaxAttempts": 9'), encoding="utf-8")
    states = state_machine.definition(folder)["States"]
    assert {name for name in states if "Retry" in states[name]} == set(tasks())
    assert {states[name]["Retry"][0]["MaxAttempts"] for name in tasks()} == {9}


@pytest.mark.parametrize("kinds", [{}, {"Step": "close", "Ask": "close"}], ids=["neither", "both"])
def test_a_task_that_is_not_either_a_step_or_an_ask_is_refused(folder: Path, kinds: dict[str, str]) -> None:
    tell_one(folder, {"Type": "Task", **kinds, "Next": "Closed"})
    with pytest.raises(state_machine.NotUnderstood, match=r"^'Close', a Task, has to say either Step or Ask\.$"):
        state_machine.text(folder)


@pytest.mark.parametrize(
    ("state", "complaint"),
    [
        (SAYS_RETRY, "'Close', a Task, says Retry, but can say only Comment, Type, Step, Ask, Next, End."),
        (SAYS_STEP, "'Close', a Wait, says Step, but can say only Comment, Type, TimestampPath, Next."),
        ({"Type": "Map"}, "'Close' is of Type Map, but a state can be only Task, Choice, Wait, Succeed, Fail."),
    ],
    ids=["Retry in a Task", "Step in a Wait", "a Map"],
)
def test_a_word_that_has_no_place_in_a_state_is_refused(folder: Path, state: dict[str, Any], complaint: str) -> None:
    tell_one(folder, state)
    with pytest.raises(state_machine.NotUnderstood) as refused:
        state_machine.text(folder)
    assert str(refused.value) == complaint


def test_a_word_that_has_no_place_in_a_file_is_refused(folder: Path) -> None:
    tell(folder, END, StartAt="Closed", TimeoutSeconds=60)
    with pytest.raises(state_machine.NotUnderstood, match=r"^one\.asl\.json says TimeoutSeconds, but"):
        state_machine.text(folder)


def test_a_block_of_machinery_that_nothing_uses_is_refused(folder: Path) -> None:
    tell(folder, END, StartAt="Closed")
    (folder / state_machine.MACHINERY).write_text('{"Task": {}, "Step": {}, "Asks": {}}', encoding="utf-8")
    with pytest.raises(state_machine.NotUnderstood, match=r"^machinery\.json says Asks, but"):
        state_machine.text(folder)
