"""A browser or a table that may turn a test red is told beside each failure, with the one last seen to pass."""

import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests import calendars
from tests.browser import chromium
from tests.conftest import ROOT


@pytest.mark.parametrize(("conftest", "told"), [("tests.browser.conftest", chromium), ("tests.conftest", calendars)])
def test_a_run_tells_them_at_the_start_and_beside_each_failure(tmp_path: Path, conftest: str, told: ModuleType) -> None:
    hooks = f"from {conftest} import pytest_report_header, pytest_runtest_makereport"
    (tmp_path / "conftest.py").write_text(hooks, encoding="utf-8")
    (tmp_path / "test_one.py").write_text("def test_one():\n    assert False\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--import-mode=importlib", "-p", "no:cacheprovider", str(tmp_path)],
        cwd=ROOT / "build",
        capture_output=True,
        text=True,
        check=False,
    )
    start, failure = done.stdout.split("= FAILURES =")
    for part in (start, failure):
        assert f"here: {told.here()}" in part
        assert f"last seen green: {told.LAST_GREEN}" in part
