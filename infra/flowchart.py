"""The state machine as a flowchart in Mermaid, from its definition."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

Machine = Mapping[str, Any]

BEGINNINGS = {"call", "triage", "reply"}
"""Where a new case goes: to triage, or to a call or a letter if the customer only wishes to be contacted."""


class Way(NamedTuple):
    """A way between two states, and its condition on the record; the condition is empty if there is no choice."""

    start: str
    end: str
    when: str = ""


def flowchart(machine: Machine) -> str:
    """The state machine in Mermaid's notation: all ways except those of failures and of cases taken up again."""
    ways = story(machine)
    names = dict.fromkeys(name for way in ways for name in (way.start, way.end))
    boxes = [f"  {_id(name)}{_box(name, machine['States'][name])}" for name in names]
    return "\n".join(["flowchart TD", *boxes, *(f"  {_arrow(way)}" for way in ways)])


def story(machine: Machine) -> list[Way]:
    """The ways of a case from its beginning, nearest first."""
    told: dict[str, list[Way]] = {}
    untold = [machine["StartAt"]]
    while untold:
        name = untold.pop(0)
        if name not in told:
            told[name] = list(_ways_from(name, machine))
            untold += [way.end for way in told[name]]
    return [way for ways in told.values() for way in ways]


def _ways_from(name: str, machine: Machine) -> Iterator[Way]:
    state = machine["States"][name]
    rules = [Way(name, rule["Next"], rule["StringEquals"].replace("_", " ")) for rule in state.get("Choices", [])]
    anywhere = name == machine["States"][machine["StartAt"]]["Next"]  # a case taken up again goes on from anywhere
    yield from (rule for rule in rules if not anywhere or rule.when in BEGINNINGS)
    if "Default" in state:
        yield Way(name, state["Default"], "otherwise")
    if "Next" in state:
        yield Way(name, state["Next"])


def _box(name: str, state: Mapping[str, Any]) -> str:
    if str(state.get("Resource")).endswith(".waitForTaskToken"):
        return f'["{name}"]'
    shapes = {"Choice": '{{{{"{}"}}}}', "Wait": '(["{}"])', "Succeed": '((("{}")))'}
    return shapes.get(state["Type"], '("{}")').format(name)


def _arrow(way: Way) -> str:
    when = f'|"{way.when}"|' if way.when else ""
    return f"{_id(way.start)} -->{when} {_id(way.end)}"


def _id(name: str) -> str:
    return re.sub(r"\W+", "_", name.lower()).strip("_")
