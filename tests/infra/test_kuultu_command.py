"""`.venv/bin/kuultu` is there after `make local`, and works from wherever it is called."""

import os
import subprocess
from pathlib import Path

from tests.conftest import ROOT

COMMAND = ROOT / ".venv" / "bin" / "kuultu"


def check(command: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Check a ready-made survey, being in this folder."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    call = [command, "surveys", "check", ROOT / "surveys" / "visit.toml"]
    return subprocess.run(call, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_the_command_works_from_any_folder(tmp_path: Path) -> None:
    done = check(COMMAND, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "visit.toml: good." in done.stdout


def test_the_command_works_through_a_link_on_the_path(tmp_path: Path) -> None:
    (tmp_path / "kuultu").symlink_to(COMMAND)
    assert check(tmp_path / "kuultu", tmp_path).returncode == 0
