"""The tables of time zones and holidays: a newer one may move a deadline that a test expects."""

from importlib.metadata import version
from pathlib import Path
from zoneinfo import TZPATH

LAST_GREEN = "time zones 2025b, holidays 0.109"
"""The tables with which all tests were last seen to pass; change it with the next ones."""


def compared() -> str:
    """The tables of this machine, beside those with which the tests were last seen to pass."""
    return f"here: {here()}\nlast seen green: {LAST_GREEN}"


def here() -> str:
    """The tables that Python uses on this machine: the system's time zones, else those of the package tzdata."""
    files = [Path(folder, "tzdata.zi") for folder in TZPATH]
    system = next((path.read_text(encoding="utf-8").split("\n", 1)[0] for path in files if path.is_file()), "")
    zones = system.removeprefix("# version ") or f"of the package tzdata {version('tzdata')}"
    return f"time zones {zones}, holidays {version('holidays')}"
