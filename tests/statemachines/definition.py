"""The state machine, as the tests read it."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from infra import state_machine

TEXT = state_machine.text()
"""The machine as it is now, with the blanks that the stack fills in."""

PREVIOUS = (Path(__file__).parent / "previous" / "case-handling.asl.json").read_text(encoding="utf-8")
"""The machine as it was before enquiries and remedies; executions that began on it still run."""

WHERE = "Where does the case stand?"

CASE_STEPS = "arn:aws:lambda:eu-north-1:123456789012:function:case-steps"

States = Mapping[str, Mapping[str, Any]]
Way = tuple[str, str]
"""From one state to another."""


def states() -> dict[str, dict[str, Any]]:
    """All states, by name."""
    return dict(json.loads(TEXT)["States"])


def stages() -> list[str]:
    """The stages at which a case can be taken up."""
    return [rule["StringEquals"] for rule in states()[WHERE]["Choices"]]


def tasks(wanted: str = "") -> dict[str, dict[str, Any]]:
    """The states that call a Lambda; only those with a `step` or an `ask` when told so."""
    found = {name: state for name, state in states().items() if state["Type"] == "Task"}
    return {name: state for name, state in found.items() if wanted in payload(state) or not wanted}


def payload(task: Mapping[str, Any]) -> dict[str, str]:
    """What a Task sends to its Lambda."""
    return dict(task["Parameters"]["Payload"])


def called(task: Mapping[str, Any]) -> str:
    """The name under which the Lambda knows this Task."""
    return payload(task).get("step") or payload(task)["ask"]


def filled_in(text: str = TEXT) -> str:
    """The machine as CloudFormation hands it to Step Functions."""
    return text.replace("${CaseStepsArn}", CASE_STEPS)


def hurried(text: str = TEXT, **numbers: float) -> str:
    """The same machine in haste: 1 s between two tries instead of 2 to 45; other numbers as given.

    Only numbers change. Which errors are tried again, how often, and where each leads stays as the file says; the
    long waits need no change, since they come with the input and with what the steps answer, as in earnest.
    (The interpreter takes no interval under one second.)
    """
    haste = {"IntervalSeconds": 1, "BackoffRate": 1.0, **numbers}
    return json.dumps(json.loads(text, object_hook=lambda part: {key: haste.get(key, part[key]) for key in part}))


def substitutions(text: str = TEXT) -> set[str]:
    """The names that the template has to supply."""
    return set(re.findall(r"\$\{([^}]*)\}", text))


def ways_out(machine: States) -> dict[Way, str]:
    """Every way from a state to another, with what leads there, for whoever reads a failing test."""
    return {(name, target): why for name, state in machine.items() for why, target in _targets(state)}


def _targets(state: Mapping[str, Any]) -> list[tuple[str, str]]:
    plain = [(key, state[key]) for key in ("Next", "Default") if key in state]
    choices = [(f"choice {rule.get('StringEquals')}", rule["Next"]) for rule in state.get("Choices", [])]
    catches = [(f"catch {' '.join(catch['ErrorEquals'])}", catch["Next"]) for catch in state.get("Catch", [])]
    return plain + choices + catches
