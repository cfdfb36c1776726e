"""The sample people and surveys of the local run, published by the command `kuultu`; what is unchanged stays."""

import os
import subprocess
import sys

from infra.local.errors import CannotRun
from infra.toolchain import ROOT


def publish_samples(stack: str, endpoint: str) -> None:
    """Publish in a new process, as the application reads its settings once per process; raises CannotRun."""
    for what, where in (("people", "people.toml"), ("surveys", "surveys")):
        _publish(what, where, stack, endpoint)


def _publish(what: str, where: str, stack: str, endpoint: str) -> None:
    options = ["--stack", stack, "--endpoint-url", endpoint]
    outside = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    done = subprocess.run(
        [sys.executable, "-m", "cli", what, "publish", str(ROOT / where), *options],
        cwd=ROOT,
        env=outside,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CannotRun(f"The sample {what} could not be published: {done.stderr.strip().splitlines()[-1]}")
