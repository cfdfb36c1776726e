"""Makes the widget, one small script, from its sources, for the bundle of intake and for the tests."""

import json
from importlib.metadata import version
from pathlib import Path

import minify

from infra.environment import ROOT
from infra.exclusive import exclusive

INTAKE = ROOT / "functions" / "intake"
SOURCES = INTAKE / "widget_sources"
NAME = "widget.js"
ORDER = ("words", "proof", "outbox", "form", "survey", "draft", "banner", "element", "start")
"""Scripts in the order in which they build on each other; all share one function's scope, and nothing leaks out."""

MINIFIER = f"minify {version('tdewolff-minify')}"


def script() -> str:
    """The widget as browsers get it; the same sources and minifier give the same bytes."""
    style = json.dumps(minify.string("text/css", source("style.css")), ensure_ascii=False)
    parts = "\n".join(source(f"{name}.js") for name in ORDER)
    whole = f'(() => {{\n"use strict";\nconst STYLE = {style};\n{parts}\n}})();\n'
    return f"/* Kuultu, Apache-2.0 */\n{minify.string('application/javascript', whole)}\n"


def source(name: str) -> str:
    """One of the widget's sources."""
    return (SOURCES / name).read_text(encoding="utf-8")


def make(folder: Path = INTAKE) -> None:
    """Write the widget into a folder, unless it is there already as it should be."""
    made, there = script(), folder / NAME
    with exclusive("widget"):
        if not (there.is_file() and there.read_text(encoding="utf-8") == made):
            there.write_text(made, encoding="utf-8")
