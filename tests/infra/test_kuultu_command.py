"""`.venv/bin/kuultu` is there after `make local`, and works from wherever it is called."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from infra.environment import COMMAND, put_command
from tests.conftest import ROOT


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Another checkout with spaces in its path; it shares our sources and interpreter."""
    home = tmp_path / "a shop"
    (home / ".venv" / "bin").mkdir(parents=True)
    for name in ("infra", "functions", "surveys"):
        (home / name).symlink_to(ROOT / name)
    (home / ".venv" / "bin" / "python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    (home / ".venv" / "bin" / "python").chmod(0o755)
    put_command(home / ".venv")
    return home


def check(command: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Check a ready-made survey, being in this folder."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    call = [command, "surveys", "check", ROOT / "surveys" / "visit.toml"]
    return subprocess.run(call, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_the_command_works_from_any_folder(checkout: Path, tmp_path: Path) -> None:
    done = check(checkout / ".venv" / "bin" / "kuultu", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "visit.toml: good." in done.stdout


def test_the_command_works_through_a_link_on_the_path(checkout: Path, tmp_path: Path) -> None:
    (tmp_path / "kuultu").symlink_to(checkout / ".venv" / "bin" / "kuultu")
    assert check(tmp_path / "kuultu", tmp_path).returncode == 0


def test_an_older_command_is_replaced(checkout: Path) -> None:
    there = checkout / ".venv" / "bin" / "kuultu"
    there.write_text("older", encoding="utf-8")
    put_command(checkout / ".venv")
    assert there.read_text(encoding="utf-8") == COMMAND.read_text(encoding="utf-8")
