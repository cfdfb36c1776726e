"""``make widget``: bundles and minifies the modules in widget/ into the script that Kuultu serves."""

import subprocess
import sys
from pathlib import Path

from infra.npm import installed, node
from infra.toolchain import ROOT, Unprepared, environment

SOURCES = ROOT / "widget"
MADE = ROOT / "functions" / "intake" / "widget.js"
LINTER = ("node_modules/eslint/bin/eslint.js", ".")
TYPES = ("node_modules/typescript/bin/tsc", "--project", ".")


class WidgetFault(Exception):
    """A fault of the widget; the message holds the reason."""


def main() -> int:
    """Make the widget's script again."""
    try:
        MADE.write_text(script(), encoding="utf-8")
    except (WidgetFault, Unprepared) as reason:
        print(reason, file=sys.stderr)
        return 1
    return 0


def check_made(made: Path = MADE) -> None:
    """Compare the served script with a new build of the sources; raises WidgetFault."""
    if made.read_text(encoding="utf-8") != script():
        raise WidgetFault("functions/intake/widget.js: not made of the modules in widget/; run `make widget`.")


def script() -> str:
    """The script of the widget for browsers; the same sources and tools give the same bytes."""
    return told("bundle.mjs")


def check_style(sources: Path = SOURCES) -> None:
    """Lint the modules of the widget; raises WidgetFault."""
    told(*LINTER, sources=sources)


def check_types(sources: Path = SOURCES) -> None:
    """Compare the widget's modules with the types in their comments; raises WidgetFault."""
    told(*TYPES, sources=sources)


def told(*command: str, sources: Path = SOURCES) -> str:
    """The output of a tool that runs on Node; raises WidgetFault."""
    home = installed(sources, sources)
    done = subprocess.run(
        [node(), *command], cwd=home, env=environment(), capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise WidgetFault(done.stdout + done.stderr)
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
