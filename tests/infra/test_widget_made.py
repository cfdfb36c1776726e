"""The widget that is committed is made of its modules, and these suit the linter and the types."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from infra import widget_build
from infra.checks import suits

Check = Callable[[Path], None]


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A copy of the widget's modules, with the tools that are installed for them."""
    widget_build.check_made()
    copy = tmp_path / "widget"
    shutil.copytree(widget_build.SOURCES, copy, ignore=shutil.ignore_patterns("node_modules"))
    (copy / "node_modules").symlink_to(widget_build.SOURCES / "node_modules")
    return copy


def test_the_widget_is_made_of_its_modules() -> None:
    assert suits(widget_build.check_made)


def test_a_widget_that_is_not_made_of_its_modules_is_told_with_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "widget.js"
    other.write_text(widget_build.MADE.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert not suits(lambda: widget_build.check_made(other))
    assert "run `make widget`" in capsys.readouterr().out


def test_every_module_of_the_widget_is_in_it() -> None:
    modules = {file.name: file.read_text(encoding="utf-8") for file in widget_build.SOURCES.glob("*.js")}
    imported = {name for text in modules.values() for name in re.findall(r'^import .*"\./(.+\.js)";$', text, re.M)}
    assert imported | {"start.js"} == set(modules)


@pytest.mark.parametrize("check", [widget_build.check_style, widget_build.check_types])
def test_the_modules_suit_the_linter_and_the_types(check: Check) -> None:
    check(widget_build.SOURCES)


@pytest.mark.parametrize(
    ("check", "line", "says"),
    [
        (widget_build.check_style, 'export const asks = eval("1");', "no-eval"),
        (widget_build.check_style, "export const asks = (one) => (one.two = 3, one);", "no-sequences"),
        (widget_build.check_types, "newId().shout();", "Property 'shout' does not exist"),
        (
            widget_build.check_types,
            "/** @type {import('./types').Survey} */\nexport const asks = { id: 1 };",
            "not assignable",
        ),
    ],
)
def test_a_faulty_module_is_told_with_its_place(sources: Path, check: Check, line: str, says: str) -> None:
    with (sources / "markup.js").open("a", encoding="utf-8") as module:
        module.write(f"{line}\n")
    with pytest.raises(widget_build.WidgetFault, match=f"(?s)markup.js.*{says}"):
        check(sources)
