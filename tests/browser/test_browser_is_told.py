"""Which browser ran, and with which one the tests were last seen to pass: told at the start and beside each failure."""

import os
import subprocess
import sys
from pathlib import Path

from tests.browser.chromium import LAST_GREEN, here
from tests.conftest import ROOT

HOOKS = "from tests.browser.conftest import pytest_report_header, pytest_runtest_makereport"


def test_a_run_tells_its_browser_at_the_start_and_beside_each_failure(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text(HOOKS, encoding="utf-8")
    (tmp_path / "test_one.py").write_text("def test_one():\n    assert False\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--import-mode=importlib", "-p", "no:cacheprovider", str(tmp_path)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'functions'}:{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )
    start, failure = done.stdout.split("= FAILURES =")
    for part in (start, failure):
        assert f"here: {here()}" in part
        assert f"last seen green: {LAST_GREEN}" in part
