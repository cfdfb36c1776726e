"""The release before this one, made from the project's history as it was made then."""

import io
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from infra.file_lock import exclusive
from infra.toolchain import BUILD, ROOT, environment

REVISION = "d26a0334e206a0eaaa35ea5e97610ef42b86fb57"
"""The last revision of the release before: changed with each release."""

MOST = 600.0  # seconds to make it


def assembly_of_previous_release() -> Path:
    """The cloud assembly of the local stage of the release before; made once for each checkout."""
    home = BUILD / "previous" / REVISION[:12]
    with exclusive("previous-release"):
        if not (home / "cdk.out" / "manifest.json").is_file():
            shutil.rmtree(home, ignore_errors=True)
            unpack(home)
            make(home)
    return home / "cdk.out"


def unpack(home: Path) -> None:
    """Write the files of the release before; a history that ends too early fails the test with the way out."""
    command = ["git", "archive", REVISION]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        pytest.fail(f"The history lacks the release before, {REVISION}: git fetch --unshallow brings it.")
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        archive.extractall(home, filter="data")


def make(home: Path) -> None:
    """Synthesise its local stage with its own code, and the packages that are installed here."""
    (home / "build").mkdir()
    (home / "build" / "packages").symlink_to(BUILD / "packages")

    asked = {"CDK_OUTDIR": str(home / "cdk.out"), "CDK_CONTEXT_JSON": '{"stage": "local"}'}
    path = os.pathsep.join((str(home), str(home / "functions")))
    subprocess.run(
        [sys.executable, "-m", "infra.app"],
        cwd=home,
        env={**environment(), **asked, "PYTHONPATH": path},
        check=True,
        timeout=MOST,
    )
