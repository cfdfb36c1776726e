"""The sample surveys of the local run, published by the command `kuultu`; unchanged surveys stay as they are."""

import os
import subprocess
import sys

from infra.local.errors import CannotRun
from infra.toolchain import ROOT


def publish_samples(stack: str, endpoint: str) -> None:
    """Publish in a new process, as the application reads its settings once per process; raises CannotRun."""
    options = ["--stack", stack, "--endpoint-url", endpoint]
    outside = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    done = subprocess.run(
        [sys.executable, "-m", "cli", "surveys", "publish", str(ROOT / "surveys"), *options],
        cwd=ROOT,
        env=outside,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CannotRun(f"The sample surveys could not be published: {done.stderr.strip().splitlines()[-1]}")
