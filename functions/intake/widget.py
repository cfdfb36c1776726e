"""The widget as browsers get it: its sources in one script, plain and compressed, made once per Lambda."""

import gzip
import hashlib
import json
import re
from functools import cache
from pathlib import Path

SOURCES = Path(__file__).parent / "widget_sources"
ORDER = ("words", "outbox", "form", "survey", "banner", "element", "start")
"""Scripts in the order in which they build on each other; all share one function's scope, and nothing leaks out."""

SPACED_SIGN = re.compile(r" ?([=<>{}()\[\],;:?&|]+) ?")

Media = tuple[bytes, str]


@cache
def widget(*, compressed: bool) -> Media:
    """The script's bytes and their entity tag, which differs by encoding as HTTP wants it."""
    script = _script().encode()
    digest = hashlib.sha256(script).hexdigest()[:32]
    if compressed:
        return gzip.compress(script, 9, mtime=0), f'"{digest}-gzip"'
    return script, f'"{digest}"'


def accepts_gzip(accept_encoding: str) -> bool:
    """Whether a client's `Accept-Encoding` lets us compress; a weight of nothing says no."""
    for part in accept_encoding.lower().split(","):
        coding, _, weight = part.replace(" ", "").partition(";")
        if coding in ("gzip", "*"):
            return weight not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def _script() -> str:
    style = json.dumps(re.sub(r"\s*([{};,])\s*|(?<=:) ", r"\1", "".join(_lines("style.css"))), ensure_ascii=False)
    parts = "\n".join(_tight(line) for name in ORDER for line in _lines(f"{name}.js"))
    return f'/* Kuultu, Apache-2.0 */\n(() => {{\n"use strict";\nconst STYLE={style};\n{parts}\n}})();\n'


def _lines(name: str) -> list[str]:
    """The lines of a source without indentation, empty lines and whole-line comments."""
    lines = (line.strip() for line in (SOURCES / name).read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith(("//", "/**"))]


def _tight(line: str) -> str:
    """A line of script without the spaces around signs; texts in double quotes and backticks stay as they are."""
    parts = re.split(r'("(?:\\.|[^"\\])*"|`[^`]*`)', line)
    return "".join(part if part[:1] in ('"', "`") else SPACED_SIGN.sub(r"\1", part) for part in parts)
