"""``make widget``: joins and minifies what is in widget/ into the one script that Kuultu serves."""

import importlib.util
import json

from infra.toolchain import ROOT

SOURCES = ROOT / "widget"
MADE = ROOT / "functions" / "intake" / "widget.js"
ORDER = ("words", "proof", "outbox", "form", "survey", "draft", "banner", "element", "start")
"""Scripts in the order in which they build on each other; all share one function's scope, and nothing leaks out."""

CANNOT = "widget: not compared with its sources, as there is no minifier for this machine (Linux has one)"


def main() -> None:
    """Make it again."""
    MADE.write_text(script(), encoding="utf-8")


def is_current() -> bool:
    """Whether the widget is made of today's sources; where it cannot be made, it says so, and that it is."""
    if importlib.util.find_spec("minify") is None:
        print(CANNOT, flush=True)
        return True
    return MADE.read_text(encoding="utf-8") == script()


def script() -> str:
    """The widget as browsers get it; the same sources and minifier give the same bytes."""
    import minify

    style = json.dumps(minify.string("text/css", source("style.css")), ensure_ascii=False)
    parts = "\n".join(source(f"{name}.js") for name in ORDER)
    whole = f'(() => {{\n"use strict";\nconst STYLE = {style};\n{parts}\n}})();\n'
    return f"/* Kuultu, Apache-2.0. Made by `make widget`. */\n{minify.string('application/javascript', whole)}\n"


def source(name: str) -> str:
    """One of the widget's sources."""
    return (SOURCES / name).read_text(encoding="utf-8")


if __name__ == "__main__":
    main()
