"""The sample people and surveys of the local run, published by the command `kuultu`, and the links of their units."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping

from infra.local.errors import CannotRun
from infra.toolchain import ROOT

StaffLinks = Mapping[tuple[str, str], str]
"""The links of units' staff, by the ids of unit and survey."""


def publish_samples(stack: str, endpoint: str) -> None:
    """Publish what is new; raises CannotRun."""
    for what, where in (("people", "people.toml"), ("surveys", "surveys")):
        _kuultu(stack, endpoint, what, "publish", str(ROOT / where))


def staff_links(stack: str, endpoint: str) -> StaffLinks:
    """The links of all units and surveys, made if there are none; raises CannotRun."""
    told = _kuultu(stack, endpoint, "units", "links")
    return {(unit, survey): link for unit, survey, link in re.findall(r"^(\S+), (\S+): (\S+)$", told, re.MULTILINE)}


def _kuultu(stack: str, endpoint: str, *command: str) -> str:
    """What the command says, in a new process, as the application reads its settings once per process."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    done = subprocess.run(
        [sys.executable, "-m", "cli", *command, "--stack", stack, "--endpoint-url", endpoint],
        cwd=ROOT,
        env=outside,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CannotRun(f"The sample {command[0]} could not be published: {done.stderr.strip().splitlines()[-1]}")
    return done.stdout
