"""``make widget``: bundles and minifies the modules in widget/ into the one script that Kuultu serves."""

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
    """The widget is not as it must be; the message says why."""


def main() -> int:
    """Make it again."""
    try:
        MADE.write_text(script(), encoding="utf-8")
    except (WidgetFault, Unprepared) as reason:
        print(reason, file=sys.stderr)
        return 1
    return 0


def check_made(made: Path = MADE) -> None:
    """Compare the script that is served with the sources as they are."""
    if made.read_text(encoding="utf-8") != script():
        raise WidgetFault("functions/intake/widget.js: not made of the modules in widget/; run `make widget`.")


def script() -> str:
    """The widget as browsers get it; the same sources and tools give the same bytes."""
    return told("bundle.mjs")


def check_style(sources: Path = SOURCES) -> None:
    """Lint the modules."""
    told(*LINTER, sources=sources)


def check_types(sources: Path = SOURCES) -> None:
    """Compare the modules with the types that their comments give."""
    told(*TYPES, sources=sources)


def told(*command: str, sources: Path = SOURCES) -> str:
    """The output of a tool that runs on Node."""
    home = installed(sources, sources)
    done = subprocess.run(
        [node(), *command], cwd=home, env=environment(), capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise WidgetFault(done.stdout + done.stderr)
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
