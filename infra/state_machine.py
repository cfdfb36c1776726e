"""The state machine: a story in a file for each phase of the handling, and the machinery of its Tasks."""

import json
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from infra.toolchain import ROOT

FOLDER = ROOT / "statemachines"
MACHINERY = "machinery.json"

KINDS = ("Step", "Ask")
"""The kinds of Tasks: a Step calls the Lambda, an Ask also waits for a callback; the value is the Lambda's word."""

SAID = {
    "Task": (*KINDS, "Next", "End"),
    "Choice": ("Choices", "Default"),
    "Wait": ("TimestampPath", "Next"),
    "Succeed": (),
    "Fail": ("Error", "Cause"),
}
"""The words of the story for a state of each Type, besides Type and Comment."""


class NamedTwice(ValueError):
    """A name stands for two values; Python's JSON parser would quietly keep the last."""


class NotUnderstood(ValueError):
    """An unknown word or Type in the story, or a Task without exactly one kind."""


def definition(folder: Path = FOLDER) -> dict[str, Any]:
    """All phases as one machine; its other parts come from the file with a StartAt."""
    parts = [_read(file, "Comment", "StartAt", "States") for file in files(folder)]
    (first,) = (part for part in parts if "StartAt" in part)
    told = _named_once(state for part in parts for state in part["States"].items())
    machinery = _read(folder / MACHINERY, "Comment", "Task", *KINDS)
    return {**first, "States": {name: _complete(name, state, machinery) for name, state in told.items()}}


def text(folder: Path = FOLDER) -> str:
    """The machine as JSON for Step Functions, with placeholders that the stack fills in."""
    return json.dumps(definition(folder), ensure_ascii=False, indent=1)


def files(folder: Path = FOLDER) -> list[Path]:
    """The files of the story, in alphabetical order."""
    return sorted(folder.glob("*.asl.json"))


def _read(file: Path, *known: str) -> dict[str, Any]:
    found = dict(json.loads(file.read_text(encoding="utf-8"), object_pairs_hook=_named_once))
    _refuse_others(file.name, found, known)
    return found


def _named_once(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise NamedTwice(f"{name!r} is there twice.")
        found[name] = value
    return found


def _refuse_others(where: str, said: Collection[str], known: Collection[str]) -> None:
    others = [word for word in said if word not in known]
    if others:
        raise NotUnderstood(f"{where} says {', '.join(others)}, but can say only {', '.join(known)}.")


def _complete(name: str, told: dict[str, Any], machinery: dict[str, Any]) -> dict[str, Any]:
    type_ = told.get("Type")
    if type_ not in SAID:
        raise NotUnderstood(f"{name!r} is of Type {type_}, but a state can be only {', '.join(SAID)}.")
    _refuse_others(f"{name!r}, a {type_},", told, ("Comment", "Type", *SAID[type_]))
    return _complete_task(name, told, machinery) if type_ == "Task" else told


def _complete_task(name: str, told: dict[str, Any], machinery: dict[str, Any]) -> dict[str, Any]:
    kinds = [kind for kind in KINDS if kind in told]
    if len(kinds) != 1:
        raise NotUnderstood(f"{name!r}, a Task, has to say either {' or '.join(KINDS)}.")
    (kind,) = kinds
    kept = {word: value for word, value in told.items() if word != kind}
    return {**kept, **_filled_in({**machinery["Task"], **machinery[kind]}, f"<{kind}>", told[kind])}


def _filled_in(part: Any, blank: str, name: str) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(part, dict):
        return {key: _filled_in(value, blank, name) for key, value in part.items()}
    if isinstance(part, list):
        return [_filled_in(value, blank, name) for value in part]
    return name if part == blank else part
