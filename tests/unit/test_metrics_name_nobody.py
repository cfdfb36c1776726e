"""No metric tells of a person: its dimensions are the service and the stage, whatever it counts."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

OF_DIMENSIONS = {"dimensions", "dimensions_map"}
"""Names under which the code hands dimensions over."""

SETTING = {"add_dimension", "add_dimensions", "set_default_dimensions", "append_context"}
"""Calls of the metrics library that set dimensions."""


def nodes() -> Iterator[tuple[Path, ast.AST]]:
    """All parts of the code that runs on AWS and of the code that describes the stack."""
    for folder in ("functions", "infra"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                yield file, node


def called(node: ast.Call) -> str:
    """The name of what is called."""
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def dimensions(node: ast.AST) -> list[str]:
    """The names of dimensions that a part of the code sets."""
    if isinstance(node, ast.Assign) and {getattr(target, "id", "") for target in node.targets} & OF_DIMENSIONS:
        return keys(node.value)
    if not isinstance(node, ast.Call):
        return []
    given = [keys(one.value) for one in node.keywords if one.arg in OF_DIMENSIONS]
    named = [ast.unparse(one) for one in node.args] + [str(one.arg) for one in node.keywords]
    return [name for names in given for name in names] + (named if called(node) in SETTING else [])


def keys(value: ast.AST) -> list[str]:
    """The keys of a mapping in the code; a name stands for what was assigned to it."""
    if isinstance(value, ast.Name) and value.id in OF_DIMENSIONS:
        return []
    return [ast.literal_eval(key) for key in value.keys if key] if isinstance(value, ast.Dict) else [ast.unparse(value)]


def test_the_dimensions_of_every_metric_are_service_and_stage() -> None:
    assert {name for _, node in nodes() for name in dimensions(node)} == {"service", "stage"}


@pytest.mark.parametrize(
    "code",
    [
        "metrics().add_dimension(name='owner', value=who)",
        "Metric(dimensions_map={'owner': who})",
        "dimensions = {'owner': who}",
        "metrics().set_default_dimensions(stage=stage(), owner=who)",
        "Metric(dimensions=of(who))",
    ],
)
def test_a_person_among_the_dimensions_would_be_noticed(code: str) -> None:
    found = {name for node in ast.walk(ast.parse(code)) for name in dimensions(node)}
    assert not found <= {"service", "stage"}
