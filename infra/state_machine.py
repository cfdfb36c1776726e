"""The definition of the state machine: one machine, told in a file for each phase of the handling."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from infra.environment import ROOT

FOLDER = ROOT / "statemachines"


class NamedTwice(ValueError):
    """One name stands for two things; JSON itself would quietly keep the last."""


def definition(folder: Path = FOLDER) -> dict[str, Any]:
    """All phases as one machine; what is not a state comes from the one file that says where it starts."""
    parts = [_read(file) for file in files(folder)]
    (first,) = (part for part in parts if "StartAt" in part)
    return {**first, "States": _named_once(state for part in parts for state in part["States"].items())}


def text(folder: Path = FOLDER) -> str:
    """The same as Step Functions takes it, with blanks that the stack fills in."""
    return json.dumps(definition(folder), ensure_ascii=False, indent=1)


def files(folder: Path = FOLDER) -> list[Path]:
    """The files that tell it."""
    return sorted(folder.glob("*.asl.json"))


def _read(file: Path) -> dict[str, Any]:
    return dict(json.loads(file.read_text(encoding="utf-8"), object_pairs_hook=_named_once))


def _named_once(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise NamedTwice(f"{name!r} is there twice.")
        found[name] = value
    return found
